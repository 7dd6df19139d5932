// How much may and must come from a source, by municipal kind and population: data of the practice with its dates and
// norm (domain.md §4.2 caps, §4.6: some acts count from the subsidy and not from the cost).
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "shared/base/date.h"
#include "shared/finance/sources.h"
#include "shared/territory/territory.h"

namespace pochin::finance {

enum class ShareBase { cost, subsidy };
std::span<const Name<ShareBase>> names(ShareBase);

struct Limit {
  Source source = Source::region;
  std::vector<territory::Kind> kinds;   // empty = of every kind
  std::optional<int64_t> people_above;  // more inhabitants than this
  std::optional<int64_t> people_up_to;  // not more than this
  std::optional<Money> max_sum;
  std::optional<Ratio> max_share, min_share;  // of the base, 0..1
  ShareBase base = ShareBase::cost;           // the cost of the project or the money of the region
  std::optional<Date> from, to;               // in force on [from, to); open when not given
  std::string norm;
  bool operator==(const Limit&) const = default;
};

struct Place {
  territory::Kind kind = territory::Kind::rural_settlement;
  std::optional<int64_t> people;  // by the date the cycle names; nothing = unknown, which is no zero
};

// Exact: a share of the base that is no whole number of kopecks is rounded to the side that keeps the limit.
struct Bounds {
  Money least;
  std::optional<Money> most;  // nothing = no upper limit
  bool operator==(const Bounds&) const = default;
};

// All limits in force that fit the place, taken together. Errors: limit_population (one depends on the unknown
// population), limit_range.
Result<Bounds> bounds(Source source, const Funding& funding, Money cost, const Place& place, Date on,
                      const std::vector<Limit>& limits);

// Planned sums against the limits, and their sum against the cost. Every limit is checked by itself: a share counts
// whether or not the cost is below the largest sum. A fix is one sum that ends the problem and breaks no other limit of
// its source; there is none when the limits leave no such sum. What is missing to the cost is proposed to the
// municipality. Codes: limit_max_sum, limit_max_share, limit_min_share, limit_population, limit_range, limit_missing
// (a warning: there are limits for the source, none fits this place and day), sources_sum.
std::vector<form::Problem> check_limits(const Funding& funding, Money cost, const Place& place, Date on,
                                        const std::vector<Limit>& limits);

// Error codes besides those of a record: limit_share (outside 0..1, or the least above the most), limit_dates,
// limit_people, limit_base (the region's own money as a share of itself), limit_sum, limit_empty.
Result<std::vector<Limit>> limits_from_json(const nlohmann::json& json, const std::string& place = {});
nlohmann::json to_json(const std::vector<Limit>& limits);

}  // namespace pochin::finance
