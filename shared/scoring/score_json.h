// Scores as JSON: the same bytes wherever they are computed. Numbers are decimals as text, so that no reader turns
// them into floating point.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "shared/scoring/ranking.h"
#include "shared/scoring/score.h"

namespace pochin::scoring {

// "73.5": a point, no zeros at the end, at most six decimals (half away from zero).
std::string machine_text(const Ratio& number);

// One sentence for each step of the way to the points: what was put in, by which rules, which step of the scale it
// met, what came out.
struct Reasons {
  std::string input, rule, band, result;
};
Reasons reasons(const CriterionScore& item, std::string_view criteria_version);

std::string_view code_of(Standing standing);
std::optional<Standing> standing_from(std::string_view code);

nlohmann::json to_json(const CriterionScore& item, std::string_view criteria_version);
nlohmann::json to_json(const GateScore& gate);
nlohmann::json to_json(const Score& score);
nlohmann::json to_json(const GroupScore& group);
nlohmann::json to_json(const Ranked& row);  // without the index, which means nothing outside
nlohmann::json to_json(const WindowTotal& window);
nlohmann::json to_json(const RoundTotal& round);

}  // namespace pochin::scoring
