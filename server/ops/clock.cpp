#include "server/ops/clock.h"

#include <chrono>

namespace pochin::server {

Clock system_clock() {
  return [] {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return Instant{std::chrono::duration_cast<std::chrono::milliseconds>(now).count()};
  };
}

Clock clock_from(Instant start) {
  return [start, begin = std::chrono::steady_clock::now()] {
    const auto passed = std::chrono::steady_clock::now() - begin;
    return Instant{start.ms + std::chrono::duration_cast<std::chrono::milliseconds>(passed).count()};
  };
}

}  // namespace pochin::server
