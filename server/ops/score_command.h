// `pochin score --practice PACK.json --applications APPS.json [--seed TEXT] [--calendar FILE] [--json]`: every
// application's points for each criterion with the explanation, total, rank, window, money and why. The working days
// are those of calendar.json beside the pack when FILE is not named. 0 = done, 1 = bad data, 2 = wrong call.
//
// APPS.json is an array of
//   {"id": "a1", "municipality": {"kind": "sp", "population": 800, "code": "86612000"}, "settlement": {"population":
//   800},
//    "answers": {"cost_repair": "2 000 000", …}, "submitted_at": "2026-12-01T09:30:00Z",
//    "plus": "1.5", "minus": "0", "admitted": true, "votes": 512, "agrees_to_part": true,
//    "marks": [{"criterion": "novelty", "member": "Петров", "points": "5"}],
//    "adjustments": [{"points": "-2", "reason": "…", "author": "…", "confirmed": "…", "at": "2026-12-01T09:30:00Z"}]}
// Only id, municipality.kind and answers are required; a missing or null population is an unknown one, settlement is
// the municipality when it is not given, plus and minus are decimals as text or whole numbers. Without agrees_to_part
// the applicant has not been asked. TEXT is the published seed of the lot.
#pragma once

#include <iosfwd>
#include <span>
#include <string>

namespace pochin::server {

int score_command(std::span<const std::string> args, std::ostream& out, std::ostream& err);
int score_command(std::span<const std::string> args);  // to stdout and stderr

}  // namespace pochin::server
