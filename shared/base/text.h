// Russian text in UTF-8: what the standard library does only with a locale, and a program must not do by locale.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "shared/base/tr.h"

namespace pochin {

inline constexpr char kNoBreakSpace[] = "\u00A0";

// RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_utf8(std::string_view text);
// The code point at byte `at`, which moves behind it; U+FFFD for a broken byte. Precondition: at < size.
char32_t next_code_point(std::string_view text, std::size_t& at);
std::string from_code_point(char32_t c);
std::size_t count_code_points(std::string_view text);
// At most `count` code points of it.
std::string_view first_code_points(std::string_view text, std::size_t count);

bool is_space(char32_t c);  // any of Unicode's White_Space, and U+200B, U+FEFF
std::string_view trim(std::string_view text);
bool is_blank(std::string_view text);

char32_t to_lower(char32_t c);  // Latin, Cyrillic
std::string to_lower(std::string_view text);
std::string lowered(std::string_view text);  // its first letter: «Денег не хватило» inside a sentence
// For search: lower case, ё as е, one space for any run of spaces, none at the ends.
std::string fold(std::string_view text);
// Russian alphabetical order: case decides last, ё stands right after е. <0, 0, >0.
int compare_russian(std::string_view a, std::string_view b);

// plural(21, "голос", "голоса", "голосов") → "голос"
std::string_view plural(int64_t count, std::string_view one, std::string_view few, std::string_view many);
// "1234567" → «1 234 567» with no-break spaces, in groups of three.
std::string group_digits(std::string_view digits);
std::string group_digits(int64_t number);

}  // namespace pochin
