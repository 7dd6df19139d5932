// Signs that votes do not come from people who think: too many in too short a time for one project, from one territory,
// out of one network, or one ballot like the other (domain.md §5.3: 1–5 thousand an hour in Bratsk). A sign accuses
// nobody: it is shown to observers, and a freeze is an act of people.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/instant.h"
#include "shared/base/names.h"

namespace pochin::voting {

enum class SignalKind {
  project,
  territory,
  network,
  sameness  // whole ballots of several choices that are all alike
};
std::span<const Name<SignalKind>> names(SignalKind);

struct Signal {
  SignalKind kind = SignalKind::project;
  std::string key;
  int64_t per_minute = 0;  // the threshold that was passed
  std::string text;        // Russian, for observers; holds no count: totals may be hidden
  bool operator==(const Signal&) const = default;
};

// Counts by whole minutes and forgets those gone. One signal for each key and quarter of an hour.
class RateWatch {
 public:
  explicit RateWatch(int64_t per_minute) : per_minute_(per_minute) {}

  // One vote. `label` is what observers read: the project's number, the name of the place, "10.0.0.0". Moments may
  // come a little out of order. O(log keys), amortised.
  std::optional<Signal> take(SignalKind kind, std::string_view key, std::string_view label, Instant at);

 private:
  struct Count {
    int64_t minute = 0, votes = 0, quiet_until = 0;
  };
  void forget(int64_t minute);

  int64_t per_minute_;
  int64_t swept_ = 0;
  std::map<std::string, Count, std::less<>> counts_;
};

}  // namespace pochin::voting
