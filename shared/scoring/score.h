// Points of one application, each with its reason. Exact: no floating point anywhere, so the browser and the server
// always agree. A value that cannot be computed (population 0 or unknown) gives 0 points and says why.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/form/environment.h"
#include "shared/scoring/criteria.h"

namespace pochin::scoring {

struct CriterionScore {
  std::string code;
  std::string title;
  std::string section;
  std::optional<Ratio> number;  // after rounding
  std::string value;            // «5,0 %», «есть», «нет», «неизвестно»
  std::string band;             // «от 2 до 5 %»
  Ratio points;                 // before the weight
  Ratio weight;
  Ratio weighted;           // points × weight
  Ratio max_weighted;       // the most this criterion can give
  std::string explanation;  // one sentence in Russian
};

struct Score {
  std::string criteria_version;
  std::vector<CriterionScore> items;
  Ratio total;
  Ratio max;
};

// O(criteria); independent of other applications.
Score score(const Criteria& criteria, const form::Environment& environment);
CriterionScore score_one(const Criterion& criterion, const form::Environment& environment);

// «73,5»
std::string points_text(const Ratio& points);

}  // namespace pochin::scoring
