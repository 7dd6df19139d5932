// By which rule the winners of a vote are found, with every parameter that changes the result: what is published beside
// it and what a recount is given.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <vector>

#include "shared/base/names.h"
#include "shared/base/result.h"

namespace pochin::voting {

// Sources: greedy rules as cities use them; Method of Equal Shares: Peters, Pierczyński, Skowron, «Proportional
// Participatory Budgeting with Additive Utilities» (2021); Phragmén: Los, Christoff, Grossi, «Proportional Budget
// Allocations» (2022); knapsack: Goel et al., «Knapsack Voting for Participatory Budgeting» (2019).
enum class Rule {
  greedy,              // by votes; what no longer fits is skipped
  greedy_stop,         // by votes, until the first that does not fit
  greedy_threshold,    // greedy among the projects with at least `threshold` votes
  greedy_per_cost,     // by votes for each rouble; what no longer fits is skipped
  mes,                 // Method of Equal Shares
  phragmen,            // sequential Phragmén
  borda,               // a project on place i of m gets m − i points; then greedy
  plurality,           // only the first choice of a ballot counts; then greedy
  knapsack_per_rouble  // each rouble of each project is voted on; the last project may be funded in part
};
std::span<const Name<Rule>> names(Rule);

// What a funded project is worth to its supporter (mes): its cost, or one.
enum class Utility { cost, cardinality };
std::span<const Name<Utility>> names(Utility);

// What is done with the money that equal shares leave (mes): nothing; every voter's share grows by one currency unit
// until the outcome would cost more than there is; and then what fits by votes.
enum class Completion { none, add1, add1_then_greedy };
std::span<const Name<Completion>> names(Completion);

// Which of two projects equal by the rule goes first. A chain of these always ends in the number people see.
enum class TieBy {
  votes,            // more votes
  cheaper,          // lower cost
  dearer,           // higher cost
  submission_time,  // submitted earlier; who has no time stands last
  id,               // the number people see (Project::number; where there is none, the id), as strings of bytes
  lot               // SHA-256(seed ‖ 0x00 ‖ id), bytes ascending
};
std::span<const Name<TieBy>> names(TieBy);

struct TieStep {
  TieBy by = TieBy::id;
  std::string seed;  // of the lot: the published text, its bytes as they are; empty while it is not published yet
  bool operator==(const TieStep&) const = default;
};

struct Parameters {
  Rule rule = Rule::greedy;
  Utility utility = Utility::cost;
  Completion completion = Completion::none;
  int64_t threshold = 0;  // a project with fewer votes is not considered, by any rule
  std::vector<TieStep> ties = {};
  bool operator==(const Parameters&) const = default;
};

// "id", "lot:SEED". Errors: tally_tie.
Result<TieStep> tie_step_from(std::string_view text, const std::string& place = {});
std::string text_of(const TieStep& step);

// {"rule": "mes", "utility": "cost", "completion": "add1", "threshold": 0, "ties": ["submission_time", "lot:SEED"]}
nlohmann::json to_json(const Parameters& parameters);
// Only "rule" is required. Error.place is a JSON pointer. Codes: record_format, record_unknown, tally_tie,
// tally_threshold (below zero).
Result<Parameters> parameters_from_json(const nlohmann::json& json, const std::string& place = {});

}  // namespace pochin::voting
