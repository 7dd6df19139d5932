// Token buckets by address: so many at once, and so many a minute.
#pragma once

#include <chrono>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace pochin::server {

class RateLimiter {
 public:
  using Time = std::chrono::steady_clock::time_point;

  // A bucket holds `per_minute` tokens and regains them evenly. 0 = no limit.
  explicit RateLimiter(int per_minute) : per_minute_(per_minute) {}

  // Takes a token; 0 when there was one, else after how many seconds there will be. Neighbours in an IPv6 /64 share.
  int take(std::string_view address, Time now);
  // The same without taking it.
  int wait(std::string_view address, Time now);

 private:
  struct Bucket {
    int64_t level = 0;  // millionths of a token
    Time seen;
  };
  Bucket& bucket_of(std::string_view address, Time now);
  int missing(const Bucket& bucket) const;
  void forget_full(Time now);
  int per_minute_;
  std::mutex mutex_;
  std::unordered_map<std::string, Bucket> buckets_;
};

// "2001:db8:1:2:3:4:5:6" → "2001:db8:1:2::/64"; IPv4 as it is.
std::string network_of(std::string_view address);

}  // namespace pochin::server
