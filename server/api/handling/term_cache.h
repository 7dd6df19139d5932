// Whose term is near: found once for a state of an application, so that a list of thousands does not rebuild each from
// its history at every visit.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>

#include "shared/base/instant.h"

namespace pochin::server {

class TermCache {
 public:
  // As `find` said for this version of the application, at most kGood earlier.
  bool near(const std::string& application, std::int64_t version, Instant now, const std::function<bool()>& find) {
    {
      const std::scoped_lock lock(mutex_);
      const auto known = known_.find(application);
      if (known != known_.end() && known->second.version == version && now.ms >= known->second.at.ms &&
          now.ms - known->second.at.ms < kGood)
        return known->second.near;
    }
    const bool near = find();
    const std::scoped_lock lock(mutex_);
    if (known_.size() >= kMost) known_.clear();
    known_[application] = {version, now, near};
    return near;
  }

 private:
  static constexpr std::int64_t kGood = 10 * 60'000;  // milliseconds: terms are days
  static constexpr std::size_t kMost = 50'000;
  struct Known {
    std::int64_t version = 0;
    Instant at = {};
    bool near = false;
  };
  std::mutex mutex_;
  std::map<std::string, Known> known_;
};

}  // namespace pochin::server
