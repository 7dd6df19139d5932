// Which of equal projects goes first: the chain of the parameters, then the number that people see and last the id,
// which is the number where a project has no other. A total order, the same for whatever order the projects and ballots
// come in, computed once; the lot in it can be drawn again by anybody.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/voting/election.h"
#include "shared/voting/rule.h"

namespace pochin::voting {

// SHA-256(seed ‖ 0x00 ‖ id), hexadecimal: the smaller goes first.
std::string lot_of(std::string_view seed, std::string_view id);

class TieOrder {
 public:
  TieOrder(const Election& election, const std::vector<int64_t>& scores, const std::vector<TieStep>& steps);

  bool before(uint32_t a, uint32_t b) const { return rank_[a] < rank_[b]; }
  // The step that parts two different projects.
  TieBy parted_by(uint32_t a, uint32_t b) const;

 private:
  const Election* election_;
  const std::vector<int64_t>* scores_;
  std::vector<TieStep> steps_;  // ends in the number
  std::vector<std::vector<std::string>> lots_;
  std::vector<uint32_t> rank_;

  int compare(std::size_t step, uint32_t a, uint32_t b) const;
};

}  // namespace pochin::voting
