#include "shared/practice/staff_part.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

#include "shared/practice/pack.h"

namespace pochin::practice {
namespace {

using Json = nlohmann::json;

Json shipped(const std::string& name) {
  std::ifstream in(std::string(POCHIN_ROOT) + "/web/packs/" + name + ".json", std::ios::binary);
  return Json::parse(std::string(std::istreambuf_iterator<char>(in), {}));
}

std::vector<std::string> fields_of(const form::Form& form) {
  std::vector<std::string> ids;
  for (const form::Section* section : form.sections(true))
    for (const form::Field& field : section->fields) ids.push_back(section->id + "/" + field.id);
  std::ranges::sort(ids);
  return ids;
}

TEST_CASE("every shipped pack is whole again when the staff's part is put back, once or twice") {
  for (const char* name :
       {"ppmi", "karelia", "initiative_131", "kirov", "sakha", "spb", "tver", "volgograd", "yugra"}) {
    INFO(name);
    const Json pack = shipped(name);
    Json again = public_subset(pack);
    const Json part = staff_part(pack);
    CHECK_FALSE(part["groups"].empty());
    add_staff_part(again, part);
    add_staff_part(again, part);
    const auto whole = parse_pack(pack), back = parse_pack(again);
    REQUIRE(whole);
    REQUIRE(back);
    CHECK(fields_of(back->form) == fields_of(whole->form));
    CHECK(back->limits.reason == whole->limits.reason);
  }
}

TEST_CASE("the part holds fields of the staff alone, also those that stand among the applicant's") {
  Json pack = shipped("ppmi");
  Json& section = pack["form"]["groups"][0]["sections"][0];
  section["fields"].insert(section["fields"].begin(),
                           Json{{"id", "mark"}, {"kind", "text"}, {"label", "Пометка"}, {"privacy", "staff"}});
  const Json part = staff_part(pack);
  REQUIRE(part["groups"].size() == 2);
  const Json& kept = part["groups"][0]["sections"];
  REQUIRE(kept.size() == 1);
  CHECK(kept[0]["id"] == section["id"]);
  REQUIRE(kept[0]["fields"].size() == 1);
  CHECK(kept[0]["fields"][0]["id"] == "mark");
  CHECK(part["reason"] == "points_comment");
  CHECK(part.dump().find("\"name\"") == std::string::npos);
}

}  // namespace
}  // namespace pochin::practice
