// Results of one list as they are published: made from nothing but the terms and the ballots, by the portal when it
// publishes and by everybody who checks it, so that every figure and every word can be compared.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

#include "shared/voting/tally.h"
#include "shared/voting/terms.h"

namespace pochin::voting {

// Votes alone, while the vote goes on: {"id", "label", "budget", "total_cost": null, "projects": [{"id", "number",
// "title", "cost", "votes", "selected": false, "explanation": ""}], "rounds": []}, in the order of the list; money is
// decimals of roubles.
nlohmann::json running_json(const Terms& terms, const TermsList& list, const Outcome& outcome);

// With who won and why: projects have "verdict", "people" and "granted" too, and there are "total_cost", "rounds":
// [{"text", "project"}], "summary" and "ties": [{"projects", "by", "text"}].
nlohmann::json results_json(const Terms& terms, const TermsList& list, const Election& election,
                            const Outcome& outcome);

// What stands before the published ballots of a list: the election without ballots (election.h) with "campaign",
// "title", "district", "seed" (of the order) and "tally".
nlohmann::json ballots_header(const Terms& terms, const TermsList& list, const Election& election,
                              std::string_view seed, std::string_view lot_seed);

// What the portal signs of the results, by the key of the log's heads: lines, each ended by "\n": "pochin-results-2",
// the campaign, the hash of the terms, SHA-256 of the canonical JSON of the results without their member "signature".
std::string results_text(std::string_view campaign, std::string_view terms, const nlohmann::json& results);

}  // namespace pochin::voting
