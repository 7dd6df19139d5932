// What anybody can check for themselves: the count of published ballots.
// A program of its own, apart from the portal's client: a page that needs it fetches it then. Texts in, JSON out; built
// for the browser (web/) and for the machine (tests), the two must print the same bytes.
#pragma once

#include <string>
#include <string_view>

namespace pochin::recount {

// `ballots` is a .pb file or the JSON of an election (shared/voting/election.h). `parameters` is the `tally` of a
// campaign's results: {"rule", "utility", "completion", "threshold", "ties": ["submission_time", "lot"], "seed": "…",
// "budget": "30000000.00", "scores": "ballots"}; only the rule is required, the seed stands for a lot that has none,
// the budget for that of the ballots. Other members are refused: a misunderstood one must not change the result.
// Answer: that of voting::to_json(Election, Outcome) with "ok": true, "parameters", "voters", "budget", "faults"
// [{line, kind, severity, message}]; or {"ok": false, "code", "message", "place", "faults"}. O(size of the ballots) and
// the tally's own.
std::string recount(std::string_view ballots, std::string_view parameters);

}  // namespace pochin::recount
