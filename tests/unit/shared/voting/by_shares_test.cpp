#include "tests/unit/shared/voting/elections.h"

namespace pochin::voting {
namespace {

// The rule word for word, over fractions: every voter has `share`, the supporters of a project pay the same or all
// they have, the least payment for a unit of utility goes first.
class Defined {
 public:
  Defined(const Election& election, Utility utility) : election_(election), utility_(utility) {}

  std::set<uint32_t> run(Ratio share) const {
    std::vector<Ratio> purse(purses(), share);
    std::set<uint32_t> bought;
    while (true) {
      std::optional<Ratio> best;
      std::optional<uint32_t> chosen;
      for (uint32_t p = 0; p < election_.projects.size(); ++p) {
        const auto level = bought.contains(p) ? std::nullopt : level_of(p, purse);
        if (!level) continue;
        const Ratio price = utility_ == Utility::cost ? *level * *Ratio::make(1, election_.projects[p].cost) : *level;
        if (!best || price < *best || (price == *best && election_.projects[p].id < election_.projects[*chosen].id))
          best = price, chosen = p;
      }
      if (!chosen) return bought;
      pay(*chosen, *level_of(*chosen, purse), purse);
      bought.insert(*chosen);
    }
  }

  std::set<uint32_t> add1() const {
    const Ratio share = *Ratio::make(election_.budget, election_.voters());
    std::set<uint32_t> before;
    for (int64_t extra = 0;; ++extra) {
      const auto now = run(share + Ratio(extra));
      if (cost(now) > election_.budget) return before;
      if (exhausted(now)) return now;
      before = now;
    }
  }

 private:
  const Election& election_;
  Utility utility_;

  std::size_t purses() const { return static_cast<std::size_t>(election_.voters()); }

  // One voter after another, each with a purse.
  template <class Do>
  void supporters(uint32_t project, const Do& act) const {
    std::size_t voter = 0;
    for (const Group& group : election_.groups)
      for (int64_t i = 0; i < group.count; ++i, ++voter)
        for (const Choice& choice : election_.choices_of(group))
          if (choice.project == project) act(voter);
  }

  std::optional<Ratio> level_of(uint32_t project, const std::vector<Ratio>& purse) const {
    std::vector<Ratio> own;
    supporters(project, [&](std::size_t voter) { own.push_back(purse[voter]); });
    std::ranges::sort(own);
    Ratio rest(election_.projects[project].cost);
    for (std::size_t i = 0; i < own.size(); ++i) {
      const Ratio level = rest * *Ratio::make(1, static_cast<Int128>(own.size() - i));
      if (level <= own[i]) return level;
      rest = rest - own[i];
    }
    return std::nullopt;
  }

  void pay(uint32_t project, Ratio level, std::vector<Ratio>& purse) const {
    supporters(project, [&](std::size_t voter) { purse[voter] = purse[voter] - std::min(purse[voter], level); });
  }

  int64_t cost(const std::set<uint32_t>& bought) const {
    int64_t sum = 0;
    for (const uint32_t p : bought) sum += election_.projects[p].cost;
    return sum;
  }

