// Small elections for the tests of the tally: written by hand, and thrown.
#pragma once

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "shared/voting/tally.h"
#include "tests/unit/shared/dice.h"

namespace pochin::voting {

using Ids = std::vector<std::string>;
using Pairs = std::vector<std::pair<std::string, std::string>>;

struct Draft {
  BallotKind kind = BallotKind::approval;
  int64_t budget = 0;
  std::vector<Project> projects;
  std::vector<CastBallot> ballots;
  Pairs incompatible;

  Draft& project(std::string id, int64_t cost) {
    Project each;
    each.id = std::move(id);
    each.cost = cost;
    projects.push_back(std::move(each));
    return *this;
  }
  // "ab": one voter for the projects a and b, in this order.
  Draft& voters(int count, const std::string& letters) {
    CastBallot ballot;
    for (const char c : letters) ballot.push_back({std::string(1, c), 1});
    ballots.insert(ballots.end(), static_cast<std::size_t>(count), ballot);
    return *this;
  }
  Election election() const {
    auto made = election_from_ballots(kind, Money{budget}, projects, ballots, incompatible);
    if (!made) FAIL(made.error().message);
    made->unit = 1;  // sums are whole units of the currency: add1 goes by ones
    made->currency = "";
    return *made;
  }
};

inline Outcome counted(const Election& election, const Parameters& parameters) {
  auto outcome = tally(election, parameters);
  if (!outcome) FAIL(outcome.error().message);
  return *std::move(outcome);
}

inline Ids winners(const Election& election, const Outcome& outcome) {
  Ids ids;
  for (const uint32_t p : outcome.winners) ids.push_back(election.projects[p].id);
  return ids;
}

inline Ids winners(const Draft& draft, const Parameters& parameters) {
  const Election election = draft.election();
  return winners(election, counted(election, parameters));
}

inline std::set<std::string> winner_set(const Draft& draft, const Parameters& parameters) {
  const Ids ids = winners(draft, parameters);
  return {ids.begin(), ids.end()};
}

inline Parameters by(Rule rule) { return {.rule = rule}; }
inline Parameters shares(Utility utility, Completion completion) {
  return {.rule = Rule::mes, .utility = utility, .completion = completion};
}

// Every rule with every choice that changes it.
inline std::vector<Parameters> all_parameters() {
  std::vector<Parameters> all;
  for (const Name<Rule>& rule : names(Rule{}))
    if (rule.value != Rule::mes) all.push_back(by(rule.value));
  for (const Name<Utility>& utility : names(Utility{}))
    for (const Name<Completion>& completion : names(Completion{}))
      all.push_back(shares(utility.value, completion.value));
  all.push_back({.rule = Rule::greedy_threshold, .threshold = 2});
  all.push_back({.rule = Rule::greedy, .ties = {{TieBy::votes, {}}, {TieBy::lot, "2027"}}});
  return all;
}

inline std::string label(const Parameters& parameters) {
  return std::string(code_of(parameters.rule)) + ' ' + std::string(code_of(parameters.utility)) + ' ' +
         std::string(code_of(parameters.completion));
}

// Ballots are approvals; costs and votes are small, so that much is equal.
inline Draft thrown(Dice& dice, int most_projects = 6, int most_voters = 12) {
  Draft draft;
  const auto projects = dice.roll(1, most_projects);
  int64_t sum = 0;
  for (int64_t p = 0; p < projects; ++p) {
    draft.project(std::string(1, static_cast<char>('a' + p)), dice.roll(1, 30));
    sum += draft.projects.back().cost;
  }
  draft.budget = dice.roll(0, sum);
  const auto voters = dice.roll(1, most_voters);
  for (int64_t v = 0; v < voters; ++v) {
    std::string letters;
    for (const Project& each : draft.projects)
      if (dice.roll(0, 2) == 0) letters += each.id;
    draft.voters(1, letters);
  }
  return draft;
}

}  // namespace pochin::voting
