#include "tools/esia-emulator/faults.h"

#include <algorithm>

namespace pochin::emulator {

bool Faults::set(const std::string& name, int times) {
  if (std::ranges::find(kFaults, std::string_view(name)) == kFaults.end()) return false;
  const std::lock_guard lock(mutex_);
  left_[name] = times;
  return true;
}

void Faults::clear() {
  const std::lock_guard lock(mutex_);
  left_.clear();
}

bool Faults::take(std::string_view name) {
  const std::lock_guard lock(mutex_);
  const auto found = left_.find(name);
  if (found == left_.end() || found->second <= 0) return false;
  if (--found->second == 0) left_.erase(found);
  return true;
}

std::map<std::string, int> Faults::left() const {
  const std::lock_guard lock(mutex_);
  return {left_.begin(), left_.end()};
}

void Journal::add(JournalEntry entry) {
  constexpr std::size_t kMost = 1000;
  const std::lock_guard lock(mutex_);
  if (entries_.size() == kMost) entries_.erase(entries_.begin());
  entries_.push_back(std::move(entry));
}

std::vector<JournalEntry> Journal::entries() const {
  const std::lock_guard lock(mutex_);
  return entries_;
}

}  // namespace pochin::emulator
