#include "server/api/oversight/clockwork.h"

#include <algorithm>
#include <array>

#include "server/store/jobs.h"

namespace pochin::server {
namespace {

using namespace std::chrono_literals;

constexpr std::array kJobs{
    ClockJob{"moves", tr("Перевести заявки, у которых вышел срок"), 60s, 20s},
    ClockJob{"ideas", tr("Закрыть идеи, которым не хватило поддержки за срок"), 60s, 20s},
    ClockJob{"uploads", tr("Убрать файлы, которые не дослали за неделю"), 3600s, 30s},
    ClockJob{"retention", tr("Удалить личные данные, срок хранения которых прошёл"), 3600s, 30s},
};

constexpr int kMissed = 3;  // so many turns in a row make a job late

std::string_view state_of(const ClockJob& job, const JobRow& row, Instant now) {
  if (later(row.started, kMissed * job.every + 2 * job.budget) < now) return "late";
  if (!row.ended) return "runs";
  return row.trouble.empty() ? "done" : "trouble";
}

}  // namespace

std::span<const ClockJob> clock_jobs() { return kJobs; }

std::vector<wire::ClockJob> how_jobs_went(Db& db, Instant now) {
  const auto rows = job_rows(db);
  std::vector<wire::ClockJob> went;
  for (const ClockJob& job : kJobs) {
    wire::ClockJob& one = went.emplace_back(wire::ClockJob{.title = std::string(job.title), .state = "waits"});
    const auto row = std::ranges::find(rows, job.name, &JobRow::name);
    if (row == rows.end()) continue;
    one.state = state_of(job, *row, now);
    one.at = row->ended.value_or(row->started);
    one.done = row->done;
    one.trouble = row->trouble;
  }
  return went;
}

}  // namespace pochin::server
