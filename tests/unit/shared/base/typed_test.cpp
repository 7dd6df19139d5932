#include "shared/base/typed.h"

#include <catch2/catch_test_macros.hpp>

using namespace pochin;

namespace {
Date d(int year, unsigned month, unsigned day) { return *make_date(year, month, day); }
}  // namespace

TEST_CASE("what people type for a date") {
  for (const char* text :
       {"15.10.2026", "15.10.26", "15/10/2026", "15/10/26", "15-10-2026", "15 10 2026", "15102026", "151026",
        "15 октября 2026", "15 октября 2026 г.", "15 октября 2026 года", "15 ОКТ. 2026", "15октября2026", "2026-10-15",
        "2026/10/15", "2026.10.15", "15.10.2026 г.", " 15 . 10 . 2026 ", "15,10,2026"}) {
    INFO(text);
    CHECK(read_date(text) == d(2026, 10, 15));
  }
  CHECK(read_date("9 мая 2027") == d(2027, 5, 9));
  CHECK(read_date("1 марта 27") == d(2027, 3, 1));
  CHECK(read_date("май 9 2027").error().code == "date_format");
  CHECK(read_date("12.04.61") == d(1961, 4, 12));
  CHECK(read_date("01.01.49") == d(2049, 1, 1));
  CHECK(read_date("01.01.50") == d(1950, 1, 1));
}

TEST_CASE("a day that is none, and what is no date, are said") {
  for (const char* text : {"31.04.26", "29 февраля 2027", "31022026", "15.13.26", "32/01/2026"}) {
    INFO(text);
    CHECK(read_date(text).error().code == "date_calendar");
  }
  for (const char* text : {"", "октябрь", "15 октября", "15 окт 10 2026", "1510", "15.10.2026.1", "15 nov 2026", "2026",
                           "г 2026", "15.10.026", "15:10:2026", "1234567890123456789012"}) {
    INFO(text);
    CHECK(read_date(text).error().code == "date_format");
  }
}
