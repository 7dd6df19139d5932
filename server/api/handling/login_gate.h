// How many logins may be under way. First, how many may wait for the identity provider at once. Each holds a thread for
// as long as the provider is silent: without a limit a hanging provider would take every thread, and people who are
// long logged in would be turned away.
#pragma once
#include <atomic>

#include "server/http/rate_limit.h"

namespace pochin::server {

class LoginGate {
 public:
  explicit LoginGate(int places) : free_(places) {}

  // A place held while this lives; false when there was none.
  class Place {
   public:
    explicit Place(LoginGate& gate) : gate_(gate), held_(gate.free_.fetch_sub(1) > 0) {
      if (!held_) gate_.free_.fetch_add(1);
    }
    ~Place() {
      if (held_) gate_.free_.fetch_add(1);
    }
    Place(const Place&) = delete;
    Place& operator=(const Place&) = delete;
    explicit operator bool() const { return held_; }

   private:
    LoginGate& gate_;
    bool held_;
  };

 private:
  std::atomic<int> free_;
};

// How many logins come from one address, by the minute. Behind one address live a school or a whole village: those who
// begin are counted in hundreds. Whoever comes back from the provider with an attempt of ours is let through always:
// counted are those that come with none.
struct LoginLimits {
  LoginLimits(int starts_per_minute, int failures_per_minute)
      : starts(starts_per_minute), failures(failures_per_minute) {}
  RateLimiter starts, failures;
};

}  // namespace pochin::server
