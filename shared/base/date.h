// Days of the calendar, without time or zone.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace pochin {

struct Date {
  int32_t days = 0;  // since 1 January 1970, proleptic Gregorian
  auto operator<=>(const Date&) const = default;

  int year() const;
  unsigned month() const;    // 1..12
  unsigned day() const;      // 1..31
  unsigned weekday() const;  // 1 = Monday … 7 = Sunday
};

// Nothing when the calendar has no such day or the year is not 1900..2199.
std::optional<Date> make_date(int year, unsigned month, unsigned day);
// «28.01.2027», "2027-01-28"; also one-digit day and month. Errors: date_format, date_calendar.
Result<Date> parse_date(std::string_view text);

std::string format_date(Date date);       // «28.01.2027»
std::string format_date_long(Date date);  // «28 января 2027 года»
std::string format_day_month(Date date);  // «28 января»
std::string iso_date(Date date);          // "2027-01-28"
std::string_view month_genitive(unsigned month);
std::string_view weekday_name(unsigned weekday);

Date add_days(Date date, int64_t days);
inline int64_t days_between(Date from, Date to) { return int64_t{to.days} - from.days; }
// Completed years; a person born on 29 February completes one on 1 March of a common year.
int age(Date born, Date on);

}  // namespace pochin
