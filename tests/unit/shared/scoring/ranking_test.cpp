#include "shared/scoring/ranking.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

namespace pochin::scoring {
namespace {

Contender contender(std::string id, int64_t total, int64_t submitted_ms, int64_t roubles = 100) {
  Contender made;
  made.id = made.number = std::move(id);
  made.total = Ratio(total);
  made.submitted_at = Instant{submitted_ms};
  made.subsidy = Money{roubles * 100};
  return made;
}

std::vector<std::string> order(const std::vector<Contender>& all,
                               const RankingRules& rules = {{TieBreak::submitted_at}, {}, {}, {}}) {
  std::vector<std::string> ids;
  for (const Ranked& row : rank(all, rules).rows) ids.push_back(all[row.index].id);
  return ids;
}

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("more points go first; equal points go by the time of submission, and the table says so") {
  const std::vector<Contender> all = {contender("a", 50, 3000), contender("b", 70, 9000), contender("c", 50, 2000)};
  CHECK(order(all) == Ids{"b", "c", "a"});
  const Ranking ranking = rank(all, {{TieBreak::submitted_at}, {}, {}, {}});
  CHECK(ranking.rows[1].tie == "Балл равен с № 3: подана раньше");
  CHECK(ranking.rows[0].tie.empty());
}

TEST_CASE("the order of the input never changes the order of the rating, even when everything is equal") {
  std::vector<Contender> all = {contender("a", 50, 1), contender("b", 50, 1), contender("c", 50, 1),
                                contender("d", 60, 1)};
  const Ids expected = order(all);
  CHECK(expected == Ids{"d", "a", "b", "c"});
  std::ranges::sort(all, {}, &Contender::id);
  do CHECK(order(all) == expected);
  while (std::ranges::next_permutation(all, {}, &Contender::id).found);
}

TEST_CASE("points by hand move the final total, below zero too") {
  std::vector<Contender> all = {contender("a", 50, 1), contender("b", 49, 2)};
  all[0].minus = Ratio(60);
  all[1].plus = Ratio(2);
  const Ranking ranking = rank(all, {{TieBreak::submitted_at}, {}, {}, {}});
  CHECK(all[ranking.rows[0].index].id == "b");
  CHECK(ranking.rows[0].final == Ratio(51));
  CHECK(ranking.rows[1].final == Ratio(-10));
}

TEST_CASE("the tie chain is followed step by step") {
  std::vector<Contender> all = {contender("a", 50, 1), contender("b", 50, 1)};
  all[1].meeting = Ratio(10);
  const RankingRules rules{{TieBreak::submitted_at, TieBreak::extra_budget_share, TieBreak::meeting}, {}, {}, {}};
  CHECK(order(all, rules) == Ids{"b", "a"});
  CHECK(rank(all, rules).rows[0].tie == "Балл равен с № 2: на собрании было больше людей");
  all[0].extra_budget_share = Ratio(1);
  CHECK(order(all, rules) == Ids{"a", "b"});
}

TEST_CASE("what was never submitted or not admitted goes last") {
  std::vector<Contender> all = {contender("a", 50, 1), contender("b", 50, 2), contender("c", 90, 1)};
  all[0].submitted_at.reset();
  all[2].admitted = false;
  CHECK(order(all) == Ids{"b", "a", "c"});
}

TEST_CASE("the envelope: stop at the first that does not fit, or skip it") {
  const std::vector<Contender> all = {contender("a", 90, 1, 60), contender("b", 80, 1, 50), contender("c", 70, 1, 40)};
  RankingRules rules{{TieBreak::submitted_at}, Money{10'000}, RankingRules::Border::stop, {}};
  Ranking ranking = rank(all, rules);
  CHECK(ranking.cut_after == 1);
  CHECK(ranking.used == Money{6'000});
  CHECK(!ranking.rows[2].funded);
  rules.border = RankingRules::Border::skip;
  ranking = rank(all, rules);
  CHECK(ranking.cut_after == 1);
  CHECK(ranking.used == Money{10'000});
  CHECK(!ranking.rows[1].funded);
  CHECK(ranking.rows[2].funded);
}

TEST_CASE("a pass mark keeps money from those below it; an empty contest is no crash") {
  const RankingRules rules{{TieBreak::submitted_at}, {}, RankingRules::Border::stop, Ratio(60)};
  const Ranking ranking = rank({contender("a", 60, 1), contender("b", 59, 1)}, rules);
  CHECK(ranking.rows[0].funded);
  CHECK(!ranking.rows[1].funded);
  CHECK(rank({}, rules).rows.empty());
}

}  // namespace pochin::scoring
