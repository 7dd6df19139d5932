#include "shared/base/date.h"

#include <algorithm>
#include <chrono>

#include "shared/base/text.h"
#include "shared/base/tr.h"

namespace pochin {
namespace {

namespace ch = std::chrono;

ch::year_month_day ymd(Date d) { return ch::year_month_day(ch::sys_days(ch::days(d.days))); }

std::string two(unsigned n) { return {static_cast<char>('0' + n / 10 % 10), static_cast<char>('0' + n % 10)}; }

struct Numbers {
  int n[3] = {0, 0, 0};
  std::size_t digits[3] = {0, 0, 0};
};

// Three numbers between two equal separators.
std::optional<Numbers> three_numbers(std::string_view text, char separator) {
  Numbers r;
  int at = 0;
  for (const char c : text) {
    if (c == separator) {
      if (++at > 2) return std::nullopt;
    } else if (c >= '0' && c <= '9' && r.digits[at] < 4) {
      r.n[at] = r.n[at] * 10 + (c - '0');
      ++r.digits[at];
    } else {
      return std::nullopt;
    }
  }
  if (at != 2 || !r.digits[0] || !r.digits[1] || !r.digits[2]) return std::nullopt;
  return r;
}

}  // namespace

int Date::year() const { return int(ymd(*this).year()); }
unsigned Date::month() const { return unsigned(ymd(*this).month()); }
unsigned Date::day() const { return unsigned(ymd(*this).day()); }
unsigned Date::weekday() const { return ch::weekday(ch::sys_days(ch::days(days))).iso_encoding(); }

std::optional<Date> make_date(int year, unsigned month, unsigned day) {
  if (year < 1900 || year > 2199) return std::nullopt;
  const ch::year_month_day d{ch::year(year), ch::month(month), ch::day(day)};
  if (!d.ok()) return std::nullopt;
  return Date{static_cast<int32_t>(ch::sys_days(d).time_since_epoch().count())};
}

Result<Date> parse_date(std::string_view text) {
  text = trim(text);
  auto n = three_numbers(text, '.');
  bool year_first = false;
  if (!n) {
    n = three_numbers(text, '-');
    year_first = true;
  }
  if (n && year_first) std::swap(n->n[0], n->n[2]), std::swap(n->digits[0], n->digits[2]);
  if (!n || n->digits[2] != 4 || n->digits[0] > 2 || n->digits[1] > 2)
    return fail("date_format", std::string(tr("Введите дату так: 28.01.2027")));
  const auto d = make_date(n->n[2], static_cast<unsigned>(n->n[1]), static_cast<unsigned>(n->n[0]));
  if (!d) return fail("date_calendar", std::string(tr("Такого дня нет в календаре. Проверьте день, месяц и год")));
  return *d;
}

std::string format_date(Date d) { return two(d.day()) + "." + two(d.month()) + "." + std::to_string(d.year()); }

std::string format_day_month(Date d) {
  return std::to_string(d.day()) + std::string(kNoBreakSpace) + std::string(month_genitive(d.month()));
}

std::string format_date_long(Date d) {
  return format_day_month(d) + " " + std::to_string(d.year()) + std::string(kNoBreakSpace) + std::string(tr("года"));
}

std::string iso_date(Date d) { return std::to_string(d.year()) + "-" + two(d.month()) + "-" + two(d.day()); }

std::string_view month_genitive(unsigned month) {
  static constexpr std::string_view kNames[] = {"января", "февраля", "марта",    "апреля",  "мая",    "июня",
                                                "июля",   "августа", "сентября", "октября", "ноября", "декабря"};
  return month >= 1 && month <= 12 ? tr(kNames[month - 1]) : "";
}

std::string_view weekday_name(unsigned weekday) {
  static constexpr std::string_view kNames[] = {"понедельник", "вторник", "среда",      "четверг",
                                                "пятница",     "суббота", "воскресенье"};
  return weekday >= 1 && weekday <= 7 ? tr(kNames[weekday - 1]) : "";
}

Date add_days(Date date, int64_t days) {
  return Date{static_cast<int32_t>(std::clamp<int64_t>(date.days + days, INT32_MIN / 2, INT32_MAX / 2))};
}

int age(Date born, Date on) {
  const int years = on.year() - born.year();
  const bool before = on.month() < born.month() || (on.month() == born.month() && on.day() < born.day());
  return before ? years - 1 : years;
}

}  // namespace pochin
