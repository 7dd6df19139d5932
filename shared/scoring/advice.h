// What would raise the score, found by trying the criteria themselves: never a promise the score does not keep.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/scoring/score.h"

namespace pochin::scoring {

struct Advice {
  std::string criterion;
  std::string section;        // where to do it
  std::string field;          // the lever; empty for a presence criterion
  std::optional<Ratio> more;  // how much more in it
  std::string value;          // the text to put into the field
  Ratio gain;                 // of the total, other criteria included
  std::string
      text;  // «Ещё 2 000 ₽ от жителей или организаций — и доля станет 5,1
             // %: +3»
};

// The greatest gain first. For each numeric criterion the least amount that reaches a better band, by exact binary
// search over the lever's steps. O(criteria × log(amount)).
std::vector<Advice> advise(const Criteria& criteria, const form::Environment& environment, const Score& now);

}  // namespace pochin::scoring
