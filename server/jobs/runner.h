// The jobs of the clock: a table of what is done every so often, run one after another on a thread of its own. The
// sealing of votes has its own (voting.h): it never waits for another job. A stop waits for one step of a job at most.
#pragma once
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "server/jobs/job.h"
#include "server/ops/clock.h"
#include "server/store/store.h"

namespace pochin::server {

class JobRunner {
 public:
  // Runs each job at once and then every so often; `clock` is for the leases and goes by itself. `trouble` is called on
  // the runner's thread, once for the same lines.
  JobRunner(Store& store, Clock clock, std::vector<Job> jobs, std::function<void(const std::string&)> trouble);
  ~JobRunner();
  JobRunner(const JobRunner&) = delete;
  JobRunner& operator=(const JobRunner&) = delete;

 private:
  struct Planned {
    Job job;
    std::chrono::steady_clock::time_point next;
    bool more = false;      // what it did not come to, it does without waiting
    std::string said = {};  // the trouble that was told
  };
  void loop();
  bool stopping();
  void turn(Planned& planned);
  JobDone run(const Job& job);
  bool take(Planned& planned);
  void keep(const Planned& planned, const JobDone& done);
  void tell(Planned& planned, const std::vector<std::string>& trouble);

  Store& store_;
  const Clock clock_;
  const std::string holder_;
  std::vector<Planned> jobs_;
  const std::function<void(const std::string&)> trouble_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stop_ = false;
  std::thread thread_;
};

}  // namespace pochin::server
