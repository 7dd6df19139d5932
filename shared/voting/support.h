// Who supports which project, arranged for the tally: each project's supporters in one row, points, counts.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "shared/voting/election.h"
#include "shared/voting/rule.h"

namespace pochin::voting {

struct Supporter {
  uint32_t group = 0;   // of the election
  int32_t points = 1;   // > 0
  uint32_t people = 1;  // in the group
};

class Support {
 public:
  explicit Support(const Election& election);  // O(choices)

  std::span<const Supporter> of(uint32_t project) const {
    return {supporters_.data() + first_[project], first_[project + 1] - first_[project]};
  }
  int64_t weight(uint32_t project) const { return weight_[project]; }  // Σ points of its supporters
  int64_t people(uint32_t project) const { return people_[project]; }

 private:
  std::vector<std::size_t> first_;
  std::vector<Supporter> supporters_;
  std::vector<int64_t> weight_, people_;
};

// What a project is ranked by: the number of its ballots; the sum of points where the kind has points (pluses less
// minuses, the number of «yes»); for a ranked ballot of m places m points for the first, m − 1 for the second … By
// `plurality` the first choice alone counts: the first of a ranked ballot, the highest points of another (a ballot with
// several of these counts for none), the only one of an approval ballot. O(choices).
std::vector<int64_t> count(const Election& election, Rule rule = Rule::greedy);
// What is published beside the ballots; 0 where nothing is.
std::vector<int64_t> published_counts(const Election& election);

}  // namespace pochin::voting
