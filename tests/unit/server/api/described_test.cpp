// What the running router serves is what server/api/openapi.json says, and that is what the rows say: the walk over
// every operation and role goes by the description, so a route that is not in it would be walked by nobody.
#include <algorithm>
#include <fstream>
#include <iterator>
#include <set>
#include <sstream>

#include "server/api/handling/route.h"
#include "server/api/openapi.h"
#include "server/api/operation.h"
#include "server/api/oversight/audit_words.h"
#include "server/api/schemas.h"
#include "tests/unit/server/api/world.h"

namespace pochin::server::test {
namespace {

using Ordered = nlohmann::ordered_json;

std::vector<Route> all_rows() {
  std::vector<Route> all;
  for (const auto rows : api_routes()) all.insert(all.end(), rows.begin(), rows.end());
  return all;
}

std::string name_of(const Route& route) { return std::string(route.method) + " " + std::string(route.pattern); }

std::set<std::string> words(std::string_view text) {
  std::istringstream in{std::string(text)};
  return {std::istream_iterator<std::string>(in), {}};
}

// Every "$ref" in it, as it stands.
void references(const Ordered& json, std::set<std::string>& out) {
  if (json.is_object() && json.contains("$ref")) out.insert(json.at("$ref").get<std::string>());
  if (json.is_structured())
    for (const Ordered& each : json) references(each, out);
}

// Changes of which the log of actions says nothing: the history of the application says who wrote what and when, and
// of ballots nobody may know.
const std::set<std::string> kUnlogged{"POST /api/v1/applications",
                                      "PATCH /api/v1/applications/{id}/answers",
                                      "POST /api/v1/applications/{id}/files",
                                      "PUT /api/v1/applications/{id}/files/{file}",
                                      "DELETE /api/v1/applications/{id}/files/{file}",
                                      "PUT /api/v1/campaigns/{id}/me/draft",
                                      "DELETE /api/v1/campaigns/{id}/me/draft",
                                      "POST /api/v1/campaigns/{id}/ballots"};

}  // namespace

TEST_CASE("openapi.json is what the program says of itself") {
  std::ifstream in(std::string(POCHIN_ROOT) + "/server/api/openapi.json", std::ios::binary);
  const std::string kept((std::istreambuf_iterator<char>(in)), {});
  INFO("to renew it: pochin api describe > server/api/openapi.json, and read the difference");
  const bool same = kept == describe_api();  // not the texts themselves: half a megabyte says nothing
  CHECK(same);
}

TEST_CASE("every route of the router is described, and every described one is served") {
  World world;
  std::set<std::string> served, described;
  for (const std::string& route : world.routes()) served.insert(route);
  const Ordered paths = Ordered::parse(describe_api()).at("paths");
  for (const auto& [path, operations] : paths.items())
    for (const auto& [method, operation] : operations.items()) {
      std::string name = method;
      std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
      described.insert(name + " " + path);
    }
  std::vector<std::string> only_served, only_described;
  std::ranges::set_difference(served, described, std::back_inserter(only_served));
  std::ranges::set_difference(described, served, std::back_inserter(only_described));
  CHECK(only_served == std::vector<std::string>{});
  CHECK(only_described == std::vector<std::string>{});
  CHECK(described.size() > 100);
  CHECK(all_rows().size() == served.size());
}

TEST_CASE("every schema that is named is there, and every one that is there is named") {
  const Ordered document = Ordered::parse(describe_api());
  std::set<std::string> named, there;
  references(document, named);
  for (const auto& [name, schema] : document.at("components").at("schemas").items())
    there.insert("#/components/schemas/" + name);
  there.insert("#/components/responses/Problem");
  std::vector<std::string> missing, idle;
  std::ranges::set_difference(named, there, std::back_inserter(missing));
  std::ranges::set_difference(there, named, std::back_inserter(idle));
  CHECK(missing == std::vector<std::string>{});
  CHECK(idle == std::vector<std::string>{});
}

TEST_CASE("an operation says what its answer is, and whom it lets in") {
  for (const Route& route : all_rows()) {
    INFO(name_of(route));
    const Ordered operation = operation_json(route);
    const server::Answer& answer = route.marks.answers;
    CHECK(!route.summary.empty());
    CHECK(!route.summary.ends_with('.'));
    // What answers with JSON says which, but for the description itself.
    const bool json = answer.status < 300 && answer.status != 204 && answer.type == "application/json";
    CHECK(json == (!answer.schema.empty() || route.pattern == "/api/v1/openapi.json"));
    const Ordered& responses = operation.at("responses");
    CHECK(responses.contains(std::to_string(answer.status)));
    CHECK((route.who != Who::anybody) == operation.contains("security"));
    if (route.who != Who::anybody) CHECK(responses.contains("401"));
    if (std::holds_alternative<OwnBodyWork>(route.work)) CHECK(operation.contains("requestBody"));
    if (std::holds_alternative<OwnBodyWork>(route.work)) CHECK(!route.marks.takes.optional);
    if (std::holds_alternative<PostWork>(route.work)) CHECK(!route.marks.once);
    for (const Refusal& each : route.marks.refusals.all()) CHECK(each.type.empty() == each.about.empty());
  }
}

TEST_CASE("what a row says besides is not said twice: a refusal that follows from it is not listed") {
  for (Route route : all_rows()) {
    INFO(name_of(route));
    const auto listed = route.marks.refusals;
    route.marks.refusals = {};
    const auto follow = refusals_of(route);
    for (const Refusal& each : listed.all()) CHECK(std::ranges::find(follow, each.status) == follow.end());
  }
}

TEST_CASE("what a row asks for is what its work is given, and its lines of the log have words") {
  std::set<std::string> unlogged;
  for (const Route& route : all_rows()) {
    INFO(name_of(route));
    const auto& [log, viewed] = std::pair(route.marks.log, route.marks.viewed);
    const bool open = std::holds_alternative<RawWork>(route.work) || std::holds_alternative<OpenWork>(route.work);
    if (open) CHECK((route.who == Who::anybody && log.empty()));
    if (std::holds_alternative<PostWork>(route.work)) CHECK(words(log).size() == 1);
    if (std::holds_alternative<GetWork>(route.work)) CHECK(log.empty());
    if (log.empty() && route.method != "GET") unlogged.insert(name_of(route));
    if (!viewed.empty()) CHECK((route.method == "GET" && route.who != Who::anybody && !open));
    for (const auto& kinds : {words(log), words(viewed)})
      for (const std::string& kind : kinds) CHECK(audit_title(kind) != kind);
  }
  CHECK(unlogged == kUnlogged);
}

}  // namespace pochin::server::test
