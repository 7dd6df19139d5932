// The shipped calendar, and days as people write them.
#pragma once

#include <fstream>
#include <sstream>
#include <string>

#include "shared/calendar/read.h"

namespace pochin::calendar {

inline std::string calendar_text() {
  std::ifstream file(POCHIN_ROOT "/web/packs/calendar.json", std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

inline const ProductionCalendar& shipped() {
  static const ProductionCalendar calendar = read_calendar(std::string_view(calendar_text())).value();
  return calendar;
}

inline Date day(std::string_view text) { return parse_date(text).value(); }

// The same numbers on every machine.
class Numbers {
 public:
  explicit Numbers(uint64_t seed) : state_(seed) {}
  int64_t upto(int64_t most) {  // 0..most
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<int64_t>((state_ >> 33) % static_cast<uint64_t>(most + 1));
  }

 private:
  uint64_t state_;
};

}  // namespace pochin::calendar
