#include "shared/scoring/contest.h"

#include <algorithm>

#include "shared/scoring/outcome.h"

namespace pochin::scoring {
namespace {

bool counts(const Criteria& criteria, const Subject& subject) {
  return subject.takes_part && std::ranges::all_of(criteria.gates, [&](const Gate& gate) {
           return subject.environment->evaluate(gate.check).is_true();
         });
}

void take(Cohort& cohort, const Criterion& criterion, std::string_view window, const Ratio& value) {
  const auto found = std::ranges::find_if(
      cohort.values, [&](const BestValue& each) { return each.criterion == criterion.code && each.window == window; });
  if (found == cohort.values.end())
    cohort.values.push_back({criterion.code, std::string(window), value});
  else if (criterion.best == Criterion::Best::most ? value > found->best : value < found->best)
    found->best = value;
}

}  // namespace

Cohort cohort_of(const Criteria& criteria, std::span<const Subject> subjects) {
  Cohort cohort;
  const auto compares = [](const Criterion& each) { return each.shape == Shape::cohort; };
  if (std::ranges::none_of(criteria.items, compares)) return cohort;
  for (const Subject& subject : subjects) {
    if (!counts(criteria, subject)) continue;
    for (const Criterion& criterion : criteria.items) {
      if (!compares(criterion)) continue;
      if (const auto value = cohort_value(criterion, *subject.environment))
        take(cohort, criterion, criterion.whole_contest ? std::string_view() : subject.window, *value);
    }
  }
  return cohort;
}

std::vector<Score> score_contest(const Criteria& criteria, std::span<const Subject> subjects) {
  const Cohort cohort = cohort_of(criteria, subjects);
  std::vector<Score> scores;
  scores.reserve(subjects.size());
  for (const Subject& each : subjects)
    scores.push_back(score(criteria, *each.environment, {&cohort, each.window, each.marks}));
  return scores;
}

std::vector<Tally> tally_contest(const Criteria& criteria, std::span<const Subject> subjects) {
  const Cohort cohort = cohort_of(criteria, subjects);
  std::vector<Tally> tallies;
  tallies.reserve(subjects.size());
  for (const Subject& each : subjects)
    tallies.push_back(tally(criteria, *each.environment, {&cohort, each.window, each.marks}));
  return tallies;
}

}  // namespace pochin::scoring
