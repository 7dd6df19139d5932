// The criteria of a practice: data of its pack, frozen with its version.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/ratio.h"
#include "shared/form/schema.h"

namespace pochin::scoring {

// From `from` to `to`; each border says whether it belongs to the band. No border = unbounded.
struct Band {
  std::optional<Ratio> from, to;
  bool from_included = false, to_included = true;
  Ratio points;
  std::string text;  // «от 2 до 5 %»
};

// The first table whose condition holds is used: tables differ by municipal kind, by population, by cost.
struct BandTable {
  formula::Formula when;      // empty = always
  std::string title;          // «для сельских поселений»
  formula::Formula value;     // empty = the value of the criterion
  std::string unit;           // empty = the unit of the criterion
  formula::Formula minimum;   // below it 0 points, whatever the bands say; empty = none
  std::string minimum_title;  // «минимум для сельского поселения»
  std::vector<Band> bands;
};

struct LinearTable {  // from_points at `from` … to_points at `to`, the nearest border outside
  formula::Formula when;
  std::string title;
  Ratio from, to, from_points, to_points;
};

struct Choice {
  std::string code;
  std::string title;
  Ratio points;
};

enum class Shape { bands, presence, count, linear, choice };

// What the applicant can change to raise a numeric criterion.
struct Lever {
  std::string field;
  std::string take_from;  // the field that becomes less by the same amount, so that the sums still agree; may be empty
  std::string text;  // «Ещё {more} от жителей вместо субсидии — и доля станет {value}: +{gain}»
  Ratio step;             // the smallest change worth advising: 1 rouble, 1 person
  formula::Formula most;  // the largest change; empty = as far as the field's own limit
  bool money = false;     // {more} is roubles
};

struct Criterion {
  std::string code;   // "extra_budget_share"
  std::string title;  // «Доля денег жителей и организаций»
  Shape shape = Shape::bands;
  Ratio weight;                 // 0.30
  Ratio max;                    // points before the weight, 100
  formula::Formula value;       // bands, linear: number; presence: yes/no; count: number; choice: code
  formula::Formula applicable;  // empty = always
  std::string unit;             // "%", "п. п.", "чел."
  int digits = 1;               // decimals: the value is rounded to them BEFORE the bands, half away from zero
  bool rounded = true;
  std::string unknown;  // why there are no points when the value cannot be computed
  std::vector<BandTable> tables;
  std::vector<LinearTable> linear;
  std::vector<Choice> choices;
  Ratio points_each;  // count: points for one
  Ratio points_yes;   // presence
  std::string present_text, absent_text;
  std::string section;  // the section to fill in to get the points
  std::vector<Lever> levers;
  std::string norm;
};

struct Criteria {
  std::string version;
  std::vector<Criterion> items;
  const Criterion* find(std::string_view code) const;
};

}  // namespace pochin::scoring
