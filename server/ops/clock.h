// What time it is: asked only through this function, so that tests and the demonstration can set it.
#pragma once

#include <atomic>
#include <functional>
#include <memory>

#include "shared/base/instant.h"

namespace pochin::server {

using Clock = std::function<Instant()>;

Clock system_clock();
// Starts at `start` now and runs at the usual speed.
Clock clock_from(Instant start);

// Stands still until it is told the time. Copies show the same time; any thread may set and read it.
class SettableClock {
 public:
  explicit SettableClock(Instant now) : ms_(std::make_shared<std::atomic<std::int64_t>>(now.ms)) {}
  void set(Instant now) { ms_->store(now.ms); }
  Instant operator()() const { return Instant{ms_->load()}; }  // is a Clock

 private:
  std::shared_ptr<std::atomic<std::int64_t>> ms_;
};

}  // namespace pochin::server
