// A score is never a bare number: what is earned, the weight as width, what raises it and by how much.
#pragma once
#include <string>
#include <string_view>

#include "client/screens/kit/view.h"
#include "shared/scoring/ranking.h"

namespace pochin::screens {

// The whole: total, bar, what raises it. `limit`: how many pieces of advice.
void score_card(const View&, const app::Draft&, const practice::Pack&, size_t limit);
// For one section: only the criteria and the advice it feeds; draws nothing when it feeds none.
void section_score(const View&, const app::Draft&, const practice::Pack&, std::string_view section);
// Every criterion with its explanation: for the staff and the check.
void score_table(const View&, const app::Draft&);
// The explanation without the title and the points, for a place that says them beside.
std::string reason_of(std::string_view title, std::string_view explanation);
std::string tie_rule(const scoring::RankingRules&);

}  // namespace pochin::screens