  bool exhausted(const std::set<uint32_t>& bought) const {
    for (uint32_t p = 0; p < election_.projects.size(); ++p) {
      bool wanted = false;
      supporters(p, [&](std::size_t) { wanted = true; });
      if (wanted && !bought.contains(p) && cost(bought) + election_.projects[p].cost <= election_.budget) return false;
    }
    return true;
  }
};

std::set<uint32_t> won(const Election& election, const Parameters& parameters) {
  const auto list = counted(election, parameters).winners;
  return {list.begin(), list.end()};
}

}  // namespace

TEST_CASE("a third of the voters decides over a third of the money") {
  // Six want a and b for all the money, three want c: by votes c gets nothing, by shares its part.
  Draft draft;
  draft.budget = 90;
  draft.project("a", 45).project("b", 45).project("c", 30).voters(6, "ab").voters(3, "c");
  CHECK(winners(draft, by(Rule::greedy)) == Ids{"a", "b"});
  const Election election = draft.election();
  const Outcome outcome = counted(election, shares(Utility::cost, Completion::none));
  CHECK(winners(election, outcome) == Ids{"a", "c"});
  CHECK(outcome.rows[1].verdict == Verdict::few_means);
  CHECK(outcome.rows[1].lacked == 30);  // 6 · 10 − 45 paid for a: 15 are left
  CHECK(outcome.rows[1].why == "6\u00A0голосов, стоит 45. У сторонников вместе осталось 15, не хватает 30.");
}

TEST_CASE("money used up to the last unit: three thirds make a whole") {
  Draft draft;
  draft.budget = 10;
  draft.project("a", 10).voters(3, "a");
  CHECK(winners(draft, shares(Utility::cost, Completion::none)) == Ids{"a"});
}

TEST_CASE("supporters with less than the level give all, and the round says how many") {
  Draft draft;
  draft.budget = 30;
  draft.project("a", 12).project("b", 14).voters(1, "a").voters(1, "ab").voters(1, "b");
  draft.voters(0, "");
  const Election election = draft.election();
  const Outcome outcome = counted(election, shares(Utility::cost, Completion::none));
  REQUIRE(outcome.rounds.size() == 2);
  CHECK(outcome.rounds[0].level == 6);
  CHECK(outcome.rounds[1].poor == 1);
  CHECK(outcome.rounds[1].level == 10);
  CHECK(outcome.rounds[1].text ==
        "№ b: 2\u00A0голоса, стоит 14. У сторонников денег хватает, каждый платит не больше 10; у 1 из 2 было меньше, "
        "они отдали всё.");
}

TEST_CASE("utility matters: by cost the many votes win, by number of projects the cheap") {
  Draft draft;
  draft.budget = 60;
  draft.project("a", 60).project("b", 20).project("c", 20).voters(4, "abc").voters(2, "a");
  CHECK(winner_set(draft, shares(Utility::cost, Completion::none)) == std::set<std::string>{"a"});
  CHECK(winner_set(draft, shares(Utility::cardinality, Completion::none)) == std::set<std::string>{"b", "c"});
}

TEST_CASE("what equal shares leave is raised unit by unit, then given by votes") {
  Draft draft;
  draft.budget = 100;
  draft.project("a", 40).project("b", 50).project("c", 30).voters(5, "a").voters(3, "b").voters(2, "c");
  CHECK(winner_set(draft, shares(Utility::cost, Completion::none)) == std::set<std::string>{"a"});
  CHECK(winner_set(draft, shares(Utility::cost, Completion::add1)) == std::set<std::string>{"a", "c"});
  CHECK(counted(draft.election(), shares(Utility::cost, Completion::add1))
            .summary.find("она выросла до 15. Больше ни один проект не помещается в остаток.") != std::string::npos);
  draft.project("d", 30).voters(1, "d").budget = 101;
  CHECK(winner_set(draft, shares(Utility::cost, Completion::add1_then_greedy)).size() == 3);
}

TEST_CASE("the share stops growing before the winners cost more than there is, and that is said") {
  Draft draft;
  draft.budget = 100;
  draft.project("a", 60).project("b", 50).project("c", 40).voters(3, "ab").voters(1, "c");
  const Election election = draft.election();
  const Outcome outcome = counted(election, shares(Utility::cost, Completion::add1));
  CHECK(winners(election, outcome) == Ids{"a"});
  CHECK(outcome.summary.find("При доле 37 победители стоили бы 110 — больше бюджета.") != std::string::npos);
}

TEST_CASE("points: whoever gave twice the points pays twice") {
  Draft draft;
  draft.kind = BallotKind::cumulative;
  draft.budget = 30;
  draft.project("a", 15);
  draft.ballots = {{{"a", 4}}, {{"a", 1}}, {}};
  const Election election = draft.election();
  const Outcome outcome = counted(election, shares(Utility::cost, Completion::none));
  REQUIRE(outcome.rounds.size() == 1);
  CHECK(outcome.rounds[0].level == 5);  // the one with 4 points gives all 10 at 2.5 a point, the other the missing 5
  CHECK(outcome.rounds[0].poor == 1);
}

TEST_CASE("property: the same winners as the definition by fractions, ties and all") {
  Dice dice(20);
  for (int round = 0; round < 400; ++round) {
    const Election election = thrown(dice).election();
    const Ratio share = *Ratio::make(election.budget, election.voters());
    for (const Utility utility : {Utility::cost, Utility::cardinality})
      REQUIRE(won(election, shares(utility, Completion::none)) == Defined(election, utility).run(share));
  }
}

TEST_CASE("property: leaps over many units end where steps of one unit end") {
  Dice dice(21);
  for (int round = 0; round < 400; ++round) {
    Draft draft = thrown(dice, 5, 8);
    const int64_t grain = dice.roll(0, 1) == 0 ? 1 : 17;  // more units between two events
    for (Project& each : draft.projects) each.cost *= grain;
    draft.budget *= grain;
    const Election election = draft.election();
    for (const Utility utility : {Utility::cost, Utility::cardinality})
      REQUIRE(won(election, shares(utility, Completion::add1)) == Defined(election, utility).add1());
  }
}

TEST_CASE("a project with one supporter and a cost of billions is reached without counting to billions") {
  Draft draft;
  draft.budget = 5'000'000'000;
  draft.project("a", 4'000'000'000).project("b", 1'000'000'000).project("c", 900'000'001);
  draft.voters(1, "a").voters(400, "b").voters(300, "c").voters(300, "");
  CHECK(winner_set(draft, shares(Utility::cost, Completion::add1)) == std::set<std::string>{"b", "c"});
}

}  // namespace pochin::voting
