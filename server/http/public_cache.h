// Public answers kept ready, compressed, and served with no recomputation.
// A key is a path with its query. An entry lives until the version it was made at changes: whoever changes what the
// public sees calls changed(). Nothing personal may be put here: entries are given to everybody.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "server/http/response.h"

namespace pochin::server {

class PublicCache {
 public:
  struct Entry {
    std::string type;
    std::string etag;
    SharedBytes plain, brotli, gzip;  // brotli and gzip null when the body is small or does not shrink
    uint64_t version = 0;
    int64_t expires = 0;  // seconds of the steady clock
  };

  // At most `most_bytes` of bodies; when full it is emptied. Entries are remade after `seconds` at the latest, for
  // texts that depend on the clock.
  explicit PublicCache(size_t most_bytes = 64 * 1024 * 1024, int seconds = 20);

  // Marks everything made before as old. Call it after the commit that changed public data.
  void changed() { version_.fetch_add(1, std::memory_order_acq_rel); }
  uint64_t version() const { return version_.load(std::memory_order_acquire); }

  std::shared_ptr<const Entry> find(std::string_view key) const;

  // The answer for `key`: kept, or made now (once, whoever else asks meanwhile). Only a 200 with a body is kept.
  Response get(const std::string& key, const std::function<Response()>& make);

 private:
  std::shared_ptr<const Entry> keep(const std::string& key, const Response& response, uint64_t version);
  std::atomic<uint64_t> version_{1};
  size_t most_bytes_;
  int seconds_;
  mutable std::shared_mutex mutex_;
  std::unordered_map<std::string, std::shared_ptr<const Entry>> entries_;
  size_t bytes_ = 0;
  std::mutex making_;
};

// The key of a request: path and query as the handler sees them.
std::string cache_key(const Request& request);

}  // namespace pochin::server
