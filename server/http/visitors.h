// Whether the server tells its visitors apart: behind a proxy that is not known to it all of them have one address, and
// what is meant for one of them is meant for all.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>

namespace pochin::server {

class Visitors {
 public:
  struct Seen {
    std::uint64_t requests = 0;
    std::string address;     // that all of them came from; empty when there were others
    bool forwarded = false;  // one of them said that a proxy had passed it on
  };

  // Any thread. After the second address it costs one look at a flag.
  void came(std::string_view address, bool forwarded);
  Seen seen() const;

 private:
  std::atomic<bool> apart_{false};
  mutable std::mutex mutex_;
  Seen seen_;
};

// So many requests of one visitor alone are not likely.
inline constexpr std::uint64_t kRequestsThatTell = 100;

}  // namespace pochin::server
