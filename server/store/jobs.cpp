#include "server/store/jobs.h"

#include "server/store/instants.h"

namespace pochin::server {

bool take_job(Db& db, std::string_view name, std::string_view holder, Instant now, std::chrono::milliseconds every,
              std::chrono::milliseconds lease) {
  return db.run(
             "INSERT INTO jobs (job, holder, until, started_at) VALUES (?1, ?2, ?3, ?4) "
             "ON CONFLICT (job) DO UPDATE SET holder = ?2, until = ?3, started_at = ?4, ended_at = NULL "
             "WHERE (started_at <= ?5 OR started_at > ?4) AND (holder = '' OR until <= ?4 OR started_at > ?4)",
             name, holder, stored(later(now, lease)), stored(now), stored(earlier(now, every))) == 1;
}

bool finish_job(Db& db, std::string_view holder, const JobRow& result) {
  return db.run(
             "UPDATE jobs SET holder = '', until = 0, ended_at = ?, done = ?, trouble = ? WHERE job = ? AND holder = "
             "?",
             stored(result.ended), result.done, result.trouble, result.name, holder) == 1;
}

std::vector<JobRow> job_rows(Db& db) {
  return db.all("SELECT job, started_at, ended_at, done, trouble FROM jobs ORDER BY job", [](const Row& row) {
    return JobRow{.name = row.text(0),
                  .started = instant(row, 1),
                  .ended = maybe_instant(row, 2),
                  .done = row.integer(3),
                  .trouble = row.text(4)};
  });
}

}  // namespace pochin::server
