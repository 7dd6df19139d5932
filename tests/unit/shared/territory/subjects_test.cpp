#include "shared/territory/subjects.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

using pochin::territory::sounds_like_subject;
using pochin::territory::subject_named;

TEST_CASE("a subject is known in the spelling of the register, of the Constitution, in short and by older names") {
  const std::vector<std::vector<std::string>> kSame{
      {"Республика Саха (Якутия)", "Саха /Якутия/", "Саха /Якутия/ Респ", "Якутия", "САХА (ЯКУТИЯ)"},
      {"Кемеровская область - Кузбасс", "Кемеровская область", "Кемеровская обл", "Кузбасс", "обл. Кемеровская"},
      {"Ханты-Мансийский автономный округ — Югра", "Ханты-Мансийский Автономный округ - Югра АО", "ХМАО-Югра",
       "Ханты-Мансийский АО", "Югра", "ХМАО", "Ханты-Мансийский а.о."},
      {"Чувашская Республика - Чувашия", "Чувашская Республика -", "Чувашия", "Респ. Чувашская"},
      {"Республика Северная Осетия - Алания", "Северная Осетия - Алания Респ", "Северная Осетия"},
      {"Удмуртская Республика", "Удмуртская Респ", "Удмуртия"},
      {"Республика Татарстан (Татарстан)", "Татарстан Респ", "респ. Татарстан", "Республика Татарстан"},
      {"город федерального значения Москва", "Москва г", "г. Москва", "Москва"},
      {"Санкт-Петербург г", "г.Санкт-Петербург", "СПб"},
      {"Еврейская автономная область", "Еврейская Аобл", "ЕАО"},
      {"Забайкальский край", "Забайкальский кр.", "Читинская обл", "Агинский Бурятский АО"},
      {"Пермский край", "Пермская область", "Коми-Пермяцкий АО"},
      {"Ямало-Ненецкий АО", "ЯНАО", "Ямало-Ненецкий автономный округ"},
      {"Орловская область", "Орловская Область", "орловская обл."}};
  std::vector<int> seen;
  for (const auto& spellings : kSame) {
    const auto first = subject_named(spellings.front());
    INFO(spellings.front());
    REQUIRE(first);
    for (const auto& spelling : spellings) {
      INFO(spelling);
      CHECK(subject_named(spelling) == first);
    }
    CHECK(std::ranges::find(seen, *first) == seen.end());
    seen.push_back(*first);
  }
}

TEST_CASE("names that are alike are not one subject") {
  CHECK(subject_named("Республика Алтай") != subject_named("Алтайский край"));
  CHECK(subject_named("Москва") != subject_named("Московская обл"));
  CHECK(subject_named("Санкт-Петербург") != subject_named("Ленинградская область"));
  CHECK(subject_named("Ненецкий АО") != subject_named("Ямало-Ненецкий АО"));
  CHECK(subject_named("Новгородская обл") != subject_named("Нижегородская обл"));
}

TEST_CASE("an okrug written as a part of the region around it is the okrug") {
  CHECK(subject_named("Тюменская обл", "Ханты-Мансийский Автономный округ - Югра АО") == subject_named("Югра"));
  CHECK(subject_named("Архангельская обл", "Ненецкий АО") == subject_named("Ненецкий АО"));
  CHECK(subject_named("Тюменская обл", "Тобольский р-н") == subject_named("Тюменская область"));
  CHECK(subject_named("Омская обл", "Ненецкий р-н") == subject_named("Омская область"));
}

TEST_CASE("what is no subject is none, whatever it looks like") {
  for (const char* name : {"", "область", "Приозёрская область", "Томск", "Саха /Якутия/ и Чукотка",
                           "Кемеровская Омская", "Тверская-Ямская", "г", " - "}) {
    INFO(name);
    CHECK_FALSE(subject_named(name));
  }
  CHECK(sounds_like_subject("Приозёрская область"));
  CHECK_FALSE(sounds_like_subject("Зареченский муниципальный округ"));
  CHECK_FALSE(sounds_like_subject("Город Приозёрск"));
  CHECK_FALSE(sounds_like_subject("область"));
}
