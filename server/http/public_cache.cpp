#include "server/http/public_cache.h"

#include "server/http/compress.h"
#include "server/http/conditional.h"

namespace pochin::server {
namespace {

constexpr int kBrotliQuality = 5;
constexpr int kGzipLevel = 6;

SharedBytes shared_if_smaller(std::string coded, size_t plain) {
  return coded.empty() || coded.size() >= plain ? nullptr : std::make_shared<const std::string>(std::move(coded));
}

size_t weight(const Encoded& body) {
  size_t bytes = 0;
  for (const SharedBytes* part : {&body.plain, &body.brotli, &body.gzip})
    if (*part) bytes += (*part)->size();
  return bytes;
}

}  // namespace

PublicCache::PublicCache(size_t most_bytes, std::chrono::seconds lifetime)
    : most_bytes_(most_bytes), lifetime_(lifetime) {}

std::shared_ptr<const PublicCache::Entry> PublicCache::find(std::string_view key) const {
  std::shared_lock lock(mutex_);
  const auto found = entries_.find(key);
  if (found == entries_.end()) return nullptr;
  const auto& entry = found->second;
  if (entry->version != version() || entry->until < std::chrono::steady_clock::now()) return nullptr;
  return entry;
}

Response PublicCache::get(const std::string& key, const std::function<Response()>& make) {
  {
    std::unique_lock lock(making_mutex_);
    for (;;) {
      if (auto entry = find(key)) return response_of(*entry);
      if (making_.insert(key).second) break;
      made_.wait(lock);
    }
  }
  // Whatever happens in make(), the key stops being made.
  struct Done {
    PublicCache& cache;
    const std::string& key;
    ~Done() {
      std::lock_guard lock(cache.making_mutex_);
      cache.making_.erase(key);
      cache.made_.notify_all();
    }
  } done{*this, key};
  const uint64_t before = version();
  Response response = make();
  if (auto entry = keep(key, response, before)) return response_of(*entry);
  return response;
}

std::shared_ptr<const PublicCache::Entry> PublicCache::keep(const std::string& key, Response& response,
                                                            uint64_t version) {
  auto* text = std::get_if<std::string>(&response.body);
  if (response.status != 200 || !text || text->empty()) return nullptr;
  auto entry = std::make_shared<Entry>();
  entry->type = response.type;
  entry->etag = content_etag(*text);
  entry->policy = response.header("Content-Security-Policy");
  entry->version = version;
  entry->until = std::chrono::steady_clock::now() + lifetime_;
  if (text->size() >= kWorthCompressing) {
    entry->body.brotli = shared_if_smaller(compress_brotli(*text, kBrotliQuality), text->size());
    entry->body.gzip = shared_if_smaller(compress_gzip(*text, kGzipLevel), text->size());
  }
  entry->body.plain = std::make_shared<const std::string>(std::move(*text));

  const size_t added = weight(entry->body) + key.size();
  std::unique_lock lock(mutex_);
  auto& place = entries_[key];
  if (place) bytes_ -= weight(place->body) + key.size();
  place = entry;
  bytes_ += added;
  if (bytes_ > most_bytes_) {
    entries_.clear();
    bytes_ = 0;
    if (added <= most_bytes_) {
      entries_[key] = entry;
      bytes_ = added;
    }
  }
  return entry;
}

std::string cache_key(const Request& request) {
  return request.target.empty() ? request.path : std::string(request.target);
}

Response response_of(const PublicCache::Entry& entry) {
  Response response;
  response.type = entry.type;
  response.body = entry.body;
  response.etag(entry.etag);
  response.set("Cache-Control", "public, no-cache");
  if (!entry.policy.empty()) response.set("Content-Security-Policy", entry.policy);
  return response;
}

}  // namespace pochin::server
