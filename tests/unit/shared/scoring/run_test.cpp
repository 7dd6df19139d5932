#include "shared/scoring/run.h"

#include <catch2/catch_test_macros.hpp>

#include "shared/base/json.h"
#include "shared/scoring/score_json.h"
#include "tests/unit/shared/scoring/fixture.h"

namespace pochin::scoring {
namespace {

const Instant kAt = parse_instant("2026-12-26T10:00:00Z").value();

Criteria rules(int64_t each) {
  Criterion people = criterion_of(Shape::count, "people"), share = criterion_of(Shape::cohort, "share");
  people.code = "people";
  people.title = "Люди";
  people.points_each = Ratio(each);
  people.digits = 0;
  share.code = "share";
  share.title = "Доля";
  share.max = Ratio(10);
  share.rounded = false;
  Criteria criteria{each == 1 ? "2027.1" : "2027.2", {people, share}};
  criteria.hash = "hash " + std::to_string(each);
  return criteria;
}

form::Facts facts(int64_t people, int64_t share) {
  return {{"people", form::fact(people)}, {"share", form::fact(share)}};
}

std::vector<Entrant> entrants(const Contest& contest) {
  std::vector<Entrant> all;
  for (const Subject& each : contest.subjects()) all.push_back({each, {}});
  return all;
}

ScoreRun run(const Criteria& criteria, const Contest& contest, std::string_view reason = "Первый расчёт") {
  return run_scores(criteria, entrants(contest), kAt, reason, "Соколова А. В.").value();
}

}  // namespace

TEST_CASE("a run keeps the rules, the inputs, the time, the reason and the person") {
  Contest contest;
  contest.add("b", facts(3, 20)).add("a", facts(5, 10));
  const ScoreRun made = run(rules(1), contest);
  CHECK(made.criteria_version == "2027.1");
  CHECK(made.criteria_hash == "hash 1");
  CHECK(made.reason == "Первый расчёт");
  CHECK(made.by == "Соколова А. В.");
  CHECK(made.at == kAt);
  REQUIRE(made.items.size() == 2);
  CHECK(made.items[0].id == "a");
  CHECK(made.items[0].final() == Ratio(10));
  CHECK(made.inputs_hash.size() == 64);
}

TEST_CASE("no run without a reason or a person, or with an application twice") {
  Contest contest;
  contest.add("a", facts(1, 1)).add("a", facts(2, 2));
  CHECK(run_scores(rules(1), {}, kAt, " ", "кто-то").error().code == "run_reason");
  CHECK(run_scores(rules(1), {}, kAt, "Расчёт", "").error().code == "run_author");
  CHECK(run_scores(rules(1), entrants(contest), kAt, "Расчёт", "кто-то").error().code == "run_duplicate");
  CHECK(run_scores(rules(1), {}, kAt, "Расчёт", "кто-то").value().items.empty());
}

TEST_CASE("the same inputs in another order are the same run") {
  Contest one, other;
  one.add("a", facts(1, 5)).add("b", facts(2, 6));
  other.add("b", facts(2, 6)).add("a", facts(1, 5));
  CHECK(canonical(to_json(run(rules(1), one))) == canonical(to_json(run(rules(1), other))));
  const RunDifference difference = compare(run(rules(1), one), run(rules(1), other));
  CHECK(difference.changes.empty());
  CHECK(difference.same_rules);
  CHECK(difference.same_inputs);
  CHECK(difference.text == "Ни один балл не изменился.");
}

TEST_CASE("the day of the calculation is no input; marks, facts, windows and points by hand are") {
  const auto hash = [](form::Facts facts, std::string window = {}, std::vector<Mark> marks = {},
                       std::vector<Adjustment> by_hand = {}) {
    Contest contest;
    contest.add("a", std::move(facts), std::move(window), std::move(marks));
    return inputs_hash({contest.subjects()[0], by_hand});
  };
  form::Facts tomorrow = facts(1, 1);
  tomorrow["today"] = form::fact(*make_date(2026, 12, 27));
  const std::string first = hash(facts(1, 1));
  CHECK(hash(tomorrow) == first);
  CHECK(hash(facts(2, 1)) != first);
  CHECK(hash(facts(1, 1), "towns") != first);
  const Mark mark{"c", "А", Ratio(1)}, other{"c", "Б", Ratio(2)};
  CHECK(hash(facts(1, 1), "", {mark}) != first);
  CHECK(hash(facts(1, 1), "", {mark, other}) == hash(facts(1, 1), "", {other, mark}));
  CHECK(hash(facts(1, 1), "", {}, {adjust(Ratio(1), "за дело", "А", "Б", kAt).value()}) != first);
}

TEST_CASE("other data of one application change its points, and through the best those of another") {
  Contest before, after;
  before.add("a", facts(5, 10)).add("b", facts(3, 20));
  after.add("a", facts(5, 10)).add("b", facts(4, 40));
  const RunDifference difference = compare(run(rules(1), before), run(rules(1), after, "Исправлена доля"));
  CHECK(difference.same_rules);
  CHECK(!difference.same_inputs);
  REQUIRE(difference.changes.size() == 2);
  const RunChange& a = difference.changes[0];
  CHECK(a.why == std::vector<std::string>{"Изменились другие заявки конкурса, с которыми она сравнивается."});
  REQUIRE(a.items.size() == 1);
  CHECK(a.items[0].text == "«Доля»: было 10 (5), стало 10 (2,5): изменились другие заявки конкурса.");
  const RunChange& b = difference.changes[1];
  CHECK(b.why == std::vector<std::string>{"Изменились данные заявки."});
  REQUIRE(b.items.size() == 1);
  CHECK(b.items[0].text == "«Люди»: было 3 (3), стало 4 (4): изменились данные заявки.");
  CHECK(b.before == Ratio(13));
  CHECK(b.after == Ratio(14));
  CHECK(difference.text == "Изменилось у 2 заявок; данные заявок изменились. Причина расчёта: Исправлена доля.");
}

TEST_CASE("other rules change points, and are named") {
  Contest contest;
  contest.add("a", facts(5, 10));
  const RunDifference difference = compare(run(rules(1), contest), run(rules(2), contest, "Новая редакция"));
  CHECK(!difference.same_rules);
  CHECK(difference.same_inputs);
  REQUIRE(difference.changes.size() == 1);
  CHECK(difference.changes[0].items[0].text == "«Люди»: было 5 (5), стало 5 (10): изменились правила.");
  CHECK(difference.text ==
        "Изменилось у 1 заявки; правила: версия 2027.2 вместо 2027.1. Причина расчёта: Новая редакция.");
}

TEST_CASE("a criterion that came or went is told") {
  Contest contest;
  contest.add("a", facts(5, 10));
  Criteria fewer = rules(1);
  fewer.items.pop_back();
  fewer.hash = "hash less";
  const RunDifference gone = compare(run(rules(1), contest), run(fewer, contest));
  REQUIRE(gone.changes.size() == 1);
  CHECK(gone.changes[0].items[0].text == "«Доля»: критерия больше нет, было 10 баллов.");
  const RunDifference came = compare(run(fewer, contest), run(rules(1), contest));
  CHECK(came.changes[0].items[0].text == "«Доля»: новый критерий, 10 баллов.");
}

TEST_CASE("applications that came or went are told") {
  Contest before, after;
  before.add("a", facts(1, 1)).add("b", facts(2, 1));
  after.add("b", facts(2, 1)).add("c", facts(3, 1));
  const RunDifference difference = compare(run(rules(1), before), run(rules(1), after));
  REQUIRE(difference.changes.size() == 2);
  CHECK(difference.changes[0].id == "a");
  CHECK(difference.changes[0].kind == RunChange::Kind::removed);
  CHECK(difference.changes[1].id == "c");
  CHECK(difference.changes[1].kind == RunChange::Kind::added);
}

TEST_CASE("points by hand and a gate that closed are reasons of their own") {
  Contest contest;
  contest.add("a", facts(5, 10));
  const std::vector<Adjustment> by_hand = {adjust(Ratio(-2), "прошлый проект", "А", "Б", kAt).value()};
  std::vector<Entrant> all = entrants(contest);
  all[0].adjustments = by_hand;
  const ScoreRun after = run_scores(rules(1), all, kAt, "Штраф", "А").value();
  CHECK(after.items[0].final() == Ratio(13));
  const RunDifference difference = compare(run(rules(1), contest), after);
  REQUIRE(difference.changes.size() == 1);
  CHECK(difference.changes[0].why[1] == "Изменились баллы вручную: было +0 –0, стало +0 –2.");

  Criteria gated = rules(1);
  gated.hash = "gated";
  gated.gates = {{"g", "Ворота", formula_of("people > 9"), Gate::Effect::not_admitted, "мало людей"}};
  const RunDifference closed = compare(run(rules(1), contest), run(gated, contest));
  REQUIRE(closed.changes.size() == 1);
  CHECK(closed.changes[0].why.back() == "Теперь действует: не допущена: мало людей.");
}

TEST_CASE("a run is written and read back without a change, thirds too") {
  Contest contest;
  contest.add("a", facts(1, 1)).add("b", facts(2, 3));
  const ScoreRun made = run(rules(1), contest);
  const Json json = to_json(made);
  const auto read = run_from_json(json);
  REQUIRE(read);
  CHECK(canonical(to_json(*read)) == canonical(json));
  CHECK(compare(made, *read).changes.empty());
}

TEST_CASE("a damaged record of a run is refused with its place") {
  Contest contest;
  contest.add("a", facts(1, 1));
  const Json good = to_json(run(rules(1), contest));
  const std::pair<const char*, const char*> places[] = {{"/at", "/at"},
                                                        {"/criteria_hash", "/criteria_hash"},
                                                        {"/items", "/items"},
                                                        {"/items/0/plus", "/items/0/plus"},
                                                        {"/items/0/score/total", "/items/0/total"},
                                                        {"/items/0/score/scores/0/standing", "/items/0/standing"}};
  for (const auto& [pointer, place] : places) {
    INFO(pointer);
    Json broken = good;
    broken[Json::json_pointer(pointer)] = 5;
    const auto read = run_from_json(broken);
    REQUIRE(!read);
    CHECK(read.error().code == "bad_run");
    CHECK(read.error().place == place);
  }
  CHECK(!run_from_json(Json()));
}

}  // namespace pochin::scoring
