// What the clock does for voting: entries that wait join the public log at intervals and at the close; signs of too
// many votes become incidents that observers see.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "shared/base/instant.h"

namespace pochin::server {

struct Context;

class VotingClock {
 public:
  // Gives what went wrong, for the operator.
  std::vector<std::string> tick(Context& context);

 private:
  std::map<std::string, Instant> sealed_;  // when each campaign's entries were last taken in, by the true clock
};

}  // namespace pochin::server
