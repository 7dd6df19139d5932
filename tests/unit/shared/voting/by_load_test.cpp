#include "tests/unit/shared/voting/elections.h"

namespace pochin::voting {
namespace {

// The rule word for word, over fractions.
std::set<uint32_t> defined(const Election& election) {
  std::vector<Ratio> load(election.groups.size());
  std::set<uint32_t> won;
  int64_t left = election.budget;
  const auto support = [&](uint32_t p, const auto& act) {
    for (std::size_t g = 0; g < election.groups.size(); ++g)
      for (const Choice& choice : election.choices_of(election.groups[g]))
        if (choice.project == p) act(g);
  };
  while (true) {
    std::optional<Ratio> least;
    std::vector<uint32_t> tied;
    for (uint32_t p = 0; p < election.projects.size(); ++p) {
      int64_t people = 0;
      Ratio sum(election.projects[p].cost);
      support(p, [&](std::size_t g) {
        people += election.groups[g].count;
        sum += load[g] * Ratio(election.groups[g].count);
      });
      if (people == 0 || won.contains(p) || election.projects[p].cost > election.budget) continue;
      const Ratio mine = sum * *Ratio::make(1, people);
      if (!least || mine < *least) least = mine, tied.clear();
      if (mine == *least) tied.push_back(p);
    }
    if (tied.empty()) return won;
    for (const uint32_t p : tied)
      if (election.projects[p].cost > left) return won;
    const uint32_t taken = *std::ranges::min_element(tied, {}, [&](uint32_t p) { return election.projects[p].id; });
    support(taken, [&](std::size_t g) { load[g] = *least; });
    left -= election.projects[taken].cost;
    won.insert(taken);
  }
}

}  // namespace

TEST_CASE("the project whose supporters would carry the least goes first") {
  Draft draft;
  draft.budget = 100;
  draft.project("a", 40).project("b", 40).project("c", 20).voters(5, "ab").voters(2, "c");
  const Election election = draft.election();
  const Outcome outcome = counted(election, by(Rule::phragmen));
  // a or b: 8 each; then c: 10 against 16 for the other of the two.
  CHECK(winners(election, outcome) == Ids{"a", "c", "b"});
  CHECK(outcome.rounds[2].level == 16);
}

TEST_CASE("the first that does not fit ends it, and says so") {
  Draft draft;
  draft.budget = 60;
  draft.project("a", 40).project("b", 30).project("c", 20).voters(6, "a").voters(4, "b").voters(1, "c");
  const Election election = draft.election();
  const Outcome outcome = counted(election, by(Rule::phragmen));
  CHECK(winners(election, outcome) == Ids{"a"});
  CHECK(outcome.rows[1].verdict == Verdict::no_money);
  CHECK(outcome.rows[1].lacked == 10);
  CHECK(outcome.rows[2].verdict == Verdict::after_stop);
}

TEST_CASE("property: the same winners as the definition by fractions") {
  Dice dice(22);
  for (int round = 0; round < 1000; ++round) {
    const Election election = thrown(dice).election();
    const auto list = counted(election, by(Rule::phragmen)).winners;
    REQUIRE(std::set<uint32_t>(list.begin(), list.end()) == defined(election));
  }
}

}  // namespace pochin::voting
