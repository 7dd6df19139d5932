#include "shared/calendar/production_calendar.h"

#include <algorithm>

namespace pochin::calendar {
namespace {

constexpr Date kFirst{-25'567};  // 1 January 1900, a Monday
constexpr Date kLast{84'005};    // 31 December 2199
constexpr unsigned kSaturday = 6;

bool at_weekend(Date date) { return date.weekday() >= kSaturday; }

int64_t not_after(const std::vector<Date>& sorted, Date date) {
  return std::ranges::upper_bound(sorted, date) - sorted.begin();
}

// The first day in [low, high] until which at least `wanted` working days have passed.
std::optional<Date> first_with(const ProductionCalendar& calendar, int64_t wanted, Date low, Date high) {
  if (low > high || calendar.working_days_until(high) < wanted) return std::nullopt;
  while (low < high) {
    const Date middle{low.days + (high.days - low.days) / 2};
    if (calendar.working_days_until(middle) >= wanted)
      high = middle;
    else
      low = add_days(middle, 1);
  }
  return low;
}

Day told(const ProductionCalendar& calendar, Date asked, Date found) {
  return {found, calendar.is_certain(std::min(asked, found), std::max(asked, found))};
}

// The n-th working day strictly after `date`, n > 0.
std::optional<Date> later(const ProductionCalendar& calendar, Date date, int64_t n) {
  const int64_t most = kLast.days - kFirst.days + 1;
  if (n > most) return std::nullopt;
  return first_with(calendar, calendar.working_days_until(date) + n, add_days(date, 1), kLast);
}

// The n-th working day strictly before `date`, n > 0.
std::optional<Date> earlier(const ProductionCalendar& calendar, Date date, int64_t n) {
  const int64_t wanted = calendar.working_days_until(add_days(date, -1)) - n + 1;
  if (wanted <= calendar.working_days_until(add_days(kFirst, -1))) return std::nullopt;
  return first_with(calendar, wanted, kFirst, add_days(date, -1));
}

}  // namespace

void ProductionCalendar::put(Year year) {
  const auto tidy = [&](std::vector<Date>& days, bool weekend) {
    std::erase_if(days, [&](Date day) { return day.year() != year.year || at_weekend(day) != weekend; });
    std::ranges::sort(days);
    days.erase(std::ranges::unique(days).begin(), days.end());
  };
  tidy(year.days_off, false);
  tidy(year.workdays, true);
  const auto place = std::ranges::lower_bound(years_, year.year, {}, &Year::year);
  if (place != years_.end() && place->year == year.year)
    *place = std::move(year);
  else
    years_.insert(place, std::move(year));
  days_off_.clear();
  workdays_.clear();
  for (const Year& each : years_) {
    days_off_.insert(days_off_.end(), each.days_off.begin(), each.days_off.end());
    workdays_.insert(workdays_.end(), each.workdays.begin(), each.workdays.end());
  }
}

const Year* ProductionCalendar::find(int year) const {
  const auto place = std::ranges::lower_bound(years_, year, {}, &Year::year);
  return place != years_.end() && place->year == year ? &*place : nullptr;
}

bool ProductionCalendar::is_working_day(Date date) const {
  return at_weekend(date) ? std::ranges::binary_search(workdays_, date) : !std::ranges::binary_search(days_off_, date);
}

bool ProductionCalendar::is_certain(Date from, Date to) const {
  if (from < kFirst || to > kLast) return false;
  for (int year = from.year(); year <= to.year(); ++year) {
    const Year* found = find(year);
    if (!found || found->source == "illustrative") return false;
  }
  return true;
}

int64_t ProductionCalendar::working_days_until(Date date) const {
  constexpr int64_t kWeeks = 400'000'000;  // whole weeks that make the number below positive for any Date
  const int64_t since_monday = int64_t{date.days} - kFirst.days + 1 + kWeeks * 7;  // days from a Monday to `date`
  const int64_t weekdays = since_monday / 7 * 5 + std::min<int64_t>(since_monday % 7, 5);
  return weekdays - not_after(days_off_, date) + not_after(workdays_, date);
}

std::optional<Day> add_working_days(const ProductionCalendar& calendar, Date date, int64_t n) {
  if (date < kFirst || date > kLast) return std::nullopt;
  if (n == 0) return told(calendar, date, date);
  const int64_t most = kLast.days - kFirst.days + 1;
  if (n > most || n < -most) return std::nullopt;
  const auto found = n > 0 ? later(calendar, date, n) : earlier(calendar, date, -n);
  return found ? std::optional(told(calendar, date, *found)) : std::nullopt;
}

std::optional<Day> next_working_day(const ProductionCalendar& calendar, Date date) {
  return add_working_days(calendar, date, calendar.is_working_day(date) ? 0 : 1);
}

std::optional<Day> previous_working_day(const ProductionCalendar& calendar, Date date) {
  return add_working_days(calendar, date, calendar.is_working_day(date) ? 0 : -1);
}

Count working_days_between(const ProductionCalendar& calendar, Date from, Date to) {
  return {calendar.working_days_until(to) - calendar.working_days_until(from),
          calendar.is_certain(std::min(from, to), std::max(from, to))};
}

}  // namespace pochin::calendar
