// Points by hand and recorded calculations of the rating. Functions throw SQLite::Exception.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/db.h"
#include "shared/base/instant.h"
#include "shared/base/ratio.h"

namespace pochin::server {

// What is added and taken in all, by one who proposed it; it counts when a second person has confirmed it.
struct AdjustmentRow {
  std::string id = {};
  std::string application = {};
  Ratio plus = {}, minus = {};
  std::string reason = {};
  std::int64_t proposed_by = 0;
  std::string proposed_name = {};
  Instant proposed = {};
  std::int64_t decided_by = 0;  // 0 = nobody yet
  std::string decided_name = {};
  std::optional<Instant> decided = {};
  bool confirmed = false;
  std::string comment = {};
};

void add_adjustment(Db& db, const AdjustmentRow& row);
std::vector<AdjustmentRow> adjustments_of(Db& db, std::string_view application);  // oldest first
std::optional<AdjustmentRow> adjustment(Db& db, std::string_view id);
// The newest of each application, where nobody has decided on it; the one that has waited longest first.
std::vector<AdjustmentRow> waiting_adjustments(Db& db);
void decide_adjustment(Db& db, const AdjustmentRow& row);
// The last confirmed one of each application of the practice.
std::vector<AdjustmentRow> counted_adjustments(Db& db, std::string_view practice);
// Everybody who proposed or confirmed one, with the number of the application.
struct AdjusterRow {
  std::int64_t person = 0;
  std::string number;
};
std::vector<AdjusterRow> adjusters(Db& db, std::string_view practice);

struct RunRow {
  std::string practice = {}, cycle = {};
  std::int64_t number = 0;  // 1, 2, 3 … within the cycle; given by add_run()
  std::string pack_version = {};
  Instant at = {};
  std::string reason = {};
  std::string by = {};
  std::string body = {};    // scoring::ScoreRun as JSON
  std::string places = {};  // the order and the money it gave, as JSON
};
std::int64_t add_run(Db& db, const RunRow& row);
std::vector<RunRow> runs_of(Db& db, std::string_view practice, std::string_view cycle);  // without bodies, oldest first
std::optional<RunRow> run_of(Db& db, std::string_view practice, std::string_view cycle, std::int64_t number);

}  // namespace pochin::server
