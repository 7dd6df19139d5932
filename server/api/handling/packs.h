// Every published version of every practice, kept for the life of the program: a pointer given out stays good while
// newer versions are taken in. Safe for any threads.
#pragma once
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/base/instant.h"
#include "shared/base/json.h"
#include "shared/practice/pack.h"

namespace pochin::server {

struct LoadedPack {
  practice::Pack pack;
  Json open;   // what anybody may read
  Json staff;  // the staff's part of the form (practice/staff_part.h)
};

class Packs {
 public:
  // Versions of a practice are added in the order they were published. A known version stays as it is.
  void add(practice::Pack pack, const Json& json);
  bool has(std::string_view practice, std::string_view version) const { return find(practice, version) != nullptr; }

  std::int64_t count() const;  // of all versions of all practices

  const LoadedPack* find(std::string_view practice, std::string_view version) const;
  std::vector<const LoadedPack*> versions() const;  // all
  std::vector<std::string> practices() const;       // ids, in the order they were first added
  // The newest version of each cycle; the cycles by when they begin.
  std::vector<const LoadedPack*> cycles(std::string_view practice) const;
  // The newest version of the cycle; null when there is no such cycle.
  const LoadedPack* cycle(std::string_view practice, std::string_view id) const;
  // The cycle that a resident means: the last that has begun, else the first to come. Null for an unknown practice.
  const LoadedPack* current(std::string_view practice, Instant now) const;
  // Whose stages count for what was written under `pack`: a deadline may be put off by a newer version of its cycle.
  const LoadedPack& calendar(const LoadedPack& pack) const;

 private:
  struct Practice {
    std::string id;
    std::vector<std::unique_ptr<const LoadedPack>> versions;
  };
  const Practice* practice(std::string_view id) const;

  mutable std::shared_mutex mutex_;
  std::vector<Practice> practices_;
};

}  // namespace pochin::server
