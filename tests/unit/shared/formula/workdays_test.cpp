// Working days in formulas: the calendar comes with the environment.
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "shared/calendar/production_calendar.h"
#include "shared/formula/formula.h"

using namespace pochin;
using namespace pochin::formula;

namespace {

Date day(std::string_view text) { return parse_date(text).value(); }

const calendar::ProductionCalendar& year_2024() {
  static const calendar::ProductionCalendar calendar = [] {
    calendar::ProductionCalendar made;
    made.put({2024,
              "",
              "from memory",
              {day("29.04.2024"), day("30.04.2024"), day("01.05.2024"), day("09.05.2024"), day("10.05.2024")},
              {day("27.04.2024")}});
    return made;
  }();
  return calendar;
}

std::string outcome(std::string_view text, const calendar::ProductionCalendar* calendar = &year_2024()) {
  Environment e;
  e.names = {{"d", Value(day("26.04.2024"))}, {"n", Value(2)}, {"unknown", Value::unknown("дата не указана")}};
  e.calendar = calendar;
  const auto parsed = parse(text);
  if (!parsed) return parsed.error().code + " " + parsed.error().place;
  const auto value = evaluate(*parsed, e);
  if (!value) return value.error().code + " " + value.error().place;
  if (value->is_null()) return "null: " + std::string(value->reason());
  if (value->number()) return to_decimal(*value->number(), 0);
  if (value->date()) return iso_date(*value->date());
  return value->is_true() ? "true" : "false";
}

}  // namespace

TEST_CASE("working days are counted after the first day up to and including the last") {
  CHECK(outcome("workdays(d, date(\"2024-05-03\"))") == "3");
  CHECK(outcome("workdays(d, d)") == "0");
  CHECK(outcome("workdays(date(\"2024-05-03\"), d)") == "-3");
}

TEST_CASE("working days are added and taken away") {
  CHECK(outcome("add_workdays(d, 1)") == "2024-04-27");
  CHECK(outcome("add_workdays(d, n)") == "2024-05-02");
  CHECK(outcome("add_workdays(d, -1)") == "2024-04-25");
  CHECK(outcome("add_workdays(date(\"2024-05-01\"), 0)") == "2024-05-01");
  CHECK(outcome("workdays(d, add_workdays(d, 7)) = 7") == "true");
}

TEST_CASE("a formula asks whether a day is worked") {
  CHECK(outcome("is_workday(date(\"2024-04-27\"))") == "true");
  CHECK(outcome("is_workday(date(\"2024-05-09\"))") == "false");
  CHECK(outcome("if(is_workday(d), d, add_workdays(d, 1))") == "2024-04-26");
}

TEST_CASE("without a calendar only Saturdays and Sundays are off") {
  CHECK(outcome("add_workdays(d, 2)", nullptr) == "2024-04-30");
  CHECK(outcome("is_workday(date(\"2024-04-27\"))", nullptr) == "false");
  CHECK(outcome("workdays(d, date(\"2024-05-03\"))", nullptr) == "5");
}

TEST_CASE("the unknown spreads through working days with its reason") {
  CHECK(outcome("workdays(unknown, d)") == "null: дата не указана");
  CHECK(outcome("workdays(d, unknown)") == "null: дата не указана");
  CHECK(outcome("add_workdays(d, unknown)") == "null: дата не указана");
  CHECK(outcome("is_workday(unknown)") == "null: дата не указана");
}

TEST_CASE("working days have limits") {
  CHECK(outcome("add_workdays(d, 10000)") == "2062-08-31");
  CHECK(outcome("add_workdays(d, 10001)") == "formula_range 1:1");
  CHECK(outcome("add_workdays(d, -10001)") == "formula_range 1:1");
  CHECK(outcome("add_workdays(date(\"2199-12-31\"), 1)") == "formula_range 1:1");
  CHECK(outcome("add_workdays(d, 0.5)") == "formula_type 1:1");
  CHECK(outcome("add_workdays(d, d)") == "formula_type 1:1");
  CHECK(outcome("add_workdays(n, 1)") == "formula_type 1:1");
  CHECK(outcome("workdays(d, n)") == "formula_type 1:1");
  CHECK(outcome("is_workday(n)") == "formula_type 1:1");
  CHECK(outcome("workdays(d)") == "formula_syntax 1:1");
}
