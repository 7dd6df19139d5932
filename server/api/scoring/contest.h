// The applications of one cycle against each other: points that need all of them, then the order, windows and money.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "server/api/application/projection.h"
#include "server/store/db.h"
#include "shared/scoring/adjustment.h"
#include "shared/scoring/ranking.h"

namespace pochin::server {

struct Entrant {
  std::shared_ptr<const Projection> about;
  std::shared_ptr<const scoring::Score> score;  // among the others
  scoring::Contender contender;
  std::vector<scoring::Mark> marks = {};              // of the members, without those with a conflict of interest
  std::vector<scoring::Adjustment> adjustments = {};  // confirmed points by hand
  std::optional<std::int64_t> votes = {};             // of the published vote; none before, and of an annulled one
};

// What the entrant's formulas read besides the answers: the facts of the place, and the votes.
form::Facts facts_of(const Context& context, const LoadedPack& pack, const Entrant& entrant);

struct Contest {
  std::vector<Entrant> entrants;
  scoring::Ranking ranking;  // Ranked::index is of `entrants`
};

// Everybody registered who has not left. Who won and failed afterwards leaves the money to others, but stays in the
// comparison: the points of the others do not move. Each is scored by the criteria of the version it was written under;
// the best of the contest is looked for among all. The money and the order are those of `pack`, the newest of its
// cycle. O(applications × criteria); answers are read again only when criteria compare applications.
Contest hold_contest(const Context& context, Db& db, const LoadedPack& pack);

}  // namespace pochin::server
