// Both sides of each border of domain.md §4.2.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "tests/unit/shared/practice/pack_fixture.h"

namespace pochin::practice {
namespace {

// Sources that make `tenths` tenths of a percent the share of `field` in a project of 1 000 000 ₽.
form::Answers share(const std::string& field, int64_t tenths, const std::string& rest) {
  form::Answers answers;
  for (const char* each : {"source_municipal", "source_people", "source_legal", "source_region"}) answers[each] = "0";
  answers[field] = std::to_string(tenths * 1000);
  answers[rest] = std::to_string(1'000'000 - tenths * 1000);
  answers["cost_repair"] = "1000000";
  return answers;
}

Ratio points(const form::Answers& answers, const form::Facts& facts, std::string_view code) {
  return item(score_of(answers, facts), code).points;
}

}  // namespace

TEST_CASE("the test vector of the regulation gives 73.5 points exactly") {
  const scoring::Score score = score_of(vector_answers(), place("sp", 800));
  CHECK(to_decimal(score.total, 4) == "73.5000");
  CHECK(score.max == Ratio(100));
  const std::pair<const char*, const char*> expected[] = {{"municipal_excess", "8.00"},
                                                          {"extra_budget_share", "18.00"},
                                                          {"users_share", "5.00"},
                                                          {"meeting", "7.50"},
                                                          {"participation", "10.00"},
                                                          {"upkeep_sources", "10.00"},
                                                          {"upkeep_participation", "5.00"},
                                                          {"discussion", "5.00"},
                                                          {"media", "5.00"}};
  for (const auto& [code, weighted] : expected) {
    INFO(code);
    CHECK(to_decimal(item(score, code).weighted, 2) == weighted);
  }
}

TEST_CASE("municipal money above the minimum: both sides of each border, for each kind") {
  const std::pair<const char*, int64_t> minimums[] = {{"mo", 100}, {"mr", 200}, {"gp", 200}, {"go", 200}, {"sp", 100}};
  for (const auto& [kind, minimum] : minimums) {
    const auto at = [&, kind = kind, minimum = minimum](int64_t excess) {
      return points(share("source_municipal", minimum + excess, "source_region"), place(kind, 3000),
                    "municipal_excess");
    };
    INFO(kind);
    CHECK(at(-100) == Ratio(0));
    CHECK(at(0) == Ratio(0));
    CHECK(at(1) == Ratio(40));
    CHECK(at(50) == Ratio(40));
    CHECK(at(51) == Ratio(60));
    CHECK(at(100) == Ratio(60));
    CHECK(at(101) == Ratio(80));
    CHECK(at(150) == Ratio(80));
    CHECK(at(151) == Ratio(100));
  }
}

TEST_CASE("money of people and organisations: both sides of each border") {
  const auto at = [](int64_t tenths, const char* kind, int64_t population = 3000) {
    return points(share("source_people", tenths, "source_region"), place(kind, population), "extra_budget_share");
  };
  SECTION("municipal okrug: minimum 1 %, all bands are reached") {
    const std::pair<int64_t, int64_t> expected[] = {{9, 0},   {10, 50}, {19, 50},  {20, 60},  {50, 60},  {51, 70},
                                                    {70, 70}, {71, 80}, {100, 80}, {101, 90}, {140, 90}, {141, 100}};
    for (const auto& [tenths, wanted] : expected) {
      INFO(tenths);
      CHECK(at(tenths, "mo") == Ratio(wanted));
    }
  }
  SECTION("urban okrug has bands of its own") {
    const std::pair<int64_t, int64_t> expected[] = {{49, 0},   {50, 70},  {120, 70}, {121, 80},
                                                    {150, 80}, {151, 90}, {170, 90}, {171, 100}};
    for (const auto& [tenths, wanted] : expected) {
      INFO(tenths);
      CHECK(at(tenths, "go") == Ratio(wanted));
    }
  }
  SECTION("below the minimum there are no points") {
    CHECK(at(49, "mr") == Ratio(0));
    CHECK(at(50, "mr") == Ratio(60));
    CHECK(at(49, "gp") == Ratio(0));
    CHECK(at(49, "sp", 1001) == Ratio(0));
    CHECK(at(50, "sp", 1001) == Ratio(60));
    CHECK(at(19, "sp", 1000) == Ratio(0));
    CHECK(at(20, "sp", 1000) == Ratio(60));
  }
  SECTION("a district together with its town needs only 2 %") {
    form::Answers answers = share("source_people", 20, "source_region");
    CHECK(points(answers, place("mr", 3000), "extra_budget_share") == Ratio(0));
    answers["joint_district"] = "1";
    CHECK(points(answers, place("mr", 3000), "extra_budget_share") == Ratio(60));
  }
  SECTION("the share is rounded to 0.1 % before the bands") {
    form::Answers answers = share("source_people", 50, "source_region");
    answers["source_people"] = "50499,99";
    answers["source_region"] = "949500,01";
    CHECK(points(answers, place("mo", 3000), "extra_budget_share") == Ratio(60));  // 5,049… → 5,0
    answers["source_people"] = "50500";
    answers["source_region"] = "949500";
    CHECK(points(answers, place("mo", 3000), "extra_budget_share") == Ratio(70));  // 5,05 → 5,1
  }
}

TEST_CASE("users: both sides of each border") {
  const std::pair<int64_t, int64_t> expected[] = {{50, 40}, {51, 60}, {300, 60}, {301, 80}, {500, 80}, {501, 100}};
  for (const auto& [people, wanted] : expected) {
    form::Answers answers;
    answers["users_count"] = std::to_string(people);
    INFO(people);
    CHECK(points(answers, place("sp", 1000), "users_share") == Ratio(wanted));
  }
}

TEST_CASE("the meeting: by heads above 4 000 inhabitants, by share otherwise") {
  const auto at = [](int64_t people, const char* kind, int64_t population) {
    form::Answers answers;
    answers["meeting_count"] = std::to_string(people);
    return points(answers, place(kind, population), "meeting");
  };
  const std::pair<int64_t, int64_t> heads[] = {{50, 25}, {51, 40}, {150, 40}, {151, 70}, {300, 70}, {301, 100}};
  for (const auto& [people, wanted] : heads) {
    INFO(people);
    CHECK(at(people, "go", 4001) == Ratio(wanted));
  }
  CHECK(at(80, "sp", 4000) == Ratio(25));  // 2,0 %
  CHECK(at(82, "sp", 4000) == Ratio(50));  // 2,05 → 2,1 %
  for (const char* kind : {"mo", "mr"}) {
    CHECK(at(1, kind, 1000) == Ratio(25));
    CHECK(at(20, kind, 1000) == Ratio(25));
    CHECK(at(21, kind, 1000) == Ratio(50));
    CHECK(at(40, kind, 1000) == Ratio(50));
    CHECK(at(41, kind, 1000) == Ratio(75));
    CHECK(at(50, kind, 1000) == Ratio(75));
    CHECK(at(51, kind, 1000) == Ratio(100));
  }
  for (const char* kind : {"gp", "go", "sp"}) {
    CHECK(at(1, kind, 1000) == Ratio(25));
    CHECK(at(20, kind, 1000) == Ratio(25));
    CHECK(at(21, kind, 1000) == Ratio(50));
    CHECK(at(40, kind, 1000) == Ratio(50));
    CHECK(at(41, kind, 1000) == Ratio(75));
    CHECK(at(80, kind, 1000) == Ratio(75));
    CHECK(at(81, kind, 1000) == Ratio(100));
  }
}

TEST_CASE("population zero or unknown gives no points for shares, and says why") {
  form::Facts unknown = place("sp", 0);
  unknown["settlement.population"] = form::unknown_fact();
  unknown["municipality.population"] = form::unknown_fact();
  for (const form::Facts& facts : {place("sp", 0), unknown}) {
    const scoring::Score score = score_of(vector_answers(), facts);
    for (const char* code : {"users_share", "meeting"}) {
      CHECK(item(score, code).points == Ratio(0));
      CHECK(item(score, code).explanation.find("численность жителей неизвестна") != std::string::npos);
    }
    CHECK(item(score, "municipal_excess").points == Ratio(40));
  }
}

TEST_CASE("an empty row earns nothing") {
  form::Answers answers;
  answers["participation"] = form::Rows{{"r1", {{"what", "  "}}}};
  CHECK(points(answers, place("sp", 800), "participation") == Ratio(0));
}

TEST_CASE("every point has its reason in words") {
  const scoring::Score score = score_of(vector_answers(), place("sp", 800));
  CHECK(item(score, "extra_budget_share").explanation ==
        "Доля денег жителей и организаций: 5,0\u00a0% (от 2 до 5 %) — 18 из 30\u00a0баллов.");
  for (const auto& each : score.items) CHECK(each.explanation.ends_with('.'));
}

TEST_CASE("advice names the least amount, and following it gives exactly the promised points") {
  const form::Answers answers = vector_answers();
  const form::Facts facts = place("sp", 800);
  const form::Environment environment(ppmi().form, answers, facts);
  const scoring::Score now = scoring::score(ppmi().criteria, environment);
  const auto advice = scoring::advise(ppmi().criteria, environment, now);
  REQUIRE(!advice.empty());
  const auto people = std::ranges::find(advice, std::string("source_people"), &scoring::Advice::field);
  REQUIRE(people != advice.end());
  CHECK(people->more == Ratio(1000));  // 101 000 of 2 000 000 is 5,05 %, which rounds to 5,1 %
  CHECK(people->gain == Ratio(3));
  CHECK(people->text.starts_with(
      "Добавьте 1\u00a0000\u00a0₽ от жителей или организаций"));
  CHECK(people->text.ends_with("уменьшив субсидию: +3"));
  form::Answers followed = answers;
  followed["source_people"] = people->value;
  followed["source_region"] = "1 599 000";
  CHECK(score_of(followed, facts).total == now.total + people->gain);
  followed["source_people"] = "60 999";
  followed["source_region"] = "1 599 001";
  CHECK(score_of(followed, facts).total == now.total);
}

TEST_CASE("advice sends to the section that is still empty") {
  form::Answers answers = vector_answers();
  answers.erase("participation");
  answers.erase("discussion_files");
  const form::Facts facts = place("sp", 800);
  const form::Environment environment(ppmi().form, answers, facts);
  const auto advice = scoring::advise(ppmi().criteria, environment, scoring::score(ppmi().criteria, environment));
  const auto found = std::ranges::find(advice, std::string("participation"), &scoring::Advice::criterion);
  REQUIRE(found != advice.end());
  const auto other = std::ranges::find(advice, std::string("discussion"), &scoring::Advice::criterion);
  REQUIRE(other != advice.end());
  CHECK(other->text == "Предварительное обсуждение — заполните раздел «Предварительное обсуждение и СМИ»: +5");
  CHECK(found->text == "Заполните раздел «Участие жителей в работах»: +10");
}

}  // namespace pochin::practice
