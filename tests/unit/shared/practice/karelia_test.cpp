// domain.md §4.2 row by row: each kind of municipality through every band it can reach.
#include <catch2/catch_test_macros.hpp>

#include "tests/unit/shared/practice/fragment_fixture.h"

namespace pochin::practice {
namespace {

struct Row {
  int64_t value;
  int64_t points;
};

form::Answers extra_share(int64_t tenths) {
  return {{"source_municipal", "0"},
          {"source_people", std::to_string(tenths * 1000)},
          {"source_legal", "0"},
          {"source_region", std::to_string(1'000'000 - tenths * 1000)}};
}

}  // namespace

TEST_CASE("money of people and organisations: every kind of municipality through all of its bands") {
  struct Kind {
    const char* kind;
    int64_t population;
    std::vector<Row> rows;
  };
  const std::vector<Row> from_five = {{0, 0},   {10, 0},   {49, 0},   {50, 60},  {51, 70},   {70, 70},
                                      {71, 80}, {100, 80}, {101, 90}, {140, 90}, {141, 100}, {1000, 100}};
  const std::vector<Row> from_two = {{0, 0},   {10, 0},  {19, 0},   {20, 60},  {50, 60},  {51, 70},
                                     {70, 70}, {71, 80}, {100, 80}, {101, 90}, {140, 90}, {141, 100}};
  const Kind kinds[] = {{"mr", 3000, from_five},
                        {"gp", 3000, from_five},
                        {"sp", 1001, from_five},
                        {"sp", 1000, from_two},
                        {"sp", 1, from_two}};
  for (const Kind& each : kinds)
    for (const Row& row : each.rows) {
      INFO(each.kind << " of " << each.population << " at " << row.value << " tenths");
      CHECK(item(score_of(extra_share(row.value), place(each.kind, each.population)), "extra_budget_share").points ==
            Ratio(row.points));
    }
}

TEST_CASE("below the minimum the reason names the minimum, and the band is not paid") {
  const auto score = item(score_of(extra_share(49), place("sp", 1001)), "extra_budget_share");
  CHECK(score.standing == scoring::Standing::below_minimum);
  CHECK(score.explanation ==
        "Доля денег жителей и организаций: 4,9\u00a0% (меньше минимума: нужно 5\u00a0%) — 0\u00a0баллов.");
}

TEST_CASE("the meeting by heads above 4 000 inhabitants for every kind, by share at 4 000") {
  const Row heads[] = {{1, 25}, {50, 25}, {51, 40}, {150, 40}, {151, 70}, {300, 70}, {301, 100}};
  for (const char* kind : {"mo", "mr", "gp", "go", "sp"}) {
    INFO(kind);
    for (const Row& row : heads) {
      INFO(row.value);
      const form::Answers answers = {{"meeting_count", std::to_string(row.value)}};
      CHECK(item(score_of(answers, place(kind, 4001)), "meeting").points == Ratio(row.points));
    }
    const form::Answers few = {{"meeting_count", "50"}};  // 1,25 % of 4 000
    CHECK(item(score_of(few, place(kind, 4000)), "meeting").value == "1,3\u00a0%");
  }
}

TEST_CASE("users: the share is rounded to 0,1 % before the bands") {
  const Row rows[] = {{504, 40}, {505, 60}, {3004, 60}, {3005, 80}, {5004, 80}, {5005, 100}};  // of 10 000
  for (const Row& row : rows) {
    INFO(row.value);
    const form::Answers answers = {{"users_count", std::to_string(row.value)}};
    CHECK(item(score_of(answers, place("go", 10'000)), "users_share").points == Ratio(row.points));
  }
}

TEST_CASE("yes or no: each criterion of presence pays for what is really filled") {
  const form::Facts facts = place("sp", 800);
  const form::Answers full = vector_answers();
  for (const auto& [code, field] :
       {std::pair{"participation", "participation"}, std::pair{"upkeep_sources", "upkeep_costs"},
        std::pair{"upkeep_participation", "upkeep_participation"}, std::pair{"discussion", "discussion_files"},
        std::pair{"media", "media_links"}}) {
    INFO(code);
    form::Answers without = full;
    without.erase(field);
    CHECK(item(score_of(full, facts), code).points == Ratio(100));
    CHECK(item(score_of(without, facts), code).points == Ratio(0));
    CHECK(item(score_of(without, facts), code).value == "нет");
  }
  form::Answers blank = full;
  blank["upkeep_participation"] = form::Rows{{"r1", {{"what", " \u00a0 "}}}, {"r2", {}}};
  CHECK(item(score_of(blank, facts), "upkeep_participation").points == Ratio(0));
  form::Answers untold = full;
  untold["media"] = "0";  // the links stay in the answers, the tick is gone
  CHECK(item(score_of(untold, facts), "media").points == Ratio(0));
}

TEST_CASE("the pack of Карелия scores by the very criteria and formulas whose borders are tried here") {
  const Json tried = Json::parse(pack_text()), karelia = Json::parse(pack_text("karelia"));
  CHECK(karelia["criteria"] == tried["criteria"]);
  CHECK(karelia["facts"] == tried["facts"]);
}

TEST_CASE("the criteria of a pack carry the hash of what was frozen") {
  CHECK(ppmi().criteria.hash.size() == 64);
  Json changed = Json::parse(pack_text());
  changed["criteria"]["items"][0]["tables"][0]["bands"][1]["points"] = "41";
  const Pack other = parse_pack(changed).value();
  CHECK(other.criteria.hash != ppmi().criteria.hash);
  Json renamed = Json::parse(pack_text());
  renamed["title"] = "Другая";
  CHECK(parse_pack(renamed).value().criteria.hash == ppmi().criteria.hash);
}

}  // namespace pochin::practice
