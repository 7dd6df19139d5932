#include "shared/base/instant.h"

#include <catch2/catch_test_macros.hpp>

using namespace pochin;

namespace {

const Zone kRegion{"МСК+1", 240};

Instant at(std::string_view text) {
  const auto parsed = parse_instant(text);
  REQUIRE(parsed);
  return *parsed;
}

}  // namespace

TEST_CASE("a moment is read and written") {
  CHECK(at("1970-01-01T00:00:00Z").ms == 0);
  CHECK(at("1969-12-31T23:59:59.999Z").ms == -1);
  CHECK(at("2026-11-23T18:00:00Z").ms == 1795456800000);
  CHECK(at("2026-11-23T18:00:00.5Z").ms == 1795456800500);
  CHECK(at("2026-11-23T18:00:00.123456789Z").ms == 1795456800123);
  CHECK(at("2026-11-23T22:00:00+04:00") == at("2026-11-23T18:00:00Z"));
  CHECK(at("2026-11-23T13:30:00-04:30") == at("2026-11-23T18:00:00Z"));
  CHECK(format_instant({1795456800000}) == "2026-11-23T18:00:00Z");
  CHECK(format_instant({1795456800007}) == "2026-11-23T18:00:00.007Z");
  CHECK(format_instant({-1}) == "1969-12-31T23:59:59.999Z");
}

TEST_CASE("what is no moment is refused") {
  for (const char* text :
       {"", "2026-11-23", "2026-11-23T18:00:00", "2026-11-23 18:00:00Z", "2026-11-23T18:00Z", "2026-02-30T00:00:00Z",
        "2026-11-23T24:00:00Z", "2026-11-23T18:60:00Z", "2026-11-23T18:00:60Z", "2026-11-23T18:00:00.Z",
        "2026-11-23T18:00:00.1234567890Z", "2026-11-23T18:00:00ZZ", "2026-11-23T18:00:00+0400",
        "2026-11-23T18:00:00+15:00", "26-11-23T18:00:00Z", "2026-11-23T18:00:00+04:60"}) {
    CAPTURE(text);
    const auto parsed = parse_instant(text);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().code == "instant_format");
  }
}

TEST_CASE("the wall clock of the region, over midnight and New Year") {
  CHECK(local(at("2026-12-31T19:59:59Z"), kRegion) == LocalTime{*make_date(2026, 12, 31), 23, 59, 59});
  CHECK(local(at("2026-12-31T20:00:00Z"), kRegion) == LocalTime{*make_date(2027, 1, 1), 0, 0, 0});
  CHECK(instant({*make_date(2026, 12, 25), 18, 0, 0}, kRegion) == at("2026-12-25T14:00:00Z"));
  CHECK(local({-1}, {"", -60}) == LocalTime{*make_date(1969, 12, 31), 22, 59, 59});
}

TEST_CASE("local time and moment are inverse in every zone of the country") {
  for (int minutes = -720; minutes <= 840; minutes += 30)
    for (int64_t ms = -100'000'000'000; ms < 5'000'000'000'000; ms += 777'777'777'000) {
      const Zone zone{"", minutes};
      REQUIRE(instant(local({ms}, zone), zone) == Instant{ms});
    }
}

TEST_CASE("moments for people name their zone") {
  CHECK(format_local(at("2026-11-23T14:00:05Z"), kRegion) == "23\u00A0ноября 2026\u00A0года, 18:00 (МСК+1)");
  CHECK(format_local_seconds(at("2026-11-23T14:00:05Z"), kRegion) == "23\u00A0ноября 2026\u00A0года, 18:00:05 (МСК+1)");
  CHECK(format_local(at("2026-11-23T14:00:05Z"), {"", 240}) == "23\u00A0ноября 2026\u00A0года, 18:00");
  CHECK(format_clock({Date{0}, 7, 5, 0}) == "07:05");
}
