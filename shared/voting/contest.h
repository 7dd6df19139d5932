// What all rules have in common: who takes part, what is left, who was funded; each rule's own words come from it.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/voting/support.h"
#include "shared/voting/tally.h"
#include "shared/voting/tie.h"

namespace pochin::voting {

class Contest {
 public:
  Contest(const Election& election, const Parameters& parameters, std::vector<int64_t> scores);
  Contest(const Contest&) = delete;
  Contest& operator=(const Contest&) = delete;

  const Election& election;
  const Parameters& parameters;
  const std::vector<int64_t> scores;
  const Support support;
  const TieOrder ties;
  const int64_t voters;
  Outcome outcome;
  int64_t left = 0;

  int64_t cost(uint32_t project) const { return election.projects[project].cost; }
  const std::vector<uint32_t>& rivals(uint32_t project) const { return rivals_[project]; }
  // Those who may still be funded: with votes, at the threshold, not withdrawn, not funded, no funded rival. In the
  // order of the election.
  std::vector<uint32_t> open() const;
  bool is_open(uint32_t project) const { return open_[project]; }
  bool all_fit() const;  // all that are open, together

  // Takes its money, closes it and its rivals, writes the round. The round's words say how that came, without the
  // project's title, which is put before them.
  void fund(uint32_t project, Round round);
  // Closes it for good.
  void refuse(uint32_t project, Round round);
  void close(uint32_t project, Verdict verdict, int64_t lacked, std::string why);
  // The first of `tied` was taken; nothing is written for a single one.
  void note_tie(std::vector<uint32_t> tied);

  std::string title(uint32_t project) const { return project_title(election, project); }
  std::string sum(int64_t amount) const { return sum_text(election, amount); }
  std::string score_text(uint32_t project) const;  // «512 голосов», «1 549 баллов»

 private:
  std::vector<bool> open_;
  std::vector<std::vector<uint32_t>> rivals_;

  void bar(uint32_t project);
};

// The rules. Each closes every project that was open.
void tally_by_votes(Contest& contest);
void tally_by_shares(Contest& contest);
void tally_by_load(Contest& contest);

// The open projects by score (or by score for each unit of cost), the best first; ties by the chain, which are noted.
std::vector<uint32_t> ranked(Contest& contest, bool per_cost);
// Funds down that list; what does not fit is skipped, or ends it.
void fund_down(Contest& contest, const std::vector<uint32_t>& list, Rule rule);

}  // namespace pochin::voting
