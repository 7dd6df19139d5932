// What every rule must keep, whatever the votes.
#include "tests/unit/shared/voting/elections.h"

namespace pochin::voting {
namespace {

constexpr int kRounds = 150;

template <class Check>
void for_all(uint64_t seed, const Check& check) {
  Dice dice(seed);
  for (int round = 0; round < kRounds; ++round) {
    Draft draft = thrown(dice);
    if (draft.projects.size() > 2 && dice.roll(0, 3) == 0) draft.incompatible = {{"a", "c"}};
    for (const Parameters& parameters : all_parameters()) {
      INFO(label(parameters) << ", throw " << round);
      check(draft, parameters, dice);
    }
  }
}

}  // namespace

TEST_CASE("property: the winners never cost more than there is, and every project has its reason") {
  for_all(1, [](const Draft& draft, const Parameters& parameters, Dice&) {
    const Election election = draft.election();
    const Outcome outcome = counted(election, parameters);
    int64_t sum = 0;
    for (const uint32_t p : outcome.winners) sum += election.projects[p].cost;
    REQUIRE(sum == outcome.total_cost);
    REQUIRE(outcome.granted <= election.budget);
    REQUIRE(sum <= outcome.granted);
    for (const Row& row : outcome.rows) REQUIRE_FALSE(row.why.empty());
    const auto funded = std::ranges::count(outcome.rows, Verdict::funded, &Row::verdict);
    REQUIRE(funded == std::ssize(outcome.winners));
  });
}

TEST_CASE("property: the order of ballots, of projects and of choices changes nothing") {
  for_all(2, [](const Draft& draft, const Parameters& parameters, Dice& dice) {
    Draft shuffled = draft;
    dice.shuffle(shuffled.ballots);
    dice.shuffle(shuffled.projects);
    for (CastBallot& ballot : shuffled.ballots) dice.shuffle(ballot);
    REQUIRE(winners(shuffled, parameters) == winners(draft, parameters));
  });
}

TEST_CASE("property: equal voters counted one by one or as a group with a weight are the same") {
  for_all(3, [](const Draft& draft, const Parameters& parameters, Dice&) {
    const Election merged = draft.election();
    Election single = merged;
    single.groups.clear();
    for (const Group& group : merged.groups)
      for (int64_t i = 0; i < group.count; ++i) single.groups.push_back({group.first, group.size, 1});
    const Outcome one = counted(merged, parameters), other = counted(single, parameters);
    REQUIRE(one.winners == other.winners);
    REQUIRE(to_json(merged, one) == to_json(single, other));
  });
}

TEST_CASE("property: twice as many of every voter, the same winners by rules without thresholds") {
  for_all(4, [](const Draft& draft, const Parameters& parameters, Dice&) {
    // add1 gives a unit of money to each voter, and there are twice as many of them.
    if (parameters.threshold > 0 || parameters.completion != Completion::none) return;
    Draft twice = draft;
    twice.ballots.insert(twice.ballots.end(), draft.ballots.begin(), draft.ballots.end());
    REQUIRE(winners(twice, parameters) == winners(draft, parameters));
  });
}

TEST_CASE("property: a winner by votes stays one with a vote more, and at a lower cost") {
  Dice dice(5);
  for (int round = 0; round < kRounds; ++round) {
    const Draft draft = thrown(dice);
    for (const Rule rule : {Rule::greedy, Rule::greedy_stop, Rule::greedy_threshold, Rule::greedy_per_cost}) {
      INFO(code_of(rule) << ", throw " << round);
      const Parameters parameters{.rule = rule, .threshold = rule == Rule::greedy_threshold ? 2 : 0};
      for (const std::string& id : winners(draft, parameters)) {
        Draft more = draft, cheaper = draft;
        more.voters(1, id);
        REQUIRE(winner_set(more, parameters).contains(id));
        std::ranges::find(cheaper.projects, id, &Project::id)->cost -= 1;
        REQUIRE(winner_set(cheaper, parameters).contains(id));
      }
    }
  }
}

TEST_CASE("property: a project nobody voted for changes nothing for the others") {
  for_all(6, [](const Draft& draft, const Parameters& parameters, Dice& dice) {
    Draft more = draft;
    more.project("z", dice.roll(1, 30));
    REQUIRE(winners(more, parameters) == winners(draft, parameters));
  });
}

TEST_CASE("property: of two incompatible projects one at most is funded") {
  for_all(7, [](Draft draft, const Parameters& parameters, Dice&) {
    if (draft.projects.size() < 2) return;
    draft.incompatible = {{"a", "b"}};
    draft.budget = 1000;
    const auto won = winner_set(draft, parameters);
    REQUIRE_FALSE((won.contains("a") && won.contains("b")));
  });
}

}  // namespace pochin::voting
