// What the clock does for voting: entries that wait join the public log at intervals and at the close; a vote whose
// time is over is closed for good; signs of too many votes become incidents that observers see.
#pragma once
#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "shared/base/instant.h"

namespace pochin::server {

struct Context;

class VotingClock {
 public:
  // Gives what went wrong, for the operator.
  std::vector<std::string> tick(Context& context);

 private:
  std::map<std::string, Instant> sealed_;  // when each campaign's entries were last taken in, by the true clock
};

// Ticks on a thread of its own until it is destroyed, so that no other job of the clock, however slow, delays the log.
class VotingThread {
 public:
  // `trouble` is called on that thread, once for each line.
  VotingThread(Context& context, std::chrono::milliseconds every, std::function<void(const std::string&)> trouble);
  ~VotingThread();
  VotingThread(const VotingThread&) = delete;
  VotingThread& operator=(const VotingThread&) = delete;

 private:
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stop_ = false;
  std::thread thread_;
};

}  // namespace pochin::server
