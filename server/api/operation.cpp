#include "server/api/operation.h"

#include <algorithm>
#include <map>
#include <ranges>
#include <set>
#include <string>

namespace pochin::server {
namespace {

using Ordered = nlohmann::ordered_json;

constexpr std::string_view kApi = "/api/v1/";

// Whose right is asked for, by the first word of an address with an {id}.
constexpr std::pair<std::string_view, std::string_view> kScopes[] = {
    {"adjustments", "application"}, {"applications", "application"},
    {"approvals", "campaign"},      {"campaigns", "campaign"},
    {"commissions", "practice"},    {"grants", "grant"},
    {"invitations", "grant"},       {"lots", "practice"},
    {"meetings", "practice"},       {"practices", "practice"},
    {"questions", "practice"}};

bool changes(const Route& route) { return route.method != "GET"; }
bool of_people(const Route& route) { return route.who != Who::anybody; }
bool posted(const Route& route) { return std::holds_alternative<PostWork>(route.work); }
bool has_params(const Route& route) { return route.pattern.contains('{'); }
bool keyed(const Route& route) { return posted(route) || route.marks.once; }
bool reads_json(const Route& route) {
  return posted(route) || (route.marks.takes.any() && route.marks.takes.type == "application/json");
}
// A word that is out of its list or too long is refused; any other text is at most not found.
bool checks_queries(const Route& route) {
  return std::ranges::any_of(route.marks.queries.all(),
                             [](const Query& query) { return query.required || query.whole || query.most; });
}

std::vector<std::string_view> words(std::string_view text) {
  std::vector<std::string_view> out;
  for (const auto part : text | std::views::split(' '))
    if (!part.empty()) out.emplace_back(part);
  return out;
}

Ordered need_json(const Need& need) {
  Ordered out{{"object", access::code_of(need.object)}, {"action", access::code_of(need.action)}};
  if (!need.when.empty()) out["when"] = need.when;
  if (need.part == access::Part::technical) out["part"] = "technical";
  return out;
}

Ordered permission_json(const Permission& permission) {
  switch (permission.by) {
    case Permission::By::everyone:
      return "everyone";
    case Permission::By::self:
      return "self";
    case Permission::By::workflow:
      return "workflow";
    case Permission::By::table:
      break;
  }
  Ordered list = Ordered::array();
  for (const Need& need : permission.any()) list.push_back(need_json(need));
  return list.size() == 1 ? Ordered(list.front()) : list;
}

std::string_view scope_of(const Route& route) {
  if (!route.marks.scope.empty()) return route.marks.scope;
  if (!route.pattern.starts_with(kApi) || !has_params(route)) return {};
  const std::string_view rest = route.pattern.substr(kApi.size());
  const auto found =
      std::ranges::find(kScopes, rest.substr(0, rest.find('/')), &std::pair<std::string_view, std::string_view>::first);
  return found == std::ranges::end(kScopes) ? std::string_view() : found->second;
}

Ordered parameter(std::string_view name, std::string_view in, bool required) {
  return {{"name", name}, {"in", in}, {"required", required}, {"schema", {{"type", "string"}}}};
}

Ordered query_json(const Query& query) {
  Ordered out{{"name", query.name}, {"in", "query"}, {"required", query.required}};
  if (!query.about.empty()) out["description"] = query.about;
  Ordered schema{{"type", query.whole ? "integer" : "string"}};
  if (!query.one_of.empty()) schema["enum"] = words(query.one_of);
  if (query.least) schema["minimum"] = *query.least;
  if (query.most) schema[query.whole ? "maximum" : "maxLength"] = *query.most;
  out["schema"] = std::move(schema);
  return out;
}

Ordered parameters_json(const Route& route) {
  Ordered list = Ordered::array();
  std::string_view rest = route.pattern;
  for (auto at = rest.find('{'); at != rest.npos; at = rest.find('{')) {
    rest.remove_prefix(at + 1);
    list.push_back(parameter(rest.substr(0, rest.find('}')), "path", true));
  }
  for (const Query& query : route.marks.queries.all()) list.push_back(query_json(query));
  if (of_people(route) && changes(route)) list.push_back(parameter("X-CSRF-Token", "header", true));
  if (route.marks.if_match) list.push_back(parameter("If-Match", "header", true));
  if (keyed(route)) list.push_back(parameter("Idempotency-Key", "header", true));
  return list;
}

Ordered content_json(std::string_view type, std::string_view schema) {
  Ordered out = Ordered::object();
  if (!schema.empty()) out["schema"] = {{"$ref", "#/components/schemas/" + std::string(schema)}};
  if (type == "text/plain") out["schema"] = {{"type", "string"}};
  return {{std::string(type), std::move(out)}};
}

Ordered answer_json(const Route& route) {
  const Answer& answer = route.marks.answers;
  Ordered out{{"description", answer.about.empty() ? route.summary : answer.about}};
  const bool open = std::holds_alternative<OpenWork>(route.work);
  for (const std::string_view name : words(open ? "ETag" : answer.headers))
    out["headers"][std::string(name)] = {{"schema", {{"type", "string"}}}};
  if (answer.status < 300 && answer.status != 204) out["content"] = content_json(answer.type, answer.schema);
  return out;
}

Ordered responses_json(const Route& route) {
  std::map<int, Ordered> all;
  for (const int status : refusals_of(route)) all[status] = {{"$ref", "#/components/responses/Problem"}};
  for (const Refusal& each : route.marks.refusals.all())
    if (!each.type.empty())
      all[each.status] = {{"description", each.about}, {"content", {{std::string(each.type), Ordered::object()}}}};
  if (std::holds_alternative<OpenWork>(route.work)) all[304] = {{"description", "Не изменилось (If-None-Match)"}};
  all[route.marks.answers.status] = answer_json(route);
  if (const int other = route.marks.answers.or_status; other != 0) all[other] = answer_json(route);
  Ordered out = Ordered::object();
  for (auto& [status, response] : all) out[std::to_string(status)] = std::move(response);
  return out;
}

}  // namespace

std::vector<int> refusals_of(const Route& route) {
  std::set<int> all;
  const RouteMarks& marks = route.marks;
  if (of_people(route)) all.insert(401);
  if (of_people(route) && (changes(route) || (route.permission.by == Permission::By::table && !marks.hides)))
    all.insert(403);
  if (has_params(route) && route.pattern.starts_with(kApi)) all.insert(404);
  if (reads_json(route)) all.insert({400, 413, 415, 422});
  if (marks.takes.any()) all.insert(413);
  if (keyed(route)) all.insert({400, 422});
  if (posted(route)) all.insert(409);
  if (marks.if_match) all.insert({400, 412, 428});
  if (checks_queries(route)) all.insert(422);
  if (marks.options.spend != Spend::none) all.insert(429);
  for (const Refusal& each : marks.refusals.all()) all.insert(each.status);
  return {all.begin(), all.end()};
}

Ordered operation_json(const Route& route) {
  Ordered out{{"summary", route.summary}, {"x-permission", permission_json(route.permission)}};
  if (const auto scope = scope_of(route); !scope.empty()) out["x-scope"] = scope;
  if (const auto kinds = words(route.marks.log); kinds.size() == 1)
    out["x-log"] = kinds.front();
  else if (!kinds.empty())
    out["x-log"] = kinds;
  if (!route.marks.viewed.empty()) out["x-viewed"] = route.marks.viewed;
  if (of_people(route)) out["security"] = Ordered::array({Ordered{{"session", Ordered::array()}}});
  if (Ordered parameters = parameters_json(route); !parameters.empty()) out["parameters"] = std::move(parameters);
  if (const Body& body = route.marks.takes; body.any())
    out["requestBody"] = {{"required", !body.optional}, {"content", content_json(body.type, body.schema)}};
  out["responses"] = responses_json(route);
  return out;
}

}  // namespace pochin::server
