// The criteria of a practice: data of its pack, frozen with its version. Every shape of domain.md §4.1 is a value here.
#pragma once

#include <cstdint>
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

// from_points at `from` … to_points at `to`. Outside: `below` under `from`, `above` over `to`; when they are not given,
// the points of the nearest border (Башкортостан); Алтай pays 5 at 10 % and nothing below.
struct LinearTable {
  formula::Formula when;
  std::string title;
  Ratio from, to, from_points, to_points;
  std::optional<Ratio> below = {}, above = {};
};

struct Choice {
  std::string code;
  std::string title;
  Ratio points;
};

//   bands     value → points by steps
//   presence  yes → points_yes
//   count     points_base + points_each for each (or for every full `per` above `above`), up to max
//   linear    in proportion between two limits
//   choice    code → points
//   cohort    in proportion to the best application of the contest: known only when the intake is over
//   expert    the average of the members' marks; with one member an expert's score, the weight is its factor
// Votes are a value like others: `votes.count` with bands or cohort.
enum class Shape { bands, presence, count, linear, choice, cohort, expert };

// What the applicant can change to raise a numeric criterion.
struct Lever {
  std::string field;
  std::string take_from;  // the field that becomes less by the same amount, so that the sums still agree; may be empty
  std::string text;  // «Ещё {more} от жителей вместо субсидии — и доля станет {value}: +{gain}»
  Ratio step;             // the smallest change worth advising: 1 rouble, 1 person
  formula::Formula most;  // the largest change; empty = as far as the field's own limit
  bool money = false;     // {more} is roubles
};

struct PointsRounding {
  Rounding mode = Rounding::HalfUp;
  int digits = 0;
};

struct Criterion {
  std::string code;   // "extra_budget_share"
  std::string title;  // «Доля денег жителей и организаций»
  Shape shape = Shape::bands;
  Ratio weight;                 // 0.30; a factor (1…5) in a set that only adds up points
  Ratio max;                    // points before the weight, 100
  formula::Formula value;       // bands, linear, count, cohort: number; presence: yes/no; choice: code; expert: none
  formula::Formula applicable;  // empty = always
  std::string unit;             // "%", "п. п.", "чел."
  int digits = 1;  // decimals: the value is rounded to them BEFORE the bands; cohort: the share of the best
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

  Rounding round = Rounding::HalfUp;                // how the value is rounded; half away from zero
  Ratio min;                                        // the least points: below zero for a penalty
  std::string group;                                // code of its group; empty = none
  bool falling = false;                             // bands: less is better, points fall
  std::optional<PointsRounding> round_points = {};  // of the points, before the weight

  // count: «5 + 1 за каждые 10 чел. свыше 10»: base 5, each 1, per 10, above 10. Zero gives nothing.
  Ratio points_base, above;
  std::optional<Ratio> per = {};  // only full steps count; nothing = in proportion

  // cohort: (value − bound) / (best − bound), or (bound − value) / (bound − best) when the least is the best;
  // without a bound value / best, or best / value.
  enum class Best { most, least };
  Best best = Best::most;
  formula::Formula bound;      // the value that gives nothing
  bool whole_contest = false;  // the best of all windows, not of the application's own

  // expert
  int64_t members = 1;              // fewer marks than this = no points yet
  std::optional<Ratio> pass = {};   // an average below it does not pass: the application is not admitted
  std::vector<Ratio> allowed = {};  // the only marks there are: 0, 5, 10; empty = any from min to max

  Ratio max_weighted() const { return max * weight; }
};

// The weights of the criteria of a group add up to the group's (lint says when they do not).
struct Group {
  std::string code;
  std::string title;
  Ratio weight;
};

// What must hold before points count. It holds only when it is known to hold.
struct Gate {
  std::string code;
  std::string title;
  formula::Formula check;
  enum class Effect { not_admitted, zero };
  Effect effect = Effect::not_admitted;
  std::string reason;  // said when it does not hold
};

struct Criteria {
  std::string version;
  std::vector<Criterion> items;
  std::vector<Group> groups = {};
  std::vector<Gate> gates = {};
  enum class Scale { shares, points };  // the weights are shares of 1 / only factors of points
  Scale scale = Scale::shares;
  std::optional<Ratio> max_total = {};  // the sum of all maxima as the act states it; lint compares
  std::optional<Ratio> cap = {};        // the total is never more
  std::string hash = {};                // SHA-256 of the canonical JSON: what was frozen
  const Criterion* find(std::string_view code) const;
};

}  // namespace pochin::scoring
