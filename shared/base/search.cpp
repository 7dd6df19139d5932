#include "shared/base/search.h"

#include <algorithm>

#include "shared/base/clean.h"
#include "shared/base/text.h"

namespace pochin {
namespace {

bool is_sign(char32_t c) {
  return (c < '0') || (c > '9' && c < 'A') || (c > 'Z' && c < 'a') || (c > 'z' && c < 0xC0) ||
         (c >= 0x2010 && c <= 0x206F) || c == 0x2116;
}

// In lower case, ё as е, without accents and what is invisible; one space between words.
std::string words_of(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    char32_t c = next_code_point(text, i);
    if (c >= 0x80 && (is_invisible(c) || c == 0x301)) continue;
    if (is_space(c) || is_sign(c)) {
      if (!out.empty() && out.back() != ' ') out += ' ';
      continue;
    }
    c = to_lower(c);
    out += from_code_point(c == U'ё' ? U'е' : c);
  }
  return std::string(trim(out));
}

template <class Take>
void each_word(std::string_view words, const Take& take) {
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    if (end > 0) take(words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
}

constexpr std::size_t kLetter = 2;  // bytes of a Cyrillic letter

bool is_cyrillic(std::string_view word) {
  return std::ranges::all_of(word, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

// Endings of nouns and adjectives; a longer one is tried before those that it ends with.
constexpr std::string_view kEndings[] = {"иями", "ыми", "ими", "ами", "ями", "ией", "ого", "его", "ому", "ему", "иям",
                                         "иях",  "ая",  "яя",  "ое",  "ее",  "ые",  "ие",  "ый",  "ий",  "ой",  "ую",
                                         "юю",   "ых",  "их",  "ым",  "им",  "ом",  "ем",  "ей",  "ов",  "ев",  "ам",
                                         "ям",   "ах",  "ях",  "ия",  "ью",  "ии",  "ию",  "ею",  "ою",  "а",   "е",
                                         "и",    "й",   "о",   "у",   "ы",   "ь",   "ю",   "я"};

// The stem of «площадка» is in «площадок» up to its last letter.
bool meets(std::string_view word, std::string_view stem) {
  if (word.starts_with(stem)) return true;
  const bool long_enough = stem.size() >= 6 * kLetter && is_cyrillic(stem);
  return long_enough && word.starts_with(stem.substr(0, stem.size() - kLetter)) && word.size() <= stem.size() + kLetter;
}

}  // namespace

std::string russian_stem(std::string_view word) {
  if (!is_cyrillic(word)) return std::string(word);
  // The vowel of «площадок» is in no other case.
  for (const std::string_view ending : {"ок", "ек"})
    if (word.ends_with(ending) && word.size() >= 6 * kLetter)
      return std::string(word.substr(0, word.size() - 2 * kLetter)) + "к";
  for (const std::string_view ending : kEndings)
    if (word.ends_with(ending) && word.size() >= ending.size() + 3 * kLetter)
      return std::string(word.substr(0, word.size() - ending.size()));
  return std::string(word);
}

Search::Search(std::string_view wanted) {
  const std::string words = words_of(wanted);
  each_word(words, [&](std::string_view word) { words_.push_back({std::string(word), russian_stem(word)}); });
}

bool Search::matches(std::string_view text) const {
  if (empty()) return true;
  const std::string words = words_of(text);
  return std::ranges::all_of(words_, [&](const Word& wanted) {
    if (wanted.typed.size() >= 3 * kLetter && words.find(wanted.typed) != std::string::npos) return true;
    bool found = false;
    each_word(words, [&](std::string_view word) {
      found = found || word.starts_with(wanted.typed) || meets(word, wanted.stem);
    });
    return found;
  });
}

}  // namespace pochin
