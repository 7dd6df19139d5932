#include "server/jobs/runner.h"

#include <algorithm>
#include <exception>

#include "server/api/handling/context.h"
#include "server/store/jobs.h"
#include "shared/base/text.h"

namespace pochin::server {
namespace {

using std::chrono::steady_clock;
constexpr std::chrono::milliseconds kAgain{10'000};  // when another server has it, or the store could not be asked
constexpr std::size_t kMostTrouble = 2000;           // bytes of it that are kept
constexpr std::size_t kBytesOfHolder = 12;

std::string joined(const std::vector<std::string>& lines) {
  std::string out;
  for (const std::string& line : lines) {
    if (out.size() + line.size() > kMostTrouble) return out + "…";
    out += (out.empty() ? "" : "\n") + line;
  }
  return out;
}

}  // namespace

JobRunner::JobRunner(Store& store, Clock clock, std::vector<Job> jobs, std::function<void(const std::string&)> trouble)
    : store_(store), clock_(std::move(clock)), holder_(random_text(kBytesOfHolder)), trouble_(std::move(trouble)) {
  for (Job& job : jobs) jobs_.push_back({.job = std::move(job), .next = steady_clock::now()});
  thread_ = std::thread([this] { loop(); });
}

JobRunner::~JobRunner() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

bool JobRunner::stopping() {
  const std::lock_guard lock(mutex_);
  return stop_;
}

void JobRunner::loop() {
  while (!stopping()) {
    for (Planned& planned : jobs_)
      if (planned.next <= steady_clock::now() && !stopping()) turn(planned);
    if (jobs_.empty()) return;
    const auto next = std::ranges::min(jobs_, {}, &Planned::next).next;
    std::unique_lock lock(mutex_);
    wake_.wait_until(lock, next, [this] { return stop_; });
  }
}

void JobRunner::turn(Planned& planned) {
  const Job& job = planned.job;
  planned.next = steady_clock::now() + job.every;
  if (job.of_installation && !take(planned)) {
    planned.next = steady_clock::now() + std::min(job.every, kAgain);
    return;
  }
  const JobDone done = run(job);
  planned.more = done.more;
  if (done.more) planned.next = steady_clock::now();
  tell(planned, done.trouble);
  if (job.of_installation) keep(planned, done);
}

JobDone JobRunner::run(const Job& job) {
  const auto begun = steady_clock::now();
  JobDone done;
  try {
    done = job.run({.stop = [this] { return stopping(); }, .end = begun + job.budget});
  } catch (const std::exception& wrong) {
    done.trouble.push_back(tr("{}: {}", job.name, wrong.what()));
  }
  if (steady_clock::now() - begun > 2 * job.budget)
    done.trouble.push_back(tr("{}: занимает больше отведённого времени ({} с)", job.name,
                              std::chrono::duration_cast<std::chrono::seconds>(job.budget).count()));
  return done;
}

bool JobRunner::take(Planned& planned) {
  const Job& job = planned.job;
  const auto mine = store_.write([&](Db& db) -> Result<bool> {
    // Two clocks never agree to the millisecond; what has more to do is not held to its pace.
    const auto every = planned.more ? std::chrono::milliseconds(0) : job.every - job.every / 10;
    return take_job(db, job.name, holder_, clock_(), every, 2 * job.budget);
  });
  if (!mine) tell(planned, {mine.error().message});
  return mine && *mine;
}

void JobRunner::keep(const Planned& planned, const JobDone& done) {
  const auto kept = store_.write([&](Db& db) -> Result<bool> {
    return finish_job(
        db, holder_, {.name = planned.job.name, .ended = clock_(), .done = done.done, .trouble = joined(done.trouble)});
  });
  if (!kept) trouble_(tr("{}: {}", planned.job.name, kept.error().message));
}

void JobRunner::tell(Planned& planned, const std::vector<std::string>& trouble) {
  std::string said = joined(trouble);
  if (said == planned.said) return;
  planned.said = said;
  for (const std::string& line : trouble) trouble_(line);
}

}  // namespace pochin::server
