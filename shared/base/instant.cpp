#include "shared/base/instant.h"

#include "shared/base/text.h"
#include "shared/base/tr.h"

namespace pochin {
namespace {

constexpr int64_t kDay = 86'400'000;

int64_t floor_div(int64_t a, int64_t b) { return a / b - (a % b < 0); }

std::string two(int n) { return {static_cast<char>('0' + n / 10 % 10), static_cast<char>('0' + n % 10)}; }

// Takes `count` digits off the text.
bool number(std::string_view& text, std::size_t count, int& out) {
  if (text.size() < count) return false;
  out = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (text[i] < '0' || text[i] > '9') return false;
    out = out * 10 + (text[i] - '0');
  }
  text.remove_prefix(count);
  return true;
}

bool mark(std::string_view& text, char c) {
  if (text.empty() || text.front() != c) return false;
  text.remove_prefix(1);
  return true;
}

bool read(std::string_view text, Instant& out) {
  int y, mo, d, h, mi, s, millis = 0;
  if (!number(text, 4, y) || !mark(text, '-') || !number(text, 2, mo) || !mark(text, '-') || !number(text, 2, d))
    return false;
  if (!mark(text, 'T') || !number(text, 2, h) || !mark(text, ':') || !number(text, 2, mi) || !mark(text, ':') ||
      !number(text, 2, s))
    return false;
  if (mark(text, '.')) {
    int scale = 100, digit;
    std::size_t read = 0;
    while (number(text, 1, digit)) {
      millis += digit * scale;
      scale /= 10;
      if (++read > 9) return false;
    }
    if (read == 0) return false;
  }
  int offset = 0;
  if (!mark(text, 'Z')) {
    const bool east = !text.empty() && text.front() == '+';
    int oh, om;
    if (!(mark(text, '+') || mark(text, '-')) || !number(text, 2, oh) || !mark(text, ':') || !number(text, 2, om))
      return false;
    if (oh > 14 || om > 59) return false;
    offset = (east ? 1 : -1) * (oh * 60 + om);
  }
  const auto date = make_date(y, static_cast<unsigned>(mo), static_cast<unsigned>(d));
  if (!text.empty() || !date || h > 23 || mi > 59 || s > 59) return false;
  out = instant({*date, h, mi, s}, {"", offset});
  out.ms += millis;
  return true;
}

std::string with_zone(const LocalTime& t, const std::string& clock, const Zone& zone) {
  return format_date_long(t.date) + ", " + clock + (zone.name.empty() ? "" : " (" + zone.name + ")");
}

}  // namespace

LocalTime local(Instant at, const Zone& zone) {
  const int64_t ms = at.ms + int64_t{zone.minutes} * 60'000;
  const int64_t day = floor_div(ms, kDay);
  const int second = static_cast<int>((ms - day * kDay) / 1000);
  return {Date{static_cast<int32_t>(day)}, second / 3600, second / 60 % 60, second % 60};
}

Instant instant(const LocalTime& t, const Zone& zone) {
  return {t.date.days * kDay + ((t.hour * 60 + t.minute - zone.minutes) * 60 + t.second) * int64_t{1000}};
}

Result<Instant> parse_instant(std::string_view text) {
  Instant at;
  if (!read(text, at)) return fail("instant_format", std::string(tr("Нужно время вида 2026-11-23T18:00:00Z")));
  return at;
}

Result<LocalTime> parse_local_time(std::string_view text) {
  int hour = 0, minute = 0;
  std::string_view clock = text.size() == 16 ? text.substr(10) : std::string_view();
  const bool read = mark(clock, 'T') && number(clock, 2, hour) && mark(clock, ':') && number(clock, 2, minute);
  const auto date = read && hour < 24 && minute < 60 ? parse_date(text.substr(0, 10)) : Result<Date>(fail("", ""));
  if (!date) return fail("local_time_format", std::string(tr("Нужно время региона вида \"2026-12-25T18:00\"")));
  return LocalTime{*date, hour, minute, 0};
}

std::string format_instant(Instant at) {
  const LocalTime t = local(at, {"", 0});
  std::string out = iso_date(t.date) + "T" + two(t.hour) + ":" + two(t.minute) + ":" + two(t.second);
  if (const int millis = static_cast<int>(at.ms - floor_div(at.ms, 1000) * 1000))
    out += "." + std::to_string(1000 + millis).substr(1);
  return out + "Z";
}

std::string format_clock(const LocalTime& t) { return two(t.hour) + ":" + two(t.minute); }

std::string format_local(Instant at, const Zone& zone) {
  const LocalTime t = local(at, zone);
  return with_zone(t, format_clock(t), zone);
}

std::string format_local_seconds(Instant at, const Zone& zone) {
  const LocalTime t = local(at, zone);
  return with_zone(t, format_clock(t) + ":" + two(t.second), zone);
}

}  // namespace pochin
