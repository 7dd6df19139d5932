// A moment, and how the clock on a region's wall shows it. The domain is given moments; it has no clock.
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "shared/base/date.h"
#include "shared/base/result.h"

namespace pochin {

struct Instant {
  int64_t ms = 0;  // since 1970-01-01T00:00:00Z
  auto operator<=>(const Instant&) const = default;
};

// Russian regions have had no summer time since 2014: a zone is an offset from UTC.
struct Zone {
  std::string name;  // «МСК+1»
  int minutes = 180;
};

struct LocalTime {
  Date date;
  int hour = 0, minute = 0, second = 0;
  auto operator<=>(const LocalTime&) const = default;
};

LocalTime local(Instant at, const Zone& zone);
Instant instant(const LocalTime& time, const Zone& zone);

// "2026-11-23T18:00:00Z", with an optional fraction and an offset ("+04:00") instead of Z. RFC 3339.
Result<Instant> parse_instant(std::string_view text);
std::string format_instant(Instant at);  // "2026-11-23T18:00:00Z"; milliseconds only when there are some

// "2026-12-25T18:00": the region's time, whose zone the reader knows. Error: local_time_format.
Result<LocalTime> parse_local_time(std::string_view text);

std::string format_clock(const LocalTime& time);                 // «18:00»
std::string format_local(Instant at, const Zone& zone);          // «23 ноября 2026 года, 18:00 (МСК+1)»
std::string format_local_seconds(Instant at, const Zone& zone);  // «23 ноября 2026 года, 18:00:05 (МСК+1)»

}  // namespace pochin
