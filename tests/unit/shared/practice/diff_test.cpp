#include "shared/practice/diff.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "shared/base/json.h"
#include "tests/unit/shared/practice/pack_fixture.h"

namespace pochin::practice {
namespace {

Json pack() { return Json::parse(pack_text()); }

// The only change; the test ends when there is another number of them.
Change only(const Json& after) {
  const auto changes = diff(pack(), after);
  std::string all;
  for (const Change& each : changes) all += each.sentence + "\n";
  INFO(all);
  REQUIRE(changes.size() == 1);
  return changes[0];
}

Json::array_t& fields(Json& json, int group, int section) {
  return json["form"]["groups"][static_cast<std::size_t>(group)]["sections"][static_cast<std::size_t>(section)]
             ["fields"]
                 .get_ref<Json::array_t&>();
}

}  // namespace

TEST_CASE("a pack is the same as itself") { CHECK(diff(pack(), pack()).empty()); }

TEST_CASE("a changed weight is said with the name of the criterion and both numbers") {
  Json after = pack();
  after["criteria"]["items"][1]["weight"] = "0.25";
  const Change change = only(after);
  CHECK(change.sentence == "Критерий «Доля денег жителей и организаций»: вес 0,30 → 0,25");
  CHECK(change.kind == Change::Kind::changed);
  CHECK(change.what == "criterion");
  CHECK(change.id == "extra_budget_share");
  CHECK(change.key == "weight");
  CHECK(change.from == "0,30");
  CHECK(change.to == "0,25");
  CHECK(change.pointer == "/criteria/items/1/weight");
}

TEST_CASE("a change deep in a criterion says which table and which band") {
  Json after = pack();
  after["criteria"]["items"][0]["tables"][0]["bands"][2]["points"] = "65";
  CHECK(only(after).sentence ==
        "Критерий «Доля местного бюджета сверх минимума», таблица баллов 1, ступень 3: баллы 60 → 65");
}

TEST_CASE("a moved deadline is said as a day of the calendar") {
  Json after = pack();
  after["stages"][1]["to"] = "2026-12-20T18:00";
  CHECK(only(after).sentence ==
        "Этап «Приём заявок»: окончание 25\u00a0декабря 2026\u00a0года, 18:00 → 20\u00a0декабря 2026\u00a0года, 18:00");
}

TEST_CASE("a long text is not quoted, a short one is") {
  Json after = pack();
  after["form"]["groups"][0]["sections"][0]["fields"][0]["help"] = "Назовите, что будет сделано и где.";
  CHECK(only(after).sentence == "Поле «Название проекта»: пояснение — новый текст");
  after = pack();
  after["form"]["groups"][0]["sections"][0]["fields"][0]["label"] = "Имя проекта";
  CHECK(only(after).sentence == "Поле «Название проекта»: вопрос «Название проекта» → «Имя проекта»");
}

TEST_CASE("a limit that was not there before") {
  Json after = pack();
  after["form"]["groups"][0]["sections"][0]["fields"][2]["min_length"] = 3;
  CHECK(only(after).sentence == "Поле «Адрес или ориентир»: наименьшая длина 0 → 3");
  after = pack();
  after["ranking"]["pass_mark"] = "40";
  CHECK(only(after).sentence == "Рейтинг: проходной балл нет → 40");
}

TEST_CASE("things that came and went") {
  Json after = pack();
  fields(after, 0, 0).push_back({{"id", "pets"}, {"kind", "yes_no"}, {"label", "Нужны ли кошки"}});
  Change change = only(after);
  CHECK(change.kind == Change::Kind::added);
  CHECK(change.what == "field");
  CHECK(change.id == "pets");
  CHECK(change.sentence == "Добавлено: поле «Нужны ли кошки»");

  after = pack();
  after["form"]["groups"][0]["sections"][0]["fields"][4]["options"].erase(1);
  change = only(after);
  CHECK(change.kind == Change::Kind::removed);
  CHECK(change.id == "typology/roads");
  CHECK(change.sentence == "Убрано: поле «Направление проекта», вариант «Дороги и тротуары»");
}

TEST_CASE("a field that went to another section is the same field") {
  Json after = pack();
  const Json address = fields(after, 0, 0)[2];
  fields(after, 0, 0).erase(fields(after, 0, 0).begin() + 2);
  fields(after, 0, 1).push_back(address);
  const Change change = only(after);
  CHECK(change.kind == Change::Kind::moved);
  CHECK(change.sentence ==
        "Поле «Адрес или ориентир»: перенесено (Раздел «О проекте» → Раздел «Проблема и результат»)");
}

TEST_CASE("the order people see is one change; the order of criteria, rules, acts and roles is none") {
  Json after = pack();
  std::ranges::reverse(fields(after, 0, 0));
  const Change change = only(after);
  CHECK(change.kind == Change::Kind::moved);
  CHECK(change.sentence == "Раздел «О проекте»: другой порядок — поля");

  after = pack();
  std::ranges::reverse(after["criteria"]["items"].get_ref<Json::array_t&>());
  std::ranges::reverse(after["form"]["rules"].get_ref<Json::array_t&>());
  std::ranges::reverse(after["law"].get_ref<Json::array_t&>());
  std::ranges::reverse(after["workflow"]["states"].get_ref<Json::array_t&>());
  std::ranges::reverse(after["workflow"]["transitions"][0]["roles"].get_ref<Json::array_t&>());
  CHECK(diff(pack(), after).empty());
}

TEST_CASE("the order of the tie chain decides, so it is a rule") {
  Json after = pack();
  std::ranges::reverse(after["ranking"]["tie_chain"].get_ref<Json::array_t&>());
  const Change change = only(after);
  CHECK(change.effect == Effect::rule);
  CHECK(change.sentence.starts_with("Рейтинг: что решает при равных баллах — другой порядок: number, "));
}

TEST_CASE("what is written otherwise but means the same is no difference") {
  Json after = pack();
  after["criteria"]["items"][0]["weight"] = "0.200";
  after["criteria"]["items"][0]["rounded"] = true;
  after["workflow"]["transitions"][0]["needs_comment"] = false;
  after["form"]["rules"][0]["severity"] = "error";
  after["form"]["rules"][0]["check"] = "project_cost  >\n 0";
  CHECK(diff(pack(), after).empty());
}

TEST_CASE("two actions of one code are told apart by where they start") {
  Json after = pack();
  after["workflow"]["transitions"][4]["title"] = "Отправить на доработку";
  const Change change = only(after);
  CHECK(change.id == "return:submitted_to_region");
}

TEST_CASE("roles that came and went are named") {
  Json after = pack();
  after["workflow"]["transitions"][0]["roles"] = {"author", "initiator"};
  CHECK(only(after).sentence ==
        "Действие «Подать заявку»: кто может — добавлено: initiator; убрано: municipal_operator");
}

TEST_CASE("a text of the pack") {
  Json after = pack();
  after["texts"]["who"] = "Жители";
  CHECK(only(after).what == "text");
  CHECK(only(after).id == "who");
  after["texts"].erase("who");
  CHECK(only(after).kind == Change::Kind::removed);
}

}  // namespace pochin::practice
