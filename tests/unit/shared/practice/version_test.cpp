#include "shared/practice/version.h"

#include <catch2/catch_test_macros.hpp>

#include "shared/base/json.h"
#include "tests/unit/shared/practice/pack_fixture.h"

namespace pochin::practice {
namespace {

// What has to be said of a change of the shipped pack: pointer, new value ("" = removed), weight, may it be made when
// intake is open.
struct Edit {
  const char* name;
  const char* pointer;
  const char* value;
  Weight weight;
  bool free;
};

const Edit kEdits[] = {
    {"a typo in a label", "/form/groups/0/sections/0/fields/0/label", R"("Имя проекта")", Weight::patch, true},
    {"a typo in a help text", "/form/groups/0/sections/0/fields/0/help", R"("Иначе")", Weight::minor, true},
    {"a text of the pack", "/texts/what", R"("Иначе")", Weight::patch, true},
    {"the name of an act", "/law/0/title", R"("Проекты")", Weight::patch, true},
    {"a longer name is allowed", "/form/groups/0/sections/0/fields/0/max_length", "300", Weight::minor, false},
    {"an optional field", "/form/groups/0/sections/0/fields/-", R"({"id":"pets","kind":"yes_no","label":"Кошки"})",
     Weight::minor, false},
    {"a required field", "/form/groups/0/sections/0/fields/-",
     R"({"id":"pets","kind":"yes_no","label":"Кошки","required":"true"})", Weight::major, false},
    {"a field less", "/form/groups/0/sections/0/fields/2", "", Weight::major, false},
    {"a document that becomes required", "/form/groups/1/sections/2/fields/1/required", R"("1 > 0")", Weight::major,
     false},
    {"a weight of a criterion", "/criteria/items/0/weight", R"("0.25")", Weight::major, false},
    {"points of a band", "/criteria/items/0/tables/0/bands/2/points", R"("65")", Weight::major, false},
    {"the title of a criterion", "/criteria/items/0/title", R"("Доля бюджета")", Weight::patch, true},
    {"the tie chain", "/ranking/tie_chain", R"(["extra_budget_share","submitted_at"])", Weight::major, false},
    {"the money", "/ranking/available", R"("70000000")", Weight::major, false},
    {"a guard", "/workflow/transitions/0/guard", R"("project_cost > 1")", Weight::major, false},
    {"a number rule", "/form/rules/0/check", R"("project_cost > 1")", Weight::major, false},
    {"intake that ends later", "/stages/1/to", R"("2026-12-26T18:00")", Weight::minor, true},
    {"intake that ends earlier", "/stages/1/to", R"("2026-12-24T18:00")", Weight::major, false},
    {"intake that begins later", "/stages/1/from", R"("2026-11-02T00:00")", Weight::major, false},
    {"a later stage that begins later", "/stages/3/from", R"("2027-02-02T00:00")", Weight::minor, true},
    {"another cycle", "/cycle/year", "2028", Weight::major, false},
};

Json edited(const Edit& edit) {
  Json json = Json::parse(pack_text());
  const Json::json_pointer pointer(edit.pointer);
  if (std::string_view(edit.value).empty())
    json.at(pointer.parent_pointer()).erase(std::stoul(pointer.back()));
  else
    json[pointer] = Json::parse(edit.value);
  return json;
}

}  // namespace

TEST_CASE("a version is three numbers; what is behind a plus is no part of the order") {
  CHECK(parse_version("2027.1.0") == Version{2027, 1, 0});
  CHECK(parse_version("2027.1.0+30d") == Version{2027, 1, 0});
  CHECK(*parse_version("2027.2.0") > *parse_version("2027.1.9"));
  CHECK(*parse_version("2028.0.0") > *parse_version("2027.10.10"));
  CHECK(to_text(Version{2027, 10, 3}) == "2027.10.3");
  for (const char* wrong : {"", "2027", "2027.1", "2027.1.0.0", "2027.01.0", "v2027.1.0", "2027.1.0+", "2027.1.-1",
                            "2027.1.0-rc1", "2027.1.1000000", "2027.1.0+дней"}) {
    INFO(wrong);
    REQUIRE(!parse_version(wrong));
    CHECK(parse_version(wrong).error().code == "bad_version");
  }
}

TEST_CASE("the next version tells what was changed") {
  CHECK(least_after({2027, 1, 4}, Weight::none) == Version{2027, 1, 4});
  CHECK(least_after({2027, 1, 4}, Weight::patch) == Version{2027, 1, 5});
  CHECK(least_after({2027, 1, 4}, Weight::minor) == Version{2027, 2, 0});
  CHECK(least_after({2027, 1, 4}, Weight::major) == Version{2027, 2, 0});
}

TEST_CASE("a change is weighed by what it does to those who take part") {
  const Json old = Json::parse(pack_text());
  for (const Edit& edit : kEdits) {
    DYNAMIC_SECTION(edit.name) {
      const auto changes = diff(old, edited(edit));
      REQUIRE(!changes.empty());
      INFO(changes[0].sentence);
      const Classified classified = classify(changes);
      CHECK(classified.weight == edit.weight);
      CHECK(classified.forbidden.empty() == edit.free);
    }
  }
}

TEST_CASE("nothing changed weighs nothing") { CHECK(classify({}).weight == Weight::none); }

TEST_CASE("rules are frozen from the first second of intake, and stay so") {
  CHECK(!is_frozen(ppmi(), parse_instant("2026-10-31T19:59:59Z").value()));
  CHECK(is_frozen(ppmi(), parse_instant("2026-10-31T20:00:00Z").value()));
  CHECK(is_frozen(ppmi(), parse_instant("2027-05-01T00:00:00Z").value()));
}

}  // namespace pochin::practice
