#include "shared/practice/regulation.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "shared/base/json.h"
#include "shared/base/text.h"
#include "tests/unit/shared/practice/pack_fixture.h"

namespace pochin::practice {
namespace {

// No-break spaces as plain ones: a test is read by people.
std::string plain(std::string text) {
  for (std::size_t at = 0; (at = text.find(kNoBreakSpace, at)) != std::string::npos;) text.replace(at, 2, " ");
  return text;
}

std::string draft(const Pack& pack = ppmi(), const RegulationPlace& place = {}) {
  return plain(plain_text(regulation(pack, place)));
}

bool says(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("the portal and the login through ЕСИА are named as a lawful way of submitting") {
  const std::string text = draft(ppmi(), {"Лесного муниципального округа", "«Почин»"});
  CHECK(says(text,
             "осуществляется через информационную систему управления проектами инициативного бюджетирования "
             "«Почин» (далее — портал) или путём направления в администрацию"));
  CHECK(says(text, "вошедшим с использованием ЕСИА, считается внесённым надлежащим образом"));
  CHECK(says(text, "на территории Лесного муниципального округа"));
}

TEST_CASE("what the pack does not know is a blank to fill in") { CHECK(says(draft(), "на территории ____")); }

TEST_CASE("stages stand with their dates and the acts in force in them") {
  const std::string text = draft();
  CHECK(says(text,
             "3.1. Этап «Собрания жителей» проводится с 1 сентября 2026 года по 31 октября 2026 года.\n"
             "(Основание: 131-ФЗ, ст. 26.1 ч. 4; Постановление Правительства Приозёрской области от 15.08.2026 "
             "№ 214-пп, Порядок.)"));
  CHECK(says(text,
             "3.2. Этап «Приём заявок» проводится с 1 ноября 2026 года до 18 часов 00 минут 25 декабря 2026 года."));
  CHECK(
      says(text, "3.8. Этап «Отчёты» проводится с 15 октября 2027 года по 31 декабря 2027 года.\n(Основание: 33-ФЗ;"));
}

TEST_CASE("the last minute of the intake is said and points at its stage") {
  CHECK(says(draft(),
             "Заявка подаётся в срок, указанный в пункте 3.2. Заявка, поступившая в 18 часов 00 минут "
             "25 декабря 2026 года и позднее, не принимается."));
}

TEST_CASE("documents say whether they are needed, how many and of what kind") {
  const std::string text = draft();
  CHECK(
      says(text, "Выписка из реестра муниципального имущества, не более 10 файлов, формат pdf, jpg, jpeg, png, heic."));
  CHECK(says(text, "Гарантийные письма (в случаях, предусмотренных формой заявки)"));
  CHECK(says(text, "Коммерческие предложения (при наличии)"));
  CHECK(says(text, "(Основание: пункт 16 формы заявки.)"));
}

TEST_CASE("terms stand in working and calendar days") {
  const std::string text = draft();
  CHECK(
      says(text, "размещает сведения о внесённом проекте на официальном сайте и на портале в течение 3 рабочих дней."));
  CHECK(says(text, "в течение срока, который не может быть менее 5 рабочих дней."));
  CHECK(says(text, "Срок, указанный в пункте 6.5, на рабочий день не переносится."));
}

TEST_CASE("criteria stand with weights and bands, and all of them are there") {
  const Regulation made = regulation(ppmi());
  const auto section = std::ranges::find(made.sections, "Критерии оценки", &RegulationSection::title);
  REQUIRE(section != made.sections.end());
  CHECK(section->points.size() == ppmi().criteria.items.size() + 1);
  CHECK(plain(section->points[1].text) ==
        "Доля местного бюджета сверх минимума. Вес критерия — 0,2, наибольшая оценка — 100 баллов. Значение до "
        "сравнения с границами округляется до 1 знака после запятой. Оценка:\n– не больше минимума — 0 баллов; до 5 п. "
        "п. сверх минимума — 40 баллов; больше 5 и до 10 п. п. сверх минимума — 60 баллов; больше 10 и до 15 п. п. "
        "сверх минимума — 80 баллов; больше 15 п. п. сверх минимума — 100 баллов.");
}

TEST_CASE("equal points are decided in the order of the pack, money by its envelope") {
  const std::string text = draft();
  const std::size_t earlier = text.find("подана раньше"), number = text.find("с меньшим регистрационным номером");
  REQUIRE(earlier != std::string::npos);
  REQUIRE(number != std::string::npos);
  CHECK(earlier < number);
  CHECK(says(
      text,
      "Объём средств, распределяемых по итогам отбора, — 60 000 000 ₽."));
}

TEST_CASE("the grounds of refusal are a closed list, and one obliges to offer refinement") {
  const std::string text = draft();
  CHECK(says(text, "Отказ по основаниям, не указанным в настоящем разделе, не допускается."));
  CHECK(says(text, "9.6. Описанную в проекте проблему можно решить более эффективным способом."));
  CHECK(says(text, "В случае, указанном в пункте 9.6, администрация обязана предложить"));
}

TEST_CASE("a changed pack changes the draft: no amount or date is written in the code") {
  Json json = Json::parse(pack_text());
  json["stages"][1]["to"] = "2026-12-24T12:30";
  json["ranking"]["available"] = "12345";
  json["terms"][0]["count"] = 21;
  const std::string text = draft(parse_pack(json).value());
  CHECK(says(text, "12 часов 30 минут 24 декабря 2026 года"));
  CHECK(says(text, "12 345 ₽"));
  CHECK(says(text, "в течение 21 рабочего дня"));
  CHECK(!says(text, "60 000 000"));
}

TEST_CASE("a pack without terms and grounds has no empty sections, and the numbers stay in a row") {
  Json json = Json::parse(pack_text());
  json.erase("terms");
  for (Json& transition : json["workflow"]["transitions"]) transition.erase("deadline");
  json.erase("refusal_grounds");
  const Regulation made = regulation(parse_pack(json).value());
  for (std::size_t i = 0; i < made.sections.size(); ++i) {
    CHECK(made.sections[i].number == std::to_string(i + 1));
    CHECK(!made.sections[i].points.empty());
  }
  CHECK(made.sections.size() == 8);
}

TEST_CASE("a vote of the pack is a section with its dates, voters, ballot, count and lot, and the acts it stands on") {
  const std::string text = draft(parse_pack(Json::parse(pack_text("spb"))).value());
  CHECK(says(text, "Голосование жителей"));
  CHECK(says(text, "С 15 августа 2027 года"));
  CHECK(says(text, "исполнилось 18 лет"));
  CHECK(says(text, "Выбирают от 1 до 3 проектов."));
  CHECK(says(text, "Денег — 30 000 000 ₽"));
  CHECK(says(text, "Число для жребия — не решение организатора: выигрышная комбинация"));
  CHECK(says(text, "только актом счётной комиссии"));
  CHECK_FALSE(says(draft(), "Голосование жителей"));
}

}  // namespace pochin::practice
