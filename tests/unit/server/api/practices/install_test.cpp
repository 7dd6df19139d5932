#include "server/api/practices/install.h"

#include "server/ops/text_file.h"
#include "tests/unit/server/api/world.h"

using namespace pochin;
using namespace pochin::server;
using namespace pochin::server::test;

TEST_CASE("a pack whose cycle cannot open is not installed, and the stage is named") {
  World world;
  const std::string file = std::string(POCHIN_ROOT) + "/web/packs/ppmi.json";
  Json pack = read_json_file(file).value();
  pack["version"] = "2027.9.0";
  pack["stages"][2]["law"] = Json::array();
  const auto refused = install_pack(world.api().context(), pack, "ppmi.json");
  REQUIRE(!refused);
  CHECK(refused.error().starts_with("ppmi.json: /stages/2"));
  CHECK(refused.error().find("«Проверка заявок»") != std::string::npos);
}
