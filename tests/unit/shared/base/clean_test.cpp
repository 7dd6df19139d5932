#include "shared/base/clean.h"

#include <catch2/catch_test_macros.hpp>
#include <string>

#include "shared/base/text.h"

using namespace pochin;

TEST_CASE("what cannot be seen does not come in") {
  CHECK(clean_text(std::string_view("а\0б\x1B\x7F\u0085", 9)) == "аб\n");
  CHECK(clean_text("cod\u202Eexe\u202C.pdf") == "codexe.pdf");
  for (const char* mark : {"\u061C", "\u200E", "\u200F", "\u202A", "\u202B", "\u202C", "\u202D",    "\u2066", "\u2067",
                           "\u2068", "\u2069", "\u00AD", "\u200B", "\u200C", "\u200D", "\u2060",    "\u2063", "\u3164",
                           "\u115F", "\u180E", "\uFEFF", "\uFE0F", "\uFFFC", "\u2800", "\U000E0041"})
    CHECK(clean_text("да" + std::string(mark) + "ча") == "дача");
}

TEST_CASE("what can be seen stays, in every alphabet") {
  const std::string text = "Ҕ, ö, ҥ — «ёлка» №\u00A05 ₽\n\nи\u0301 \u2009 漢字 العربية 1/2";
  CHECK(clean_text(text) == text);
  CHECK(clean_text("") == "");
}

TEST_CASE("line ends of every system are one, a tab is a space") {
  CHECK(clean_text("а\r\nб\rв\u2028г\u2029д\x0Bе\tж") == "а\nб\nв\nг\nд\nе ж");
}

TEST_CASE("a picture of several signs stays one") {
  const std::string family = "\U0001F468\u200D\U0001F469\u200D\U0001F467", heart = "\u2764\uFE0F",
                    flag = "\U0001F3F3\uFE0F\u200D\U0001F308";
  for (const std::string& sign : {family, heart, flag}) CHECK(clean_text(sign) == sign);
  CHECK(clean_text("\u2764\uFE0F\uFE0F\u200D!") == "\u2764\uFE0F!");
  CHECK(clean_text("а\u200Dб") == "аб");
}

TEST_CASE("cleaning a clean text changes nothing, whatever it was") {
  const char32_t some[] = {'a', '\r', '\n', 0x200D, 0xFE0F, 0x1F468, 0x2764, 0x202E, 0x416, 0x301, '\t', 0xE0041};
  for (const char32_t a : some)
    for (const char32_t b : some)
      for (const char32_t c : some)
        for (const char32_t d : some) {
          std::string text;
          for (const char32_t each : {a, b, c, d}) text += from_code_point(each);
          const std::string once = clean_text(text);
          REQUIRE(clean_text(once) == once);
          REQUIRE(is_utf8(once));
        }
  CHECK(clean_text("a\xFFz") == "a\uFFFDz");
}

TEST_CASE("blank is what nobody can see anything in") {
  for (const char* text :
       {"", " ", "\u00A0\n", "\u200B\u200E", "\u3164", "\u2800\u2800", "\u00AD", "\u0301", "\uFE0F \U000E0041"})
    CHECK(is_blank(text));
  for (const char* text : {"-", "я", "\u3164я", "0", "\U0001F642"}) CHECK_FALSE(is_blank(text));
}

TEST_CASE("an answer in words has a letter or a digit") {
  for (const char* text : {"—", "...", "?!", " \u3164 ", "«»", "№", "\U0001F642", "×", "\uFFFD", "+"})
    CHECK_FALSE(has_letter(text));
  for (const char* text : {"№ 5", "я", "Z", "Ҕ", "漢", "é", "1"}) CHECK(has_letter(text));
}
