// How the commission of a practice is made up, and how it decides: "commission" of its pack. A share is written as the
// act says it: "1/2", "2/3".
#pragma once

#include <string>
#include <vector>

#include "shared/review/protocol.h"

namespace pochin::practice {

struct CommissionRules {
  review::ProtocolRules protocol;
  // Actions that need a signed protocol which names the application: "win" among the winners, "hold" in the reserve.
  std::vector<std::string> binds;
  std::string opinion_term;  // id of the pack's term for an expert's opinion; empty = the day is named each time
};

}  // namespace pochin::practice
