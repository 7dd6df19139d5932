#include "shared/base/date.h"

#include <catch2/catch_test_macros.hpp>

using namespace pochin;

namespace {

Date d(int year, unsigned month, unsigned day) { return *make_date(year, month, day); }

std::string code_of(std::string_view text) {
  const auto date = parse_date(text);
  if (date) return "ok";
  CHECK_FALSE(date.error().message.empty());
  return date.error().code;
}

}  // namespace

TEST_CASE("days are counted from 1970") {
  CHECK(d(1970, 1, 1).days == 0);
  CHECK(d(1969, 12, 31).days == -1);
  CHECK(d(2000, 3, 1).days == 11017);
  CHECK(d(2026, 11, 23).weekday() == 1);
  CHECK(d(2026, 11, 22).weekday() == 7);
}

TEST_CASE("the parts of a date, through leap years and centuries") {
  for (int days = d(1900, 1, 1).days; days <= d(2199, 12, 31).days; ++days) {
    const Date date{days};
    REQUIRE(make_date(date.year(), date.month(), date.day()) == date);
  }
}

TEST_CASE("both ways of writing a date") {
  CHECK(parse_date("28.01.2027") == d(2027, 1, 28));
  CHECK(parse_date("2027-01-28") == d(2027, 1, 28));
  CHECK(parse_date(" 1.2.2027 ") == d(2027, 2, 1));
  CHECK(parse_date("\u00A028.01.2027") == d(2027, 1, 28));
}

TEST_CASE("the calendar decides") {
  CHECK(code_of("29.02.2028") == "ok");
  CHECK(code_of("29.02.2027") == "date_calendar");
  CHECK(code_of("29.02.2100") == "date_calendar");
  CHECK(code_of("29.02.2000") == "ok");
  CHECK(code_of("31.04.2027") == "date_calendar");
  CHECK(code_of("00.01.2027") == "date_calendar");
  CHECK(code_of("01.13.2027") == "date_calendar");
  CHECK(code_of("31.12.1899") == "date_calendar");
  CHECK(code_of("01.01.1900") == "ok");
  CHECK(code_of("31.12.2199") == "ok");
  CHECK(code_of("01.01.2200") == "date_calendar");
}

TEST_CASE("what is no date is refused") {
  for (const char* text : {"",
                           "28",
                           "28.01",
                           "28.01.27",
                           "28.01.20277",
                           "28/01/2027",
                           "2027.01.28",
                           "28-01-2027",
                           "28.01-2027",
                           "28.01.2027.",
                           "..",
                           "--",
                           "a.b.cccc",
                           "-1.01.2027",
                           "+1.01.2027",
                           "28. 01.2027",
                           "028.01.2027",
                           "28.001.2027",
                           "28.01.2027 г.",
                           "9999999999.1.2027"}) {
    CAPTURE(text);
    CHECK(code_of(text) == "date_format");
  }
}

TEST_CASE("dates for people") {
  CHECK(format_date(d(2027, 1, 8)) == "08.01.2027");
  CHECK(format_date_long(d(2027, 1, 28)) == "28\u00A0января 2027\u00A0года");
  CHECK(format_day_month(d(2027, 5, 9)) == "9\u00A0мая");
  CHECK(iso_date(d(2027, 12, 1)) == "2027-12-01");
  CHECK(month_genitive(0).empty());
  CHECK(month_genitive(13).empty());
  CHECK(month_genitive(12) == "декабря");
  CHECK(weekday_name(d(2026, 11, 23).weekday()) == "понедельник");
  CHECK(weekday_name(0).empty());
}

TEST_CASE("days are added and counted over borders of months and years") {
  CHECK(add_days(d(2027, 12, 31), 1) == d(2028, 1, 1));
  CHECK(add_days(d(2028, 3, 1), -1) == d(2028, 2, 29));
  CHECK(days_between(d(2027, 1, 1), d(2028, 1, 1)) == 365);
  CHECK(days_between(d(2028, 1, 1), d(2027, 1, 1)) == -365);
  CHECK(add_days(d(2027, 1, 1), INT64_MAX / 2).days > 0);
}

TEST_CASE("an age is completed on the birthday, that of 29 February on 1 March of a common year") {
  CHECK(age(d(2010, 5, 10), d(2026, 5, 9)) == 15);
  CHECK(age(d(2010, 5, 10), d(2026, 5, 10)) == 16);
  CHECK(age(d(2008, 2, 29), d(2026, 2, 28)) == 17);
  CHECK(age(d(2008, 2, 29), d(2026, 3, 1)) == 18);
  CHECK(age(d(2008, 2, 29), d(2028, 2, 29)) == 20);
  CHECK(age(d(2026, 1, 1), d(2026, 1, 1)) == 0);
}
