// The law of a pack: dated bases, grounds of refusal, terms, and what keeps its cycle shut.
#include <catch2/catch_test_macros.hpp>

#include "shared/base/json.h"
#include "shared/practice/opening.h"
#include "tests/unit/shared/practice/pack_fixture.h"

namespace pochin::practice {
namespace {

Date day(std::string_view text) { return parse_date(text).value(); }

// The shipped pack with one value replaced.
Pack with(const char* pointer, const char* value) {
  Json json = Json::parse(pack_text());
  json[Json::json_pointer(pointer)] = Json::parse(value);
  return parse_pack(json).value();
}

}  // namespace

TEST_CASE("a norm of the pack is cited from the act in force on the day") {
  CHECK(ppmi().basis("131_26_1_4", day("25.12.2026"))->text == "131-ФЗ, ст. 26.1 ч. 4");
  CHECK(ppmi().basis("131_26_1_4", day("01.01.2027"))->text == "33-ФЗ");
  CHECK(ppmi().basis("131_26_1_4", day("01.01.2027"))->title ==
        "Обсуждение проекта на сходе, собрании или конференции");
  CHECK(ppmi().basis("131_26_1", day("01.01.2020"))->text == "131-ФЗ, ст. 26.1");  // before all: the first wording
  CHECK(!ppmi().basis("131_27", day("01.01.2027")));
}

TEST_CASE("the grounds of refusal are a closed list; a better way obliges to offer refinement") {
  CHECK(ppmi().refusal_grounds.size() == 6);
  const auto* better = law::find_ground(ppmi().refusal_grounds, "better_way");
  REQUIRE(better);
  CHECK(better->must_offer_refinement);
  CHECK(!law::find_ground(ppmi().refusal_grounds, "no_powers")->must_offer_refinement);
}

TEST_CASE("the terms of the pack are what the acts say") {
  REQUIRE(ppmi().terms.size() == 6);
  CHECK(ppmi().terms[0].term == calendar::Term{3, calendar::Unit::working_days, calendar::DayOff::next_working});
  CHECK(ppmi().terms[1].at_least);
  CHECK(ppmi().terms[4].term == calendar::Term{10, calendar::Unit::working_days, calendar::DayOff::next_working});
  CHECK(ppmi().terms[5].term == calendar::Term{30, calendar::Unit::calendar_days, calendar::DayOff::stay});
}

TEST_CASE("the cycle of the shipped pack may open") { CHECK(can_open(ppmi()).empty()); }

TEST_CASE("a stage without its act keeps the cycle shut and is named") {
  const auto problems = can_open(with("/stages/2/law", "[]"));
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].place == "/stages/2");
  CHECK(problems[0].message.find("«Проверка заявок»") != std::string::npos);
}

TEST_CASE("the days of a stage are those of the region: it ends on the day before midnight") {
  CHECK(can_open(with("/law/8/valid_to", R"("2028-01-01")")).empty());
  CHECK(law::forbids_opening(can_open(with("/law/8/valid_to", R"("2027-12-31")"))));
  CHECK(can_open(with("/law/8/valid_from", R"("2026-09-01")")).empty());
  CHECK(law::forbids_opening(can_open(with("/law/8/valid_from", R"("2026-09-02")"))));
}

TEST_CASE("a pack of before, without kinds and dates of its acts, opens as it did") {
  Json json = Json::parse(pack_text());
  for (Json& basis : json["law"])
    for (const char* key : {"kind", "valid_from", "valid_to", "wordings", "part"}) basis.erase(key);
  json.erase("refusal_grounds");
  json.erase("terms");
  for (Json& transition : json["workflow"]["transitions"]) transition.erase("deadline");
  CHECK(lint(json.dump()).empty());
}

TEST_CASE("a cycle moved in time takes its illustrative act along and can still open") {
  for (const int64_t days : {-700, -90, 40, 3000}) {
    INFO(days);
    Pack pack = ppmi();
    shift_stages(pack, days);
    Json json = Json::parse(pack_text());
    shift_stages(json, days);
    CHECK(can_open(pack).empty());
    CHECK(can_open(parse_pack(json).value()).empty());
    CHECK(parse_pack(json)->law.back().valid_from == add_days(day("15.08.2026"), days));
    CHECK(parse_pack(json)->law.front().valid_from == day("01.01.2021"));
  }
}

}  // namespace pochin::practice
