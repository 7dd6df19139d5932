// Terms: when a deadline falls (ГК РФ ст. 190–194 as the model; domain.md §2.3). What the practice's acts set — how
// many days, of what kind — is data: 3 working days to publish, 30 calendar days to decide.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "shared/base/date.h"
#include "shared/base/instant.h"
#include "shared/base/result.h"
#include "shared/calendar/production_calendar.h"

namespace pochin::calendar {

enum class Unit { calendar_days, working_days, months };
// The last day of the term is a day off: it moves to the next working day (ГК ст. 193), stays, or moves back.
enum class DayOff { next_working, stay, previous };

std::optional<Unit> unit_from(std::string_view code);  // "calendar_days", "working_days", "months"
std::string_view code_of(Unit unit);
std::optional<DayOff> day_off_from(std::string_view code);  // "next_working", "stay", "previous"
std::string_view code_of(DayOff rule);

// It runs from the day after the event (ГК ст. 191). A term of months ends on the same number, or on the last day of
// a month that has no such number (ГК ст. 192).
struct Term {
  int64_t count = 0;  // 0..kMaxCount
  Unit unit = Unit::calendar_days;
  DayOff day_off = DayOff::next_working;
  bool operator==(const Term&) const = default;
};
inline constexpr int64_t kMaxCount = 10'000;

// «30 календарных дней», «5 рабочих дней», «1 месяц»; `within` is what stands after «в течение».
std::string term_text(const Term& term);
std::string term_within(const Term& term);  // «30 календарных дней», «1 месяца»

// [from, to): the clock stands, for instance while the applicant corrects what was returned. The day of the return is
// still counted, the day on which it came back is not: the rest of the term runs from the next day, as after any event.
struct Pause {
  Instant from, to;
};

struct Deadline {
  Date last_day;         // of the term, by the region's clock
  Instant end;           // exclusive: midnight after the last day, or the fixed moment
  bool certain = false;  // false: the calendar of a year on the way is missing or illustrative
  bool operator==(const Deadline&) const = default;
};

// Pauses may overlap, come in any order and lie outside the term; those that end before they begin are left out.
// Nothing that begins after the last day moves it; one that begins on the last day still does.
// Errors: term_range (count outside 0..kMaxCount, or a day outside 1900–2199). O(p log p), p pauses.
Result<Deadline> deadline(const Term& term, Instant start, const Zone& zone, const ProductionCalendar& calendar,
                          std::span<const Pause> pauses = {});
// A fixed moment, "2026-12-25T18:00" by the region's clock: 17:59:59.999 is in time, 18:00:00.000 is late.
// Error: local_time_format.
Result<Deadline> deadline_at(std::string_view local_time, const Zone& zone);

inline bool in_time(const Deadline& deadline, Instant at) { return at < deadline.end; }

}  // namespace pochin::calendar
