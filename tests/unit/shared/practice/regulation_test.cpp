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
  CHECK(says(text, "Срок, указанный в пункте 6.6, на рабочий день не переносится."));
}

TEST_CASE("criteria stand with weights and bands, and all of them are there") {
  const Regulation made = regulation(ppmi());
  const auto section = std::ranges::find(made.sections, "Критерии оценки", &RegulationSection::title);
  REQUIRE(section != made.sections.end());
  CHECK(section->points.size() >= ppmi().criteria.items.size() + 1);
  CHECK(plain(section->points[1].text) ==
        "Доля местного бюджета сверх минимума. Вес критерия — 0,2, наибольшая оценка — 100 баллов. Значение до оценки "
        "округляется до 1 знака после запятой (половина — от нуля). Оценка:\n– не больше 0 п. п. — 0 баллов; больше 0 "
        "и не больше 5 п. п. — 40 баллов; больше 5 и не больше 10 п. п. — 60 баллов; больше 10 и не больше 15 п. п. — "
        "80 баллов; больше 15 п. п. — 100 баллов.");
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
  CHECK(says(text, "пока хватает денег — 30 000 000 ₽"));
  CHECK(says(text, "Число для жребия — не решение организатора: выигрышная комбинация"));
  CHECK(says(text, "только актом счётной комиссии"));
  CHECK_FALSE(says(draft(), "Голосование жителей"));
}

namespace {

// The pack with its criteria or its ranking replaced.
Pack with(std::string_view key, const char* value) {
  Json json = Json::parse(pack_text());
  json[std::string(key)].merge_patch(Json::parse(value));
  auto pack = parse_pack(json);
  REQUIRE(pack);
  return *pack;
}

Pack with_criterion(const char* criterion) {
  Json json = Json::parse(pack_text());
  json["criteria"]["items"] = Json::array({Json::parse(criterion)});
  auto pack = parse_pack(json);
  REQUIRE(pack);
  return *pack;
}

bool left_out(const Pack& pack, std::string_view part) {
  return std::ranges::any_of(regulation(pack).unsaid, [&](const std::string& each) { return says(plain(each), part); });
}

}  // namespace

TEST_CASE("where votes decide, the text does not say that points do") {
  const std::string text = draft(parse_pack(Json::parse(pack_text("volgograd"))).value());
  CHECK(says(text, "располагаются в порядке убывания числа голосов жителей."));
  CHECK(says(text, "При равенстве голосов выше"));
  CHECK_FALSE(says(text, "в порядке убывания итогового балла"));
  CHECK(says(text, "за которую подано меньше 500 голосов, победителем не признаётся"));
}

TEST_CASE("windows stand with their money, and whom they take is said to be left out") {
  const Pack pack = parse_pack(Json::parse(pack_text("volgograd"))).value();
  CHECK(says(draft(pack), "– Школьные проекты (объём средств — 100 000 000 ₽);"));
  CHECK(left_out(pack, "Окно отбора «Школьные проекты»: какие заявки в него входят"));
  const Pack kirov = parse_pack(Json::parse(pack_text("kirov"))).value();
  CHECK(says(draft(kirov), "не больше 4 заявок одного муниципального образования"));
}

TEST_CASE("an additional round, a pass mark and a border are said") {
  const std::string text = draft(parse_pack(Json::parse(pack_text("tver"))).value());
  CHECK(says(text, "итоговый балл которой меньше 30 баллов, победителем не признаётся"));
  CHECK(says(text, "ни она, ни заявки, расположенные ниже неё, победителями не признаются"));
  CHECK(says(text,
             "проводится дополнительный отбор среди заявок, не признанных победителями, итоговый балл которых не "
             "меньше 10 баллов."));
}

