// `pochin tally FILE.pb --rule RULE […] [--json]`: who wins by the ballots of a .pb file, round by round, and why the
// others do not. 0 = done, 1 = the file cannot be counted, 2 = wrong call.
//
//   --rule        greedy | greedy-no-skip | greedy-threshold | greedy-per-cost | mes | phragmen | borda | plurality |
//                 knapsack-per-rouble
//   --utility     cost | cardinality (mes)
//   --completion  none | add1 | add1-then-greedy (mes)
//   --threshold   fewest votes, for greedy-threshold alone; otherwise min_project_score_threshold of the file
//   --scores      ballots (recounted) | published (the column score of the file, else votes)
//   --ties        a chain divided by commas of votes, cheaper, dearer, submission_time, id, lot:SEED; ends in the id
//   --budget      instead of the budget of the file, in units of its currency: 1532717.63 or 153271763/100
//   --json        one object: winners, total_cost, ties, rounds, projects, summary, parameters, faults, seconds
#pragma once

#include <iosfwd>
#include <span>
#include <string>

namespace pochin::server {

int tally_command(std::span<const std::string> args, std::ostream& out, std::ostream& err);
int tally_command(std::span<const std::string> args);  // to stdout and stderr

}  // namespace pochin::server
