#include "shared/calendar/production_calendar.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/unit/shared/calendar/calendar_fixture.h"

namespace pochin::calendar {
namespace {

std::string added(std::string_view from, int64_t n) {
  const auto found = add_working_days(shipped(), day(from), n);
  return found ? format_date(found->date) : "нет";
}

int64_t between(std::string_view from, std::string_view to) {
  return working_days_between(shipped(), day(from), day(to)).days;
}

// The slow and plain way to count.
int64_t counted(const ProductionCalendar& calendar, Date from, Date to) {
  int64_t count = 0;
  for (Date each = add_days(from, 1); each <= to; each = add_days(each, 1)) count += calendar.is_working_day(each);
  return count;
}

}  // namespace

TEST_CASE("the years have as many working days as the published calendars") {
  CHECK(between("31.12.2023", "31.12.2024") == 248);
  CHECK(between("31.12.2024", "31.12.2025") == 247);
  CHECK(between("31.12.2025", "31.12.2026") == 247);
}

TEST_CASE("holidays, moved days off and working Saturdays are known") {
  CHECK(!shipped().is_working_day(day("08.01.2026")));
  CHECK(!shipped().is_working_day(day("11.05.2026")));
  CHECK(!shipped().is_working_day(day("30.12.2024")));
  CHECK(shipped().is_working_day(day("28.12.2024")));
  CHECK(shipped().is_working_day(day("01.11.2025")));
  CHECK(!shipped().is_working_day(day("07.11.2026")));
  CHECK(shipped().is_working_day(day("12.01.2026")));
}

TEST_CASE("three working days cross the New Year holidays") {
  CHECK(added("30.12.2025", 1) == "12.01.2026");
  CHECK(added("30.12.2025", 3) == "14.01.2026");
  CHECK(added("12.01.2026", -1) == "30.12.2025");
}

TEST_CASE("a working Saturday counts, the Monday it gave away does not") {
  CHECK(added("26.04.2024", 1) == "27.04.2024");
  CHECK(added("26.04.2024", 2) == "02.05.2024");
  CHECK(between("26.04.2024", "02.05.2024") == 2);
}

TEST_CASE("29 February is a day like others") {
  CHECK(added("28.02.2024", 1) == "29.02.2024");
  CHECK(added("29.02.2024", 1) == "01.03.2024");
  CHECK(added("28.02.2025", 1) == "03.03.2025");
}

TEST_CASE("no working days on leave the day as it is, even a day off") {
  CHECK(added("03.01.2026", 0) == "03.01.2026");
  CHECK(added("03.01.2026", 1) == "12.01.2026");
  CHECK(added("03.01.2026", -1) == "30.12.2025");
}

TEST_CASE("the next working day is the day itself when it is worked") {
  CHECK(next_working_day(shipped(), day("13.01.2026"))->date == day("13.01.2026"));
  CHECK(next_working_day(shipped(), day("01.01.2026"))->date == day("12.01.2026"));
  CHECK(previous_working_day(shipped(), day("11.01.2026"))->date == day("30.12.2025"));
}

TEST_CASE("a year that is not there has weekends only and is not certain") {
  const auto found = add_working_days(shipped(), day("29.12.2034"), 1);
  CHECK(*found == Day{day("01.01.2035"), false});
  CHECK(!shipped().find(2035));
}

TEST_CASE("a day is certain when all the years on the way are there and none of them is a guess") {
  CHECK(add_working_days(shipped(), day("01.12.2025"), 30)->certain);
  CHECK(!add_working_days(shipped(), day("30.12.2026"), 1)->certain);  // 2027 is illustrative
  CHECK(!working_days_between(shipped(), day("31.12.2023"), day("01.02.2024")).certain);
  CHECK(working_days_between(shipped(), day("01.02.2024"), day("01.01.2024")).certain);
}

TEST_CASE("counting is the same as stepping day by day") {
  Numbers numbers(1);
  for (int i = 0; i < 500; ++i) {
    const Date from = add_days(day("01.11.2023"), numbers.upto(1700));
    const Date to = add_days(from, numbers.upto(400));
    INFO(iso_date(from) << " " << iso_date(to));
    CHECK(working_days_between(shipped(), from, to).days == counted(shipped(), from, to));
    CHECK(working_days_between(shipped(), to, from).days == -counted(shipped(), from, to));
  }
}

TEST_CASE("working days added to a working day and taken away again give the same day") {
  Numbers numbers(2);
  for (int i = 0; i < 1000; ++i) {
    const Date from = next_working_day(shipped(), add_days(day("01.11.2023"), numbers.upto(1700)))->date;
    const int64_t n = numbers.upto(800) - 400;
    const Date to = add_working_days(shipped(), from, n)->date;
    INFO(iso_date(from) << " " << n);
    CHECK(add_working_days(shipped(), to, -n)->date == from);
    CHECK(working_days_between(shipped(), from, to).days == n);
    CHECK(shipped().is_working_day(to));
  }
}

TEST_CASE("a later day or more days never give an earlier answer") {
  Numbers numbers(3);
  for (int i = 0; i < 1000; ++i) {
    const Date from = add_days(day("01.11.2023"), numbers.upto(1700));
    const int64_t n = numbers.upto(800) - 400;
    INFO(iso_date(from) << " " << n);
    CHECK(add_working_days(shipped(), from, n)->date <= add_working_days(shipped(), add_days(from, 1), n)->date);
    CHECK(add_working_days(shipped(), from, n)->date < add_working_days(shipped(), from, n + 1)->date);
  }
}

TEST_CASE("a calendar in which nobody works for years ends the search") {
  ProductionCalendar idle;
  for (int year = 1900; year <= 2199; ++year) {
    Year off{year, "", "illustrative", {}, {}};
    for (Date each = *make_date(year, 1, 1); each.year() == year; each = add_days(each, 1))
      off.days_off.push_back(each);
    if (year % 100 == 0 || year > 2190) idle.put(std::move(off));
  }
  CHECK(add_working_days(idle, day("31.12.2189"), 261)->date.year() == 2190);
  CHECK(!add_working_days(idle, day("31.12.2190"), 1));
  CHECK(!add_working_days(idle, day("01.01.1901"), -1));
  CHECK(!next_working_day(idle, day("01.01.2195")));
}

TEST_CASE("what leaves 1900–2199 is nothing, however many days are asked for") {
  const ProductionCalendar none;
  CHECK(!add_working_days(none, day("31.12.2199"), 1));
  CHECK(!add_working_days(none, day("01.01.1900"), -1));
  CHECK(add_working_days(none, day("01.01.1900"), 0));
  CHECK(!add_working_days(none, day("01.01.2026"), INT64_MAX));
  CHECK(!add_working_days(none, day("01.01.2026"), INT64_MIN));
  CHECK(!add_working_days(none, Date{INT32_MAX}, 1));
}

TEST_CASE("a year that comes again replaces the old one") {
  ProductionCalendar calendar = shipped();
  calendar.put({2026, "Новый акт", "verified", {day("02.02.2026"), day("07.02.2026"), day("02.02.2025")}, {}});
  CHECK(calendar.years().size() == shipped().years().size());
  CHECK(calendar.find(2026)->act == "Новый акт");
  CHECK(calendar.is_working_day(day("01.01.2026")));
  CHECK(!calendar.is_working_day(day("02.02.2026")));
  CHECK(calendar.find(2026)->days_off.size() == 1);  // a Saturday and a day of 2025 say nothing about 2026
}

}  // namespace pochin::calendar