TEST_CASE("borders of a band are the rule's, whatever its label says") {
  const Pack pack = with_criterion(R"({"code": "a", "title": "Доля", "shape": "bands", "weight": "1", "max": "10",
    "value": "cost_total", "unit": "%", "rounded": false, "tables": [{"bands": [
      {"to": "5", "to_included": false, "points": "0", "text": "до 5 включительно"},
      {"from": "5", "from_included": true, "points": "1.5", "text": "много"}]}]})");
  CHECK(says(draft(pack), "меньше 5 % — 0 баллов; не меньше 5 % — 1,5 балла."));
  CHECK(says(draft(pack), "Итоговый балл равен сумме баллов по критериям."));
  CHECK_FALSE(says(draft(pack), "включительно"));
}

TEST_CASE("a linear scale is said with what it gives outside of it") {
  const Pack pack = with_criterion(R"({"code": "a", "title": "Доля", "shape": "linear", "weight": "1", "max": "10",
    "value": "cost_total", "unit": "%", "rounded": false, "linear": [
      {"from": "10", "to": "50", "from_points": "5", "to_points": "10", "below_points": "0"}]})");
  CHECK(says(draft(pack),
             "меньше 10 % — 0 баллов; от 10 % (5 баллов) до 50 % (10 баллов) — пропорционально значению; больше 50 % — "
             "10 баллов."));
}

TEST_CASE("a count is said with its start, its steps and its top in the genitive") {
  const Pack pack = with_criterion(R"({"code": "a", "title": "Участие", "shape": "count", "weight": "1", "max": "3",
    "value": "cost_total", "unit": "чел.", "rounded": false, "points_base": "1", "points_each": "0.5", "per": "10",
    "above": "10"})");
  CHECK(says(draft(pack), "– 1 балл и ещё 0,5 балла за каждые полные 10 чел. сверх 10 чел., но не больше 3 баллов;"));
}

TEST_CASE("what only a formula says is left out, and said to be") {
  const Pack pack = with_criterion(R"({"code": "a", "title": "Доля", "shape": "presence", "weight": "1", "max": "1",
    "value": "cost_total > 0", "applicable": "cost_total > 5", "points_yes": "1", "present_text": "есть",
    "absent_text": "нет"})");
  CHECK(left_out(pack, "Критерий «Доля»: к каким заявкам он применяется (условие cost_total > 5)"));
  CHECK(says(draft(pack), "НЕ ОТРАЖЕНО В ТЕКСТЕ"));
}

TEST_CASE("a contest without money says that the money is not in the rules") {
  CHECK(left_out(with("ranking", R"({"available": null, "windows": null})"), "Объём средств отбора"));
}

TEST_CASE("the commission stands with its quorum and its majority, the return of payments with its rule") {
  const std::string text = draft(parse_pack(Json::parse(pack_text("karelia"))).value());
  CHECK(says(text, "членов комиссии — не меньше 3"));
  CHECK(says(text, "Заседание правомочно, если присутствует не меньше половины членов комиссии."));
  CHECK(says(text, "«за» подано больше половины голосов присутствующих членов."));
  CHECK(says(text, "инициативные платежи возвращаются плательщикам полностью"));
  CHECK(says(text, "равная плановой доле инициативных платежей в его стоимости"));
}

TEST_CASE("a term names the event it runs from, or is listed as without one") {
  const Pack pack = ppmi();
  const std::string text = draft(pack);
  for (const NamedTerm& named : pack.terms)
    CHECK((says(text, plain(named.title) + " в течение") &&
           (says(text, "после того, как") || left_out(pack, plain(named.title)))));
  CHECK(says(text, "после того, как заявка"));
}

TEST_CASE("the second of a month is read with its own preposition, an hour and a minute in their cases") {
  Json json = Json::parse(pack_text());
  json["stages"][0]["from"] = "2026-09-02T00:00";
  json["stages"][1]["to"] = "2026-12-25T21:01";
  const std::string text = draft(parse_pack(json).value());
  CHECK(says(text, "проводится со 2 сентября 2026 года"));
  CHECK(says(text, "до 21 часа 01 минуты 25 декабря 2026 года"));
  CHECK(says(text, "поступившая в 21 час 01 минуту 25 декабря 2026 года и позднее"));
}

}  // namespace pochin::practice
