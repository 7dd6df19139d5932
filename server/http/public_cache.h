// Public answers kept ready, compressed, and served with no recomputation.
// An entry lives until the version it was made at changes: whoever changes what the public sees calls changed().
// Nothing personal may be put here: entries are given to everybody.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "server/http/request.h"
#include "server/http/response.h"

namespace pochin::server {

class PublicCache {
 public:
  struct Entry {
    std::string type;
    std::string etag;
    std::string policy = {};  // Content-Security-Policy, where a page has its own
    Encoded body;
    uint64_t version = 0;
    std::chrono::steady_clock::time_point until;
  };

  // Holds at most `most_bytes` of bodies; when full it is emptied. Entries are remade after `lifetime` at the latest,
  // for texts that depend on the clock.
  explicit PublicCache(size_t most_bytes = 64 * 1024 * 1024, std::chrono::seconds lifetime = std::chrono::seconds(20));

  // Marks everything made before as old. Call it after the commit that changed public data.
  void changed() { version_.fetch_add(1, std::memory_order_acq_rel); }
  uint64_t version() const { return version_.load(std::memory_order_acquire); }

  // The entry if it is fresh.
  std::shared_ptr<const Entry> find(std::string_view key) const;

  // The answer for `key`: kept, or made now; who asks for a key that is being made waits for it. Only a 200 with a
  // body is kept; a call of get() for another key from within `make` is fine.
  Response get(const std::string& key, const std::function<Response()>& make);

 private:
  struct Hash {
    using is_transparent = void;
    size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
  };
  std::shared_ptr<const Entry> keep(const std::string& key, Response& response, uint64_t version);

  std::atomic<uint64_t> version_{1};
  size_t most_bytes_;
  std::chrono::seconds lifetime_;
  mutable std::shared_mutex mutex_;
  std::unordered_map<std::string, std::shared_ptr<const Entry>, Hash, std::equal_to<>> entries_;
  size_t bytes_ = 0;
  std::mutex making_mutex_;
  std::condition_variable made_;
  std::unordered_set<std::string> making_;
};

// The key of a request: its path and query as sent.
std::string cache_key(const Request& request);

// The answer an entry stands for.
Response response_of(const PublicCache::Entry& entry);

}  // namespace pochin::server
