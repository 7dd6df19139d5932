// What holds for every contest: thousands of made-up ones, the same on every machine.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <map>

#include "shared/scoring/ranking.h"
#include "tests/unit/shared/scoring/fixture.h"

namespace pochin::scoring {
namespace {

using Border = RankingRules::Border;

Contender any_contender(Sequence& sequence, int i) {
  Contender made;
  made.id = "a" + std::to_string(i);
  made.number = std::to_string(sequence.below(4));  // numbers that repeat: the id must decide
  made.total = Ratio(sequence.below(5));
  made.plus = Ratio(sequence.below(2));
  made.minus = Ratio(sequence.below(3));
  if (sequence.below(8) != 0) made.submitted_at = Instant{sequence.below(3) * 700};
  made.extra_budget_share = Ratio(sequence.below(2));
  made.subsidy = Money{sequence.below(60) - 1};
  made.admitted = sequence.below(10) != 0;
  static constexpr const char* kWindows[] = {"w0", "w1", "w2", "none"};
  made.window = kWindows[sequence.below(4)];
  made.municipality = "m" + std::to_string(sequence.below(4));
  if (sequence.below(3) != 0) made.votes = Ratio(sequence.below(4));
  if (sequence.below(2) == 0) made.agrees_to_part = sequence.below(2) == 0;
  return made;
}

RankingRules any_rules(Sequence& sequence) {
  static constexpr Border kBorders[] = {Border::stop, Border::skip, Border::part};
  RankingRules rules;
  static constexpr TieBreak kAll[] = {TieBreak::submitted_at,
                                      TieBreak::extra_budget_share,
                                      TieBreak::beneficiaries,
                                      TieBreak::meeting,
                                      TieBreak::number,
                                      TieBreak::votes,
                                      TieBreak::lot};
  for (TieBreak tie : kAll)
    if (sequence.below(2) == 0) rules.tie_chain.push_back(tie);
  sequence.shuffle(rules.tie_chain);
  if (sequence.below(4) != 0) rules.available = Money{sequence.below(400)};
  rules.border = kBorders[sequence.below(3)];
  if (sequence.below(2) == 0) rules.pass_mark = Ratio(sequence.below(4));
  const int64_t windows = sequence.below(4);
  for (int64_t w = 0; w < windows; ++w) {
    Window window{"w" + std::to_string(w), "Окно", {}, {}, {}, {}};
    if (sequence.below(2) == 0) window.available = Money{sequence.below(200)};
    if (sequence.below(3) == 0) window.pass_mark = Ratio(sequence.below(4));
    if (sequence.below(3) == 0) window.reserve = sequence.below(3);
    rules.windows.push_back(window);
  }
  if (sequence.below(4) == 0) rules.order = RankingRules::Order::votes;
  if (sequence.below(4) == 0) rules.least_votes = Ratio(sequence.below(3));
  if (sequence.below(2) == 0) rules.reserve = sequence.below(4);
  if (sequence.below(2) == 0) rules.per_municipality = 1 + sequence.below(3);
  if (sequence.below(2) == 0) rules.exceptions = {{"m1", sequence.below(4)}};
  if (sequence.below(2) == 0)
    rules.additional = {sequence.below(2) == 0 ? std::optional(Ratio(1)) : std::nullopt, kBorders[sequence.below(3)]};
  if (sequence.below(2) == 0) rules.seed = std::to_string(sequence.below(1000));
  return rules;
}

struct Case {
  std::vector<Contender> all;
  RankingRules rules;
};

template <class Check>
void for_many(uint64_t seed, Check check) {
  Sequence sequence(seed);
  for (int i = 0; i < 400; ++i) {
    Case made{{}, any_rules(sequence)};
    const int64_t count = sequence.below(25);
    for (int64_t c = 0; c < count; ++c) made.all.push_back(any_contender(sequence, static_cast<int>(c)));
    check(made, sequence);
  }
}

// Everything a row says, without its place in the input.
std::string said(const Ranked& row, const std::vector<Contender>& all) {
  return all[row.index].id + "|" + row.window + "|" + std::to_string(row.rank) + "|" + std::string(code_of(row.place)) +
         "|" + std::to_string(row.granted.kopecks) + "|" + std::to_string(row.round) + "|" + row.tie + "|" + row.why;
}

}  // namespace

TEST_CASE("the order of the input changes nothing: neither rows nor money nor reasons") {
  for_many(1, [](Case& made, Sequence& sequence) {
    const Ranking first = rank(made.all, made.rules);
    std::vector<Contender> shuffled = made.all;
    sequence.shuffle(shuffled);
    const Ranking second = rank(shuffled, made.rules);
    REQUIRE(first.rows.size() == second.rows.size());
    for (std::size_t i = 0; i < first.rows.size(); ++i)
      REQUIRE(said(first.rows[i], made.all) == said(second.rows[i], shuffled));
    REQUIRE(first.used == second.used);
  });
}

TEST_CASE("everybody has one row, ranks of a window run 1, 2, 3 …") {
  for_many(2, [](Case& made, Sequence&) {
    const Ranking ranking = rank(made.all, made.rules);
    std::vector<bool> seen(made.all.size());
    std::map<std::string, int> last;
    for (const Ranked& row : ranking.rows) {
      REQUIRE(!seen[row.index]);
      seen[row.index] = true;
      REQUIRE(row.rank == ++last[row.window]);
    }
    REQUIRE(ranking.rows.size() == made.all.size());
  });
}

TEST_CASE("the money is never overspent: by a row, a window, a round or the contest") {
  for_many(3, [](Case& made, Sequence&) {
    const Ranking ranking = rank(made.all, made.rules);
    int64_t granted = 0, offered = 0;
    std::map<std::string, int64_t> by_window;
    std::map<int, int64_t> by_round;
    for (const Ranked& row : ranking.rows) {
      REQUIRE(row.granted >= Money{});
      REQUIRE(row.funded == (row.round > 0));
      REQUIRE((row.funded || row.granted == Money{}));
      REQUIRE(row.granted <= std::max(made.all[row.index].subsidy, Money{}));
      granted += row.granted.kopecks;
      offered += row.offer.kopecks;
      by_round[row.round] += row.granted.kopecks;
      if (row.round == 1) by_window[row.window] += row.granted.kopecks;
    }
    REQUIRE(granted == ranking.used.kopecks);
    if (made.rules.available) REQUIRE(granted + offered <= made.rules.available->kopecks);
    for (const WindowTotal& window : ranking.windows) {
      REQUIRE(window.used.kopecks == by_window[window.code]);
      if (window.available) REQUIRE(window.used <= *window.available);
    }
    for (const RoundTotal& round : ranking.rounds) {
      REQUIRE(round.used.kopecks == by_round[round.number]);
      if (round.available) REQUIRE(round.used <= *round.available);
    }
  });
}

TEST_CASE("nobody wins against a rule: admission, pass mark, votes, municipality, window") {
  for_many(4, [](Case& made, Sequence&) {
    const Ranking ranking = rank(made.all, made.rules);
    std::map<std::string, int64_t> winners;
    for (const Ranked& row : ranking.rows) {
      const Contender& each = made.all[row.index];
      REQUIRE(!row.why.empty());
      if (!row.funded) continue;
      ++winners[each.municipality];
      REQUIRE(each.admitted);
      REQUIRE((made.rules.windows.empty() || !row.window.empty()));
      if (made.rules.least_votes) REQUIRE(each.votes.value_or(Ratio(-1)) >= *made.rules.least_votes);
      if (row.round == 1 && made.rules.windows.empty() && made.rules.pass_mark)
        REQUIRE(row.final >= *made.rules.pass_mark);
    }
    for (const auto& [municipality, count] : winners) {
      const bool own = !made.rules.exceptions.empty() && municipality == "m1";
      if (own)
        REQUIRE(count <= made.rules.exceptions[0].most);
      else if (made.rules.per_municipality)
        REQUIRE(count <= *made.rules.per_municipality);
    }
  });
}

TEST_CASE("in a window nobody stands above a better one") {
  for_many(5, [](Case& made, Sequence&) {
    if (made.rules.order == RankingRules::Order::votes) return;
    const Ranking ranking = rank(made.all, made.rules);
    for (std::size_t i = 1; i < ranking.rows.size(); ++i) {
      const Ranked &above = ranking.rows[i - 1], &below = ranking.rows[i];
      if (below.rank == 1) continue;
      REQUIRE((made.all[above.index].admitted || !made.all[below.index].admitted));
      if (made.all[above.index].admitted == made.all[below.index].admitted) {
        REQUIRE(above.final >= below.final);
        REQUIRE((above.final == below.final) == !above.tie.empty());
      }
    }
  });
}

TEST_CASE("a reserve is numbered without gaps and holds only those who lacked money") {
  for_many(6, [](Case& made, Sequence&) {
    const Ranking ranking = rank(made.all, made.rules);
    std::map<std::string, int64_t> last;
    for (const Ranked& row : ranking.rows) {
      REQUIRE((row.reserve > 0) == (row.place == Place::reserve));
      if (row.reserve > 0) REQUIRE(row.reserve == ++last[row.window]);
    }
  });
}

TEST_CASE("when everything is equal the ids decide, and the money goes by them") {
  std::vector<Contender> all;
  for (int i = 0; i < 30; ++i) {
    Contender made;
    made.id = "a" + std::to_string(100 + i);
    made.subsidy = Money{10};
    all.push_back(made);
  }
  RankingRules rules;
  rules.available = Money{100};
  Sequence sequence(7);
  for (int turn = 0; turn < 20; ++turn) {
    sequence.shuffle(all);
    const Ranking ranking = rank(all, rules);
    for (std::size_t i = 0; i < all.size(); ++i) {
      CHECK(all[ranking.rows[i].index].id == "a" + std::to_string(100 + i));
      CHECK(ranking.rows[i].funded == (i < 10));
    }
  }
}

}  // namespace pochin::scoring
