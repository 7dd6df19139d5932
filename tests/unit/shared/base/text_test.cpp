#include "shared/base/text.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

using namespace pochin;

TEST_CASE("valid UTF-8 of every length") {
  CHECK(is_utf8(""));
  CHECK(is_utf8("abc"));
  CHECK(is_utf8("Ёж"));
  CHECK(is_utf8("₽ 🙂"));
  CHECK(is_utf8("\xEF\xBF\xBF"));
  CHECK(is_utf8("\xF4\x8F\xBF\xBF"));
}

TEST_CASE("broken UTF-8 is seen") {
  for (const char* text : {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xE0\x80\x80", "\xE0\x9F\xBF", "\xED\xA0\x80",
                           "\xED\xBF\xBF", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF", "\xD0",
                           "\xE2\x82", "\xF0\x9F\x99", "a\xD0z"}) {
    CHECK_FALSE(is_utf8(text));
    std::size_t at = 0;
    while (at < std::string_view(text).size()) next_code_point(text, at);
    CHECK(at == std::string_view(text).size());
  }
}

TEST_CASE("every code point survives the way to bytes and back") {
  for (char32_t c = 0; c <= 0x10FFFF; ++c) {
    if (c >= 0xD800 && c <= 0xDFFF) continue;
    const std::string bytes = from_code_point(c);
    std::size_t at = 0;
    REQUIRE(next_code_point(bytes, at) == c);
    REQUIRE(at == bytes.size());
  }
}

TEST_CASE("lengths are counted in code points") {
  CHECK(count_code_points("") == 0);
  CHECK(count_code_points("Ёлка") == 4);
  CHECK(count_code_points("🙂") == 1);
  CHECK(first_code_points("Ёлка", 2) == "Ёл");
  CHECK(first_code_points("Ёлка", 9) == "Ёлка");
  CHECK(first_code_points("Ёлка", 0).empty());
}

TEST_CASE("all the spaces of Unicode are trimmed") {
  CHECK(trim(" \t\r\n\u00A0\u2009\u202F\u3000\uFEFFа б\u200B ") == "а б");
  CHECK(trim("") == "");
  CHECK(trim(" \u00A0 ") == "");
  CHECK(is_blank("\u00A0\n"));
  CHECK_FALSE(is_blank("\u00A0.\n"));
}

TEST_CASE("letters become small in both alphabets") {
  CHECK(to_lower("АЯЁабвZz ЂЎ 1№") == "аяёабвzz ђў 1№");
  for (char32_t c = 0; c < 0x600; ++c) REQUIRE(to_lower(to_lower(c)) == to_lower(c));
}

TEST_CASE("search finds ё by е and does not mind spaces and case") {
  CHECK(fold("  Ёлкин \u00A0 ПЁТР\n") == "елкин петр");
  CHECK(fold("") == "");
  CHECK(fold(fold("Съёмка  В  лесу")) == fold("Съёмка  В  лесу"));
}

TEST_CASE("Russian alphabetical order") {
  std::vector<std::string> names{"Жук", "Елкин", "Ёлкин", "Ежов", "Ёж", "Абрамов", "абрамов", "Абрам", "Яшин", ""};
  std::sort(names.begin(), names.end(),
            [](const std::string& a, const std::string& b) { return compare_russian(a, b) < 0; });
  CHECK(names ==
        std::vector<std::string>{"", "Абрам", "Абрамов", "абрамов", "Ежов", "Елкин", "Ёж", "Ёлкин", "Жук", "Яшин"});
  CHECK(compare_russian("Ёлкин", "Ёлкин") == 0);
  CHECK(compare_russian("я", "Я") == -compare_russian("Я", "я"));
}

TEST_CASE("the order is total") {
  const std::vector<std::string> words{"", "а", "А", "е", "ё", "Ё", "ж", "аё", "ае", "z", "\xFF", "\xFE", "1"};
  for (const auto& a : words)
    for (const auto& b : words) {
      REQUIRE((compare_russian(a, b) == 0) == (a == b));
      REQUIRE((compare_russian(a, b) < 0) == (compare_russian(b, a) > 0));
      for (const auto& c : words)
        if (compare_russian(a, b) < 0 && compare_russian(b, c) < 0) REQUIRE(compare_russian(a, c) < 0);
    }
}

TEST_CASE("plural forms") {
  const auto votes = [](int64_t n) { return plural(n, "голос", "голоса", "голосов"); };
  for (const int64_t n : {1, 21, 101, 1001, -1}) CHECK(votes(n) == "голос");
  for (const int64_t n : {2, 3, 4, 22, 104, -2}) CHECK(votes(n) == "голоса");
  for (const int64_t n : {0, 5, 11, 12, 13, 14, 15, 20, 111, 112, 114, 1011, -11}) CHECK(votes(n) == "голосов");
  CHECK(votes(INT64_MIN) == "голосов");
}

TEST_CASE("digits in groups of three") {
  CHECK(group_digits(int64_t{0}) == "0");
  CHECK(group_digits(int64_t{999}) == "999");
  CHECK(group_digits(int64_t{1000}) == "1\u00A0000");
  CHECK(group_digits(int64_t{-1234567}) == "–1\u00A0234\u00A0567");
  CHECK(group_digits(INT64_MIN).starts_with("–9\u00A0223"));
}

TEST_CASE("holes of a text are filled in order, those left over disappear") {
  CHECK(tr("Осталось {} из {}", 2, 5) == "Осталось 2 из 5");
  CHECK(tr("{}{}", "a") == "a");
  CHECK(tr("нет", "a") == "нет");
  CHECK(tr("{}", std::string("{}")) == "{}");
  CHECK(fill("{} и {}", {"2"}) == "2 и ");
  CHECK(tr("{ } {", 1) == "{ } {");
}
