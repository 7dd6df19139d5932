// The kinds of ballots that people fill in, and the kinds that the .pb format names.
#pragma once

#include <span>

#include "shared/base/names.h"

namespace pochin::voting {

enum class BallotKind {
  choose_one,  // one project
  approval,    // up to k projects, all alike
  knapsack,    // a basket whose cost stays within a sum
  ranked,      // projects in order, the best first
  cumulative,  // a number of points divided among projects
  scores,      // points for each project by itself
  plus_minus,  // D21: pluses and fewer minuses
  yes_no       // for or against each project
};
std::span<const Name<BallotKind>> names(BallotKind);

// Whether a choice of such a ballot carries points of its own: all others count as one for each project.
bool has_points(BallotKind kind);

}  // namespace pochin::voting
