// The numbers of one criterion before any words: what the contest needs of five thousand applications, and what the
// words are then made of.
#pragma once

#include "shared/scoring/score.h"

namespace pochin::scoring {

struct Outcome {
  Standing standing = Standing::scored;
  std::optional<Ratio> number = {};  // after rounding; expert: the average; cohort: the application's own value
  Ratio points = {};                 // within min and max
  bool present = false;
  bool passed = true;
  int64_t members = 0;
  std::string lost = {};            // why the value could not be computed
  std::optional<Ratio> limit = {};  // below_minimum: the minimum; cohort: the best value
  const BandTable* table = nullptr;
  const Band* band = nullptr;
  const LinearTable* linear = nullptr;
  const Choice* choice = nullptr;
};

Outcome outcome_of(const Criterion& criterion, const form::Environment& environment, const Given& given);
// The application's own value for a cohort criterion; nothing when it does not apply or is unknown.
std::optional<Ratio> cohort_value(const Criterion& criterion, const form::Environment& environment);
CriterionScore describe(const Criterion& criterion, const Outcome& outcome);

}  // namespace pochin::scoring
