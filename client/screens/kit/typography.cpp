#include "client/screens/kit/typography.h"

#include <algorithm>
#include <array>
#include <cstdlib>

namespace pochin::screens {
namespace {

constexpr std::string_view kNbsp = "\u00a0";

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Drops quotes and brackets before the word: «в, (на.
std::string_view bare(std::string_view word) {
  for (;;) {
    if (word.starts_with("«")) {
      word.remove_prefix(std::string_view("«").size());
    } else if (word.starts_with("(")) {
      word.remove_prefix(1);
    } else {
      return word;
    }
  }
}

// Two bytes each letter; Ё and ё lie in the same block.
bool is_cyrillic_word(std::string_view word, size_t letters) {
  if (word.size() != letters * 2) return false;
  for (size_t i = 0; i < word.size(); i += 2) {
    const auto lead = static_cast<unsigned char>(word[i]);
    if (lead != 0xD0 && lead != 0xD1) return false;
  }
  return true;
}

bool is_initial(std::string_view word) {
  return word.size() == 3 && word[2] == '.' && is_cyrillic_word(word.substr(0, 2), 1) &&
         static_cast<unsigned char>(word[0]) == 0xD0;
}

bool binds_next(std::string_view word) {
  static constexpr std::array<std::string_view, 24> kWords = {"без",  "для", "при", "над", "под", "про", "или", "№",
                                                              "п.",   "пп.", "ст.", "ч.",  "ул.", "г.",  "с.",  "д.",
                                                              "пос.", "Без", "Для", "При", "Под", "Или", "от",  "до"};
  if (is_cyrillic_word(word, 1) || is_cyrillic_word(word, 2) || is_initial(word)) return true;
  return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

bool binds_previous(std::string_view word) {
  static constexpr std::array<std::string_view, 3> kParticles = {"бы", "же", "ли"};
  if (word.starts_with("—") || word.starts_with("₽") || word.starts_with("%")) return true;
  return std::find(kParticles.begin(), kParticles.end(), word) != kParticles.end();
}

bool number_with_word(std::string_view left, std::string_view right) {
  return !left.empty() && !right.empty() && is_digit(left.back()) && !right.starts_with("–");
}

}  // namespace

std::string typeset(std::string_view text) {
  std::string out;
  out.reserve(text.size() + 16);
  size_t word = 0;  // where the word before the space begins
  std::string_view before;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != ' ') {
      if (text[i] == '\n') word = i + 1;
      out += text[i];
      continue;
    }
    const std::string_view left = bare(text.substr(word, i - word));
    const size_t end = std::min(text.find_first_of(" \n", i + 1), text.size());
    const std::string_view right = text.substr(i + 1, end - i - 1);
    // A text may be half of one: «Принято в » binds to what is added to it.
    const bool unit = left == "п." && before == "п.";  // percentage points: the second «п.» ends a unit
    const bool half_unit = left.ends_with("п.") && right.starts_with("п.");
    const bool keep =
        half_unit || (binds_next(left) && !unit) || binds_previous(right) || number_with_word(left, right);
    before = left;
    out += keep ? kNbsp : std::string_view(" ");
    word = i + 1;
  }
  return out;
}

std::string_view plural(int64_t count, std::string_view one, std::string_view few, std::string_view many) {
  const int64_t tail = std::abs(count) % 100;
  const int64_t last = tail % 10;
  if (tail >= 11 && tail <= 14) return many;
  if (last == 1) return one;
  return last >= 2 && last <= 4 ? few : many;
}

std::string grouped(int64_t number) {
  std::string digits = std::to_string(number < 0 ? -number : number);
  std::string out = number < 0 ? "–" : "";
  for (size_t i = 0; i < digits.size(); ++i) {
    if (i != 0 && (digits.size() - i) % 3 == 0) out += kNbsp;
    out += digits[i];
  }
  return out;
}

std::string counted(int64_t count, std::string_view one, std::string_view few, std::string_view many) {
  std::string out = grouped(count);
  out += kNbsp;
  out += plural(count, one, few, many);
  return out;
}

}  // namespace pochin::screens
