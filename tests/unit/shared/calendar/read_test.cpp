#include "shared/calendar/read.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "tests/unit/shared/calendar/calendar_fixture.h"

namespace pochin::calendar {
namespace {

// Reads the shipped calendar with one value replaced.
std::string refused(const char* pointer, const nlohmann::json& value) {
  auto json = nlohmann::json::parse(calendar_text());
  json[nlohmann::json::json_pointer(pointer)] = value;
  const auto read = read_calendar(json);
  return read ? "принят" : read.error().code + " " + read.error().place;
}

}  // namespace

TEST_CASE("the shipped calendar has 2024 to 2027, each with its act and how far it is checked") {
  REQUIRE(shipped().years().size() == 4);
  CHECK(shipped().years().front().year == 2024);
  CHECK(shipped().years().back().source == "illustrative");
  for (const Year& year : shipped().years()) CHECK(!year.act.empty());
}

TEST_CASE("what is wrong in a calendar is named with its place") {
  CHECK(refused("/format", 2) == "calendar_format /format");
  CHECK(refused("/years", "нет") == "calendar_format /years");
  CHECK(refused("/years/1/year", 2024) == "calendar_day /years/1/days_off/0");
  CHECK(refused("/years/1/year", 1800) == "calendar_year /years/1/year");
  CHECK(refused("/years/0/source", "кто-то сказал") == "calendar_source /years/0/source");
  CHECK(refused("/years/0/days_off/2", "2024-02-30") == "calendar_day /years/0/days_off/2");
  CHECK(refused("/years/0/days_off/2", 5) == "calendar_day /years/0/days_off/2");
  CHECK(refused("/years/0/days_off/2", "2024-01-06") == "calendar_day /years/0/days_off/2");
  CHECK(refused("/years/0/days_off/2", "2024-01-01") == "calendar_day /years/0/days_off/2");
  CHECK(refused("/years/0/workdays/0", "2024-04-26") == "calendar_day /years/0/workdays/0");
  CHECK(refused("/years/0/workdays", "2024-04-27") == "calendar_format /years/0/workdays");
  CHECK(read_calendar(std::string_view("{")).error().code == "calendar_format");
}

TEST_CASE("a year twice in one file is refused") {
  auto json = nlohmann::json::parse(calendar_text());
  json["years"].push_back(json["years"][0]);
  const auto read = read_calendar(json);
  REQUIRE(!read);
  CHECK(read.error().place == "/years/4/year");
}

TEST_CASE("a calendar that is written and read again is the same") {
  const auto again = read_calendar(to_json(shipped())).value();
  CHECK(to_json(again) == to_json(shipped()));
}

TEST_CASE("an imported file replaces its years and leaves the others") {
  ProductionCalendar calendar = shipped();
  merge(calendar, read_calendar(std::string_view(R"({"format": 1, "years": [
    {"year": 2027, "act": "Акт", "source": "verified", "days_off": ["2027-01-01"]},
    {"year": 2028, "act": "Акт", "source": "verified", "days_off": ["2028-01-03"], "workdays": ["2028-01-08"]}]})"))
                      .value());
  CHECK(calendar.years().size() == 5);
  CHECK(calendar.is_working_day(day("04.01.2027")));
  CHECK(calendar.is_working_day(day("08.01.2028")));
  CHECK(!calendar.is_working_day(day("12.06.2026")));
  CHECK(calendar.is_certain(day("01.01.2027"), day("31.12.2028")));
}

}  // namespace pochin::calendar
