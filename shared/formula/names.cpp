#include "shared/formula/names.h"

#include <algorithm>

namespace pochin::formula {
namespace {

// FNV-1a: short names, no enemy; equal hashes are told apart by the names themselves.
uint32_t hash_of(std::string_view name) {
  uint32_t hash = 2166136261u;
  for (char c : name) hash = (hash ^ static_cast<uint8_t>(c)) * 16777619u;
  return hash;
}

}  // namespace

std::size_t Names::place_of(uint32_t hash) const {
  return static_cast<std::size_t>(std::ranges::lower_bound(slots_, hash, {}, &Slot::hash) - slots_.begin());
}

Names::const_iterator Names::find(std::string_view name) const {
  const uint32_t hash = hash_of(name);
  for (std::size_t at = place_of(hash); at < slots_.size() && slots_[at].hash == hash; ++at)
    if (entries_[slots_[at].entry].first == name)
      return entries_.begin() + static_cast<std::ptrdiff_t>(slots_[at].entry);
  return entries_.end();
}

Value& Names::operator[](std::string_view name) {
  const uint32_t hash = hash_of(name);
  const std::size_t place = place_of(hash);
  for (std::size_t at = place; at < slots_.size() && slots_[at].hash == hash; ++at)
    if (entries_[slots_[at].entry].first == name) return entries_[slots_[at].entry].second;
  slots_.insert(slots_.begin() + static_cast<std::ptrdiff_t>(place), {hash, static_cast<uint32_t>(entries_.size())});
  return entries_.emplace_back(std::string(name), Value()).second;
}

}  // namespace pochin::formula
