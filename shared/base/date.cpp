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

std::unexpected<Error> no_such_day() {
  return fail("date_calendar", std::string(tr("Такого дня нет в календаре. Проверьте день, месяц и год")));
}

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

// 1..12 by the first three letters; «мая» and «май» differ in the third.
unsigned month_named(std::string_view word) {
  constexpr std::size_t kThree = 6;  // bytes
  if (word.starts_with("май")) return 5;
  for (unsigned month = 1; month <= 12; ++month)
    if (word.size() >= kThree && word.substr(0, kThree) == month_genitive(month).substr(0, kThree)) return month;
  return 0;
}

// Numbers and the name of a month, whatever stands between them; nothing when there is more, or another word.
struct Typed {
  std::string numbers[3];
  int count = 0;
  unsigned month = 0;
};

bool take_word(Typed& typed, std::string_view word) {
  if (word.front() >= '0' && word.front() <= '9') {
    if (typed.count == 3) return false;
    typed.numbers[typed.count++] = word;
    return true;
  }
  if (word == "г" || word.starts_with("год")) return typed.count > 1;
  if (typed.month != 0 || typed.count != 1) return false;
  typed.month = month_named(word);
  return typed.month != 0;
}

std::optional<Typed> typed_words(std::string_view text) {
  Typed typed;
  std::string word;
  const std::string low = to_lower(text) + " ";
  for (std::size_t i = 0; i < low.size();) {
    const char32_t c = next_code_point(low, i);
    const bool digit = c >= '0' && c <= '9', letter = c >= U'а' && c <= U'я';
    const bool same = !word.empty() && digit == (static_cast<unsigned char>(word.front()) < 0x80);
    if (!word.empty() && (!(digit || letter) || !same)) {
      if (!take_word(typed, word)) return std::nullopt;
      word.clear();
    }
    if (digit || letter)
      word += from_code_point(c);
    else if (!is_space(c) && c != '.' && c != '/' && c != '-' && c != ',')
      return std::nullopt;
  }
  return typed;
}

// «28012027» and «280127» are three numbers that a keyboard has no dots for.
void split_digits(Typed& typed) {
  if (typed.count != 1 || typed.month != 0) return;
  const std::string all = typed.numbers[0];
  if (all.size() != 8 && all.size() != 6) return;
  typed.numbers[0] = all.substr(0, 2);
  typed.numbers[1] = all.substr(2, 2);
  typed.numbers[2] = all.substr(4);
  typed.count = 3;
}

Result<Date> typed_date(std::string_view text) {
  const auto wrong = fail("date_format", std::string(tr("Введите дату так: 28.01.2027")));
  auto typed = typed_words(text);
  if (!typed) return wrong;
  split_digits(*typed);
  if (typed->count != (typed->month == 0 ? 3 : 2)) return wrong;
  std::string day = typed->numbers[0], month = typed->numbers[1], year = typed->numbers[typed->count - 1];
  if (typed->month != 0) month = std::to_string(typed->month);
  if (day.size() == 4) std::swap(day, year);
  if (day.size() > 2 || month.size() > 2 || (year.size() != 4 && year.size() != 2)) return wrong;
  int years = std::stoi(year);
  if (year.size() == 2) years += years < 50 ? 2000 : 1900;
  const auto made = make_date(years, static_cast<unsigned>(std::stoi(month)), static_cast<unsigned>(std::stoi(day)));
  if (!made) return no_such_day();
  return *made;
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
  if (!d) return no_such_day();
  return *d;
}

Result<Date> read_date(std::string_view text) {
  if (auto strict = parse_date(text); strict || strict.error().code == "date_calendar") return strict;
  return typed_date(text);
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
