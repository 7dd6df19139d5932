// The whole contest at once: criteria that compare with the best application need all of them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/scoring/score.h"

namespace pochin::scoring {

struct Subject {
  std::string_view id;
  const form::Environment* environment = nullptr;  // never null
  std::string_view window = {};                    // its contest when there are several (ranking.h)
  std::span<const Mark> marks = {};
  bool takes_part = true;  // false: rejected, withdrawn; it never sets the best value of the others
};

// The best values of the contest. Those that do not take part, fail a gate or have no value count for nothing.
// O(applications × cohort criteria).
Cohort cohort_of(const Criteria& criteria, std::span<const Subject> subjects);

// In the order of the subjects; each depends on the set of the others, never on their order.
std::vector<Score> score_contest(const Criteria& criteria, std::span<const Subject> subjects);
std::vector<Tally> tally_contest(const Criteria& criteria, std::span<const Subject> subjects);

}  // namespace pochin::scoring
