#pragma once
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

// Things that go wrong on request of a test. Each is named after what it breaks and is used up after the number of
// times asked for.
namespace pochin::emulator {

// All names. "rest.PART_HOW" exists for every part of the person's record and every way it can fail.
const std::vector<std::string>& known_faults();

// The ways a record of the person can fail: "401", "403", "404", "429", "500", "html", "redirect", "slow", "huge".
const std::vector<std::string>& rest_failures();

class Faults {
 public:
  // False for an unknown name.
  bool set(const std::string& name, int times);
  void clear();
  // True as many times as was asked for.
  bool take(std::string_view name);
  [[nodiscard]] std::map<std::string, int> left() const;

 private:
  mutable std::mutex mutex_;
  std::map<std::string, int, std::less<>> left_;
};

struct JournalEntry {
  std::string at;
  std::string what;
  std::string outcome;
};

class Journal {
 public:
  void add(JournalEntry entry);
  [[nodiscard]] std::vector<JournalEntry> entries() const;

 private:
  mutable std::mutex mutex_;
  std::vector<JournalEntry> entries_;
};

}  // namespace pochin::emulator
