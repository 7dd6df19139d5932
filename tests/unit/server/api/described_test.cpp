// What the running router serves is what server/api/openapi.json describes: the walk over every operation and role goes
// by the description, so a route that is not in it would be walked by nobody, and one that says less than its row of
// whom it lets in would be walked in vain.
#include <algorithm>
#include <cctype>
#include <fstream>
#include <map>
#include <set>

#include "server/api/handling/route.h"
#include "server/api/oversight/audit_words.h"
#include "tests/unit/server/api/world.h"

namespace pochin::server::test {
namespace {

// Names of parameters are the description's own business: "GET /api/v1/applications/{}".
std::string without_names(std::string_view route) {
  std::string out;
  bool inside = false;
  for (const char c : route) {
    if (c == '}') inside = false;
    if (!inside) out += c;
    if (c == '{') inside = true;
  }
  return out;
}

// By "GET /api/v1/applications/{}".
std::map<std::string, nlohmann::json> described() {
  std::ifstream in(std::string(POCHIN_ROOT) + "/server/api/openapi.json");
  const auto document = nlohmann::json::parse(in);
  std::map<std::string, nlohmann::json> out;
  for (const auto& [path, operations] : document.at("paths").items())
    for (const auto& [method, operation] : operations.items()) {
      std::string name = method;
      std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
      if (operation.is_object() && operation.contains("responses"))
        out.emplace(without_names(name + " " + path), operation);
    }
  return out;
}

std::vector<Route> all_rows() {
  std::vector<Route> all;
  for (const auto rows : api_routes()) all.insert(all.end(), rows.begin(), rows.end());
  return all;
}

std::string name_of(const Route& route) {
  return without_names(std::string(route.method) + " " + std::string(route.pattern));
}

nlohmann::json need_json(const Need& need) {
  nlohmann::json out{{"object", access::code_of(need.object)}, {"action", access::code_of(need.action)}};
  if (!need.when.empty()) out["when"] = need.when;
  if (need.part == access::Part::technical) out["part"] = "technical";
  return out;
}

// x-permission as the description writes it: a word, one right, or any of a list.
nlohmann::json permission_json(const Permission& permission) {
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
  nlohmann::json list = nlohmann::json::array();
  for (const Need& need : permission.any()) list.push_back(need_json(need));
  return list.size() == 1 ? list.front() : list;
}

bool takes(const nlohmann::json& operation, std::string_view header) {
  for (const auto& each : operation.value("parameters", nlohmann::json::array()))
    if (each.value("in", "") == "header" && each.value("name", "") == header) return true;
  return false;
}

}  // namespace

TEST_CASE("every route of the router is described, and every described one is served") {
  World world;
  std::set<std::string> served, operations;
  for (const std::string& route : world.routes()) served.insert(without_names(route));
  std::vector<std::string> only_served, only_described;
  for (const auto& [name, operation] : described()) operations.insert(name);
  std::ranges::set_difference(served, operations, std::back_inserter(only_served));
  std::ranges::set_difference(operations, served, std::back_inserter(only_described));
  CHECK(only_served == std::vector<std::string>{});
  CHECK(only_described == std::vector<std::string>{});
  CHECK(operations.size() > 100);
  CHECK(all_rows().size() == served.size());
}

TEST_CASE("the description says of every route what its row says: who may ask, with what right, by what headers") {
  const auto operations = described();
  for (const Route& route : all_rows()) {
    INFO(name_of(route));
    const auto found = operations.find(name_of(route));
    REQUIRE(found != operations.end());
    const nlohmann::json& operation = found->second;
    const bool of_people = route.who != Who::anybody, changes = route.method != "GET";
    CHECK(permission_json(route.permission) == operation.at("x-permission"));
    if (of_people) CHECK(operation.at("responses").contains("401"));
    CHECK((of_people && changes) == takes(operation, "X-CSRF-Token"));
    if (std::holds_alternative<PostWork>(route.work)) CHECK(takes(operation, "Idempotency-Key"));
    if (std::holds_alternative<OwnBodyWork>(route.work)) CHECK(operation.contains("requestBody"));
  }
}

TEST_CASE("what a row asks for is what its work is given, and its lines of the log have words") {
  for (const Route& route : all_rows()) {
    INFO(name_of(route));
    const auto& [log, viewed, options] = route.marks;
    const bool open = std::holds_alternative<RawWork>(route.work) || std::holds_alternative<OpenWork>(route.work);
    if (open) CHECK(route.who == Who::anybody);
    CHECK(!log.empty() == std::holds_alternative<PostWork>(route.work));
    if (!viewed.empty()) CHECK((std::holds_alternative<GetWork>(route.work) && route.who != Who::anybody));
    for (const std::string_view kind : {log, viewed})
      if (!kind.empty()) CHECK(audit_title(kind) != kind);
  }
}

}  // namespace pochin::server::test
