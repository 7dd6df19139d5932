// Who wins, and why. Whole numbers and exact fractions only: the same ballots give the same result on every machine, in
// whatever order ballots and projects come.
//
// By every rule a project without a single vote is never funded, nor one that has been withdrawn or is below the
// threshold; of two incompatible projects the one funded first excludes the other. Where all other projects fit the
// money together, all of them are funded and the outcome says so; the one exception is equal shares without completion,
// which is by definition what supporters can pay from equal parts.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "shared/base/names.h"
#include "shared/base/result.h"
#include "shared/voting/election.h"
#include "shared/voting/rule.h"

namespace pochin::voting {

enum class Verdict {
  funded,
  part,             // funded in part (knapsack_per_rouble)
  no_votes,         // nobody voted for it, or as many against
  below_threshold,  // `lacked` votes
  no_money,         // `lacked` money when its turn came
  after_stop,       // its turn did not come
  incompatible,     // with a funded one
  few_means,        // its supporters' shares lacked `lacked` money (mes)
  withdrawn
};
std::span<const Name<Verdict>> names(Verdict);

// Equal by the rule; the chain decided.
struct Tie {
  std::vector<uint32_t> projects;  // in the order of the chain: the first was taken first
  TieBy by = TieBy::id;            // what put the first before the second
  std::string text;
};

// What was looked at, in this order.
struct Round {
  uint32_t project = 0;
  Verdict verdict = Verdict::funded;
  int64_t left = 0;    // money left behind this round
  int64_t lacked = 0;  // money
  int64_t level = 0;  // mes: the most that one point of a supporter pays; phragmen: each supporter's load; rounded down
  int64_t poor = 0;   // mes: supporters who had less than that and gave all
  std::string text;   // one or two sentences in Russian
};

struct Row {           // one for each project, in the order of the election
  int64_t score = 0;   // votes or points, as the rule counts
  int64_t people = 0;  // ballots for it
  Verdict verdict = Verdict::no_votes;
  int64_t granted = 0;
  int64_t lacked = 0;
  std::string why;  // one or two sentences in Russian
};

struct Outcome {
  std::vector<uint32_t> winners;  // wholly funded, in the order of funding
  int64_t total_cost = 0;         // of them
  int64_t granted = 0;            // with the part of the last project
  bool all_fit = false;
  std::vector<Row> rows;
  std::vector<Round> rounds;
  std::vector<Tie> ties;
  std::string summary;
};

// Where the scores come from that rules by votes and thresholds use: the ballots, or what was published beside them.
enum class Scores { ballots, published };
std::span<const Name<Scores>> names(Scores);

// Errors: tally_seed (a lot without its seed), tally_range (sums that do not fit, a cost below zero). Greedy rules:
// O(choices + projects log projects). mes and phragmen: O(rounds · choices) at worst, usually a small part of it; add1:
// as many times that as there are different outcomes on the way, times a logarithm.
Result<Outcome> tally(const Election& election, const Parameters& parameters, Scores scores = Scores::ballots);

// {"winners": ["12"], "total_cost": "178000", "granted": …, "all_fit": false, "summary": "…", "ties": [{"projects",
// "by", "text"}], "rounds": [{"round", "project", "verdict", "left", …, "text"}], "projects": [{"id", "score",
// "people", "verdict", "granted", "lacked", "why"}]}: sums as decimals of the currency unit, texts as they are.
nlohmann::json to_json(const Election& election, const Outcome& outcome);

}  // namespace pochin::voting
