#include "shared/base/search.h"

#include <catch2/catch_test_macros.hpp>

using namespace pochin;

namespace {
bool finds(std::string_view wanted, std::string_view text) { return Search(wanted).matches(text); }
}  // namespace

TEST_CASE("spaces, signs, case and ё do not matter") {
  for (const char* wanted :
       {"мост ", " Мост", "МОСТ\u00A0", "«мост»", "мост,", "мо\u200Bст", "мо\u00ADст", "мо\u0301ст"})
    CHECK(finds(wanted, "Новый мост через Шую"));
  CHECK(finds("ёлка", "Елка на площади"));
  CHECK(finds("елка", "ЁЛКА"));
  CHECK(finds("", "что угодно"));
  CHECK(Search(" \u200B—").empty());
}

TEST_CASE("words in any order, every one of them") {
  CHECK(finds("ремонт моста", "Мост через Шую: ремонт"));
  CHECK(finds("сквер семейный", "«Семейный сквер» на улице Гагарина"));
  CHECK_FALSE(finds("сквер семейный", "Сквер на улице Гагарина"));
}

TEST_CASE("endings do not matter") {
  const char* pairs[][2] = {{"крыша", "крыши"},
                            {"крыши", "Крыша"},
                            {"площадка", "детских площадок"},
                            {"площадок", "площадка"},
                            {"детская", "детский"},
                            {"дороги", "ремонт дорог"},
                            {"дорога", "дорогами"},
                            {"библиотека", "библиотеки"},
                            {"освещение", "освещения"},
                            {"парки", "парк"},
                            {"дома", "дом"},
                            {"здоровье", "тропа здоровья"},
                            {"заречье", "с. Заречья"},
                            {"семейного", "Семейный"},
                            {"колодцы", "колодец"}};
  for (const auto& [wanted, text] : pairs) {
    INFO(wanted << " in " << text);
    CHECK(finds(wanted, text));
  }
  CHECK_FALSE(finds("крыша", "крыльцо"));
  CHECK_FALSE(finds("мост", "место"));
  CHECK_FALSE(finds("парк", "пар"));
}

TEST_CASE("a part of a word, a number, a place") {
  CHECK(finds("крыш", "Крыша клуба"));
  CHECK(finds("стадион", "Микростадион"));
  CHECK(finds("0003", "ППМИ-2027-0003"));
  CHECK(finds("ППМИ-2027-0003", "№ ППМИ-2027-0003"));
  CHECK(finds("ул. Лесная, 12", "с. Заречье, ул. Лесная, д. 12"));
  CHECK_FALSE(finds("ул. Лесная, 12", "с. Заречье, ул. Лесная, д. 7"));
  CHECK(finds("workout", "Площадка Workout"));
}

TEST_CASE("a stem keeps three letters and touches no other alphabet") {
  CHECK(russian_stem("крыши") == "крыш");
  CHECK(russian_stem("детскими") == "детск");
  CHECK(russian_stem("ели") == "ели");
  CHECK(russian_stem("parka") == "parka");
  CHECK(russian_stem("2027") == "2027");
  CHECK(russian_stem("") == "");
}
