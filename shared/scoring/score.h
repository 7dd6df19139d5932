// Points of one application, each with its reason. Exact: no floating point anywhere, so the browser and the server
// always agree. A value that is not known (population 0 or not filled in) gives 0 points and says why; one that is lost
// (formula/value.h) leaves the application without a total.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "shared/form/environment.h"
#include "shared/scoring/criteria.h"

namespace pochin::scoring {

// What a member of the commission, or the one expert, gave for a criterion.
struct Mark {
  std::string criterion;
  std::string member;
  Ratio points;
};

// The best value among the applications of one window (contest.h).
struct BestValue {
  std::string criterion;
  std::string window;  // "" for criteria of the whole contest
  Ratio best;
};

struct Cohort {
  std::vector<BestValue> values;
  const Ratio* best(std::string_view criterion, std::string_view window) const;
};

// What a score needs besides the application itself. Nothing of it is there while the applicant writes.
struct Given {
  const Cohort* cohort = nullptr;  // none: cohort criteria say that they become known when the intake is over
  std::string_view window = {};
  std::span<const Mark> marks = {};
};

enum class Standing {
  scored,
  not_applicable,
  unknown,        // the value cannot be computed
  below_minimum,  // 0 points by the minimum of its table
  outside,        // no band holds the value
  later,          // the cohort is not known before the intake is over
  no_best,        // nobody in the cohort is better than the bound
  few_members,    // not enough marks
  lost,           // there is a value, and it could not be computed: the application has no points at all
  bad_mark        // a mark off the scale, or two of one member
};

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
  std::string table = {};   // the title of the table that was used
  Standing standing = Standing::scored;
  bool passed = true;  // false: the average is below the criterion's pass mark
};

struct GateScore {
  std::string code;
  std::string title;
  bool passed = true;
  std::string explanation;  // one sentence
};

struct Score {
  std::string criteria_version;
  std::vector<CriterionScore> items;
  Ratio total;  // after gates and the cap; may be below zero
  Ratio max;
  std::string criteria_hash = {};
  std::vector<GateScore> gates = {};
  bool admitted = true;  // false: a gate or a criterion's pass mark
  bool complete = true;  // false: some points become known only later
  std::string not_counted = {};  // why there is no total: «Доля: число слишком велико»; empty = there is
  std::string remark = {};  // why the total is not the sum: «итог обнулён: …», «не больше 100»; empty = it is
};

// The same total without the words, several times faster: what the rating of a whole contest is made of. The words of
// the rows somebody looks at are then made by score().
struct Tally {
  Ratio total;
  bool admitted = true;
  bool complete = true;
  bool counted = true;  // false: there is no total, 0 stands for nothing
};
Tally tally(const Criteria& criteria, const form::Environment& environment, const Given& given = {});

// O(criteria); independent of other applications but for `given`.
Score score(const Criteria& criteria, const form::Environment& environment, const Given& given = {});
CriterionScore score_one(const Criterion& criterion, const form::Environment& environment, const Given& given = {});

// The sum of the weighted points of a group, and the most there can be.
struct GroupScore {
  std::string code, title;
  Ratio points, max;
};
std::vector<GroupScore> group_scores(const Criteria& criteria, const Score& score);

// «73,5»
std::string points_text(const Ratio& points);

}  // namespace pochin::scoring
