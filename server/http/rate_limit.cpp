#include "server/http/rate_limit.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace pochin::server {
namespace {

constexpr int64_t kToken = 1'000'000;
constexpr size_t kMostBuckets = 20'000;

int64_t gained(std::chrono::steady_clock::duration passed, int per_minute) {
  constexpr int64_t kMinute = 60'000'000;
  const int64_t us = std::chrono::duration_cast<std::chrono::microseconds>(passed).count();
  return std::clamp<int64_t>(us, 0, kMinute) * per_minute / (kMinute / kToken);
}

}  // namespace

std::string network_of(std::string_view address) {
  in6_addr six{};
  if (inet_pton(AF_INET6, std::string(address).c_str(), &six) != 1 || IN6_IS_ADDR_V4MAPPED(&six))
    return std::string(address);
  std::memset(six.s6_addr + 8, 0, 8);
  std::array<char, INET6_ADDRSTRLEN> text{};
  inet_ntop(AF_INET6, &six, text.data(), text.size());
  return std::string(text.data()) + "/64";
}

// Filled up to now; the mutex is held.
RateLimiter::Bucket& RateLimiter::bucket_of(std::string_view address, Time now) {
  const int64_t full = per_minute_ * kToken;
  if (buckets_.size() >= kMostBuckets) forget_full(now);
  auto [place, fresh] = buckets_.try_emplace(network_of(address), Bucket{full, now});
  Bucket& bucket = place->second;
  bucket.level = std::min(full, bucket.level + gained(now - bucket.seen, per_minute_));
  bucket.seen = now;
  return bucket;
}

int RateLimiter::missing(const Bucket& bucket) const {
  if (bucket.level >= kToken) return 0;
  return static_cast<int>((kToken - bucket.level) * 60 / (per_minute_ * kToken)) + 1;
}

int RateLimiter::take(std::string_view address, Time now) {
  if (per_minute_ <= 0) return 0;
  std::lock_guard lock(mutex_);
  Bucket& bucket = bucket_of(address, now);
  const int wait = missing(bucket);
  if (wait == 0) bucket.level -= kToken;
  return wait;
}

int RateLimiter::wait(std::string_view address, Time now) {
  if (per_minute_ <= 0) return 0;
  std::lock_guard lock(mutex_);
  return missing(bucket_of(address, now));
}

void RateLimiter::forget_full(Time now) {
  const int64_t full = per_minute_ * kToken;
  std::erase_if(buckets_, [&](const auto& entry) {
    return entry.second.level + gained(now - entry.second.seen, per_minute_) >= full;
  });
  // Under attack from many addresses nothing may be full: start anew rather than grow for ever.
  if (buckets_.size() >= kMostBuckets) buckets_.clear();
}

}  // namespace pochin::server
