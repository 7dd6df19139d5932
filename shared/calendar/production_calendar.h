// The production calendar: which days are worked (ТК РФ ст. 111, 112; domain.md §2.3). The years are data: holidays
// are moved every year by an act of the government.
//
// It stands below formula, on the floor of territory and access, because formulas count working days.
//
// Exceptions to "Monday to Friday are worked" lie in two sorted lists, so a count is O(log exceptions) however far the
// dates are from each other, and a search is O(log² exceptions): no data can make it long or endless.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/date.h"

namespace pochin::calendar {

struct Year {
  int year = 0;
  std::string act;     // «Постановление Правительства РФ от 24.09.2025 № 1466»
  std::string source;  // "verified", "from memory", "illustrative"
  std::vector<Date> days_off;  // from Monday to Friday, not worked
  std::vector<Date> workdays;  // Saturdays and Sundays that are worked
};

class ProductionCalendar {
 public:
  // Replaces the year of the same number. Days of other years, days off at a weekend and working days within the week
  // change nothing and are dropped. O(all exceptions).
  void put(Year year);

  const std::vector<Year>& years() const { return years_; }  // in order
  const Year* find(int year) const;

  bool is_working_day(Date date) const;  // O(log exceptions)
  // Every year of these days is here, and none of them is a guess ("illustrative"). O(years).
  bool is_certain(Date from, Date to) const;
  // Working days up to and including `date`, counted from a day before all calendars: for differences. O(log).
  int64_t working_days_until(Date date) const;

 private:
  std::vector<Year> years_;
  std::vector<Date> days_off_, workdays_;  // of all years, sorted
};

// A day or a count; `certain` is false when a year on the way is not in the calendar (then only Saturdays and Sundays
// are off) or is illustrative: what is shown to people must say so.
struct Day {
  Date date;
  bool certain = false;
  bool operator==(const Day&) const = default;
};
struct Count {
  int64_t days = 0;
  bool certain = false;
  bool operator==(const Count&) const = default;
};

// The n-th working day after `date`, for negative n before it; `date` itself, worked or not, for 0. Nothing when it
// would lie outside 1900–2199.
std::optional<Day> add_working_days(const ProductionCalendar& calendar, Date date, int64_t n);
// `date` when it is worked, else the next (the previous) day that is. Nothing outside 1900–2199.
std::optional<Day> next_working_day(const ProductionCalendar& calendar, Date date);
std::optional<Day> previous_working_day(const ProductionCalendar& calendar, Date date);
// Working days after `from` up to and including `to`; negative when `to` is before `from`.
Count working_days_between(const ProductionCalendar& calendar, Date from, Date to);

}  // namespace pochin::calendar
