// Leases and results of the jobs of the clock (server/jobs/runner.h). A job is run by one server at a time; one that
// died while it ran keeps the others waiting no longer than its lease. Functions throw SQLite::Exception.
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/db.h"
#include "shared/base/instant.h"

namespace pochin::server {

struct JobRow {
  std::string name;
  Instant started{};
  std::optional<Instant> ended = {};  // none while it runs, and when its server died
  std::int64_t done = 0;              // things moved, removed, …
  std::string trouble = {};           // empty: none
};

// True when `holder` may run the job now: it was begun `every` ago or more and nobody's lease is on it. A clock that
// was set back makes no job wait.
bool take_job(Db& db, std::string_view name, std::string_view holder, Instant now, std::chrono::milliseconds every,
              std::chrono::milliseconds lease);
// Ends the lease; false when another server took the job over in the meantime.
bool finish_job(Db& db, std::string_view holder, const JobRow& result);
// By name.
std::vector<JobRow> job_rows(Db& db);

}  // namespace pochin::server
