// The server holds answers of several parts, choices and places against the form as the browser does.
#include <fstream>

#include "tests/unit/server/api/world.h"

using namespace pochin;
using namespace pochin::server;
using namespace pochin::server::test;

namespace {

nlohmann::json read(const std::string& path) {
  std::ifstream file(std::string(POCHIN_ROOT) + path, std::ios::binary);
  return nlohmann::json::parse(file);
}

void with_new_kinds(nlohmann::json& pack) {
  auto& fields = pack["form"]["groups"][0]["sections"][0]["fields"];
  for (auto& field : read("/tests/unit/shared/practice/new_kinds.json")) {
    field.erase("required");  // the applications of the demonstration do not answer it
    fields.push_back(field);
  }
}

}  // namespace

TEST_CASE("a draft keeps what is typed letter by letter, a submission names what is wrong in it") {
  World world(with_new_kinds);
  Person resident = world.resident();
  const auto created = resident.create();
  const std::string id = created.body["id"];
  const nlohmann::json wrong = {{"works_term", "30.08.2027\n01.05.2027"},
                                {"directions", "road\nspace"},
                                {"works_place", "с. Заречье\nул. Лесная, 1\n18600"},
                                {"centre", "34.346908, 61.784912"},
                                {"sponsor", "ООО «Берег»\n7707083893\n304500116000157"},
                                {"chair", "Ёлкин\nПётр\n\n01.09.2011"}};
  const auto kept = resident.patch(id, created.etag(), wrong);
  INFO(kept.text);
  REQUIRE(kept.status() == 200);
  const auto answers = resident.get("/api/v1/applications/" + id).body["answers"];
  for (const auto& [field, value] : wrong.items()) CHECK(answers[field] == value);
  const auto refused = resident.act(id, kept.etag(), "submit");
  CHECK(refused.status() == 422);
  for (const auto& [field, value] : wrong.items()) {
    INFO(field);
    CHECK(refused.names(field));
  }
}
