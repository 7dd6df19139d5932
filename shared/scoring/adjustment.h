// Points added or taken by hand (domain.md §4.1): never without a reason, never by one person alone.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>

#include "shared/base/instant.h"
#include "shared/base/ratio.h"
#include "shared/base/result.h"

namespace pochin::scoring {

struct Adjustment {
  Ratio points;  // above zero: added; below: taken
  std::string reason;
  std::string author;     // who proposed it: an account
  std::string confirmed;  // the second person
  Instant at;             // of the confirmation
};

// Errors, with the field as their place: adjustment_zero (points), adjustment_reason (blank), adjustment_author
// (blank), adjustment_second (blank, or the author again).
Result<Adjustment> adjust(const Ratio& points, std::string_view reason, std::string_view author,
                          std::string_view confirmed, Instant at);

struct AdjustmentSum {
  Ratio plus, minus;  // both ≥ 0
};
AdjustmentSum sum_of(std::span<const Adjustment> adjustments);

// «Добавлено 1,5 балла: первое участие. Предложил …, подтвердил …» for the table of points.
std::string explain(const Adjustment& adjustment);

nlohmann::json to_json(const Adjustment& adjustment);
Result<Adjustment> adjustment_from_json(const nlohmann::json& json);  // checked as by adjust()

}  // namespace pochin::scoring
