#include "shared/base/typed.h"

#include <string>
#include <utility>

#include "shared/base/text.h"
#include "shared/base/tr.h"

namespace pochin {
namespace {

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
  if (!made) return fail("date_calendar", std::string(tr("Такого дня нет в календаре. Проверьте день, месяц и год")));
  return *made;
}

}  // namespace

bool is_ambiguous_decimal(std::string_view text) {
  text = trim(text);
  const std::size_t mark = text.find_first_of(",.");
  if (mark == std::string_view::npos || text.size() != mark + 4) return false;
  std::size_t digits = 0;
  while (digits < mark && text[mark - 1 - digits] >= '0' && text[mark - 1 - digits] <= '9') ++digits;
  if (digits < 1 || digits > 3 || text[mark - digits] == '0') return false;
  const std::string_view sign = text.substr(0, mark - digits);
  if (!sign.empty() && sign != "-" && sign != "–" && sign != "−" && sign != "+") return false;
  return text.find_first_not_of("0123456789", mark + 1) == std::string_view::npos;
}

Result<Date> read_date(std::string_view text) {
  if (auto strict = parse_date(text); strict || strict.error().code == "date_calendar") return strict;
  return typed_date(text);
}

}  // namespace pochin
