#include "server/api/handling/packs.h"

#include <algorithm>
#include <mutex>

#include "shared/practice/staff_part.h"
#include "shared/practice/version.h"

namespace pochin::server {
namespace {

practice::Version version_of(const LoadedPack& pack) {
  return practice::parse_version(pack.pack.version).value_or(practice::Version{});
}

Instant begin_of(const LoadedPack& pack) {
  return pack.pack.stages.empty() ? Instant{} : pack.pack.stages.front().from;
}

}  // namespace

const Packs::Practice* Packs::practice(std::string_view id) const {
  const auto found = std::ranges::find(practices_, id, &Practice::id);
  return found == practices_.end() ? nullptr : &*found;
}

void Packs::add(practice::Pack pack, const Json& json) {
  if (has(pack.id, pack.version)) return;
  const std::string id = pack.id;
  auto loaded =
      std::make_unique<const LoadedPack>(std::move(pack), practice::public_subset(json), practice::staff_part(json));
  const std::unique_lock lock(mutex_);
  auto found = std::ranges::find(practices_, id, &Practice::id);
  if (found == practices_.end()) found = practices_.insert(practices_.end(), Practice{id, {}});
  found->versions.push_back(std::move(loaded));
}

const LoadedPack* Packs::find(std::string_view id, std::string_view version) const {
  const std::shared_lock lock(mutex_);
  const Practice* found = practice(id);
  if (!found) return nullptr;
  for (const auto& each : found->versions)
    if (each->pack.version == version) return each.get();
  return nullptr;
}

std::int64_t Packs::count() const {
  const std::shared_lock lock(mutex_);
  std::int64_t all = 0;
  for (const Practice& each : practices_) all += static_cast<std::int64_t>(each.versions.size());
  return all;
}

std::vector<const LoadedPack*> Packs::versions() const {
  const std::shared_lock lock(mutex_);
  std::vector<const LoadedPack*> all;
  for (const Practice& each : practices_)
    for (const auto& version : each.versions) all.push_back(version.get());
  return all;
}

std::vector<std::string> Packs::practices() const {
  const std::shared_lock lock(mutex_);
  std::vector<std::string> ids;
  for (const Practice& each : practices_) ids.push_back(each.id);
  return ids;
}

std::vector<const LoadedPack*> Packs::cycles(std::string_view id) const {
  const std::shared_lock lock(mutex_);
  std::vector<const LoadedPack*> newest;
  const Practice* found = practice(id);
  if (!found) return newest;
  for (const auto& each : found->versions) {
    const auto same = std::ranges::find_if(
        newest, [&](const LoadedPack* other) { return other->pack.cycle.id == each->pack.cycle.id; });
    if (same == newest.end())
      newest.push_back(each.get());
    else if (version_of(**same) <= version_of(*each))
      *same = each.get();
  }
  std::ranges::stable_sort(newest, {}, [](const LoadedPack* each) { return begin_of(*each).ms; });
  return newest;
}

const LoadedPack* Packs::cycle(std::string_view id, std::string_view cycle) const {
  for (const LoadedPack* each : cycles(id))
    if (each->pack.cycle.id == cycle) return each;
  return nullptr;
}

const LoadedPack* Packs::current(std::string_view id, Instant now) const {
  const LoadedPack* chosen = nullptr;
  for (const LoadedPack* each : cycles(id))
    if (!chosen || begin_of(*each) <= now) chosen = each;
  return chosen;
}

const LoadedPack& Packs::calendar(const LoadedPack& pack) const {
  const LoadedPack* newest = cycle(pack.pack.id, pack.pack.cycle.id);
  return newest ? *newest : pack;
}

}  // namespace pochin::server
