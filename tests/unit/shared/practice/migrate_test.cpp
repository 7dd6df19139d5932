#include "shared/practice/migrate.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "shared/base/json.h"
#include "shared/practice/diff.h"
#include "tests/unit/shared/practice/pack_fixture.h"

namespace pochin::practice {
namespace {

// The shipped pack as the pilot regions would have written it.
std::string old_text() {
  Json json = Json::parse(pack_text());
  json["format"] = 0;
  json["cycle"]["population_date"] = json["cycle"]["reference_dates"]["population"];
  json["cycle"].erase("reference_dates");
  for (Json& stage : json["stages"]) {
    stage["deadline"] = stage["to"];
    stage.erase("to");
  }
  json["stages"][0]["deadline"] = "2026-10-31";
  Json items = json["criteria"]["items"];
  items[0]["weight"] = Json::parse("0.20");
  items[0]["max"] = 100;
  items[0]["tables"][0]["bands"][1]["points"] = 40;
  json["criteria"] = items;
  json["form"]["groups"][0]["sections"][0]["fields"][0]["required"] = true;
  json["form"]["groups"][0]["sections"][0]["fields"][2]["required"] = false;
  return json.dump(1);
}

bool has_note(const Migrated& done, std::string_view pointer) {
  return std::ranges::any_of(done.notes, [&](const MigrationNote& note) { return note.pointer == pointer; });
}

}  // namespace

TEST_CASE("a pack of format 0 becomes the same pack in format 1") {
  Json json = Json::parse(old_text());
  const auto done = migrate(json);
  REQUIRE(done);
  CHECK(done->from == 0);
  CHECK(json["format"] == 1);
  REQUIRE(parse_pack(json));
  for (const Change& change : diff(Json::parse(pack_text()), json)) {
    INFO(change.sentence);
    CHECK(change.what == "criteria");  // the list had no version and no source of its own
  }
}

TEST_CASE("everything a migration changed is told with its place") {
  Json json = Json::parse(old_text());
  const Migrated done = migrate(json).value();
  CHECK(has_note(done, "/cycle/reference_dates/population"));
  CHECK(has_note(done, "/stages/0/to"));
  CHECK(has_note(done, "/criteria"));
  CHECK(has_note(done, "/criteria/items/0/weight"));
  CHECK(has_note(done, "/criteria/items/0/tables/0/bands/1/points"));
  CHECK(has_note(done, "/form/groups/0/sections/0/fields/0/required"));
  CHECK(has_note(done, "/form/groups/0/sections/0/fields/2/required"));
}

TEST_CASE("the last day of a deadline is included") {
  Json json = {{"format", 0}, {"stages", {{{"deadline", "2026-12-31"}}, {{"deadline", "2026-12-31T18:00"}}}}};
  REQUIRE(migrate(json));
  CHECK(json["stages"][0]["to"] == "2027-01-01T00:00");
  CHECK(json["stages"][1]["to"] == "2026-12-31T18:00");
}

TEST_CASE("a pack of the present format is left alone") {
  Json json = Json::parse(pack_text());
  const Migrated done = migrate(json).value();
  CHECK(done.from == kFormat);
  CHECK(done.notes.empty());
  CHECK(json == Json::parse(pack_text()));
}

TEST_CASE("a newer format is refused with advice") {
  Json json = Json::parse(pack_text());
  json["format"] = 2;
  const auto done = migrate(json);
  REQUIRE(!done);
  CHECK(done.error().code == "newer_format");
  CHECK(done.error().place == "/format");
  CHECK(done.error().message == "Пакет записан в формате 2, а эта программа читает форматы до 1. Обновите Почин.");
  json["format"] = "1";
  CHECK(migrate(json).error().code == "bad_format");
}

TEST_CASE("lint reads an older pack and says so, at the place in the file") {
  const std::string text = old_text();
  const auto findings = lint(text);
  CHECK(!has_errors(findings));
  const auto old = std::ranges::find(findings, "old_format", &Finding::code);
  REQUIRE(old != findings.end());
  CHECK(old->level == Finding::Level::warning);
  CHECK(old->line ==
        1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(text.find("\"format\"")), '\n'));
}

}  // namespace pochin::practice
