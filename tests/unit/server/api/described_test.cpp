// What the running router serves is what server/api/openapi.json describes: the walk over every operation and role goes
// by the description, so a route that is not in it would be walked by nobody.
#include <algorithm>
#include <cctype>
#include <fstream>
#include <set>

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

std::set<std::string> described() {
  std::ifstream in(std::string(POCHIN_ROOT) + "/server/api/openapi.json");
  const auto document = nlohmann::json::parse(in);
  std::set<std::string> out;
  for (const auto& [path, operations] : document.at("paths").items())
    for (const auto& [method, operation] : operations.items()) {
      std::string name = method;
      std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
      if (operation.is_object() && operation.contains("responses")) out.insert(without_names(name + " " + path));
    }
  return out;
}

}  // namespace

TEST_CASE("every route of the router is described, and every described one is served") {
  World world;
  std::set<std::string> served;
  for (const std::string& route : world.routes()) served.insert(without_names(route));
  std::vector<std::string> only_served, only_described;
  const auto operations = described();
  std::ranges::set_difference(served, operations, std::back_inserter(only_served));
  std::ranges::set_difference(operations, served, std::back_inserter(only_described));
  CHECK(only_served == std::vector<std::string>{});
  CHECK(only_described == std::vector<std::string>{});
  CHECK(operations.size() > 100);
}

}  // namespace pochin::server::test
