// Conditions tried on values: which of them can never hold, and what none of them takes. Decided only for conditions
// that compare names with values and names ("a > 5 and kind in [\"mo\"]"): between two neighbouring values of such a
// condition nothing changes, so a few values of each name stand for all.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "shared/formula/formula.h"

namespace pochin::practice {

// What an answer is refused outside of.
struct Range {
  std::optional<Ratio> min = {}, max = {};
  bool whole = false;
  std::optional<Date> earliest = {}, latest = {};
};

struct Domain {
  const formula::Schema& schema;
  const std::map<std::string, Range, std::less<>>& ranges;
};

// Whatever its names are, it does not hold. False where that is not decided.
bool never_holds(const formula::Formula& condition, const Domain& domain);

// Of conditions that are asked one after another until one holds, and only where `applicable` does (empty = always).
struct Taken {
  std::vector<std::size_t> unreached;  // one before it holds wherever it does
  std::string gap = {};                // «municipality.kind = sp, people = 10»: nothing holds there; empty = no gap
};
// Nothing where that is not decided. An empty condition always holds.
std::optional<Taken> order_of(const std::vector<formula::Formula>& conditions, const formula::Formula& applicable,
                              const Domain& domain);

}  // namespace pochin::practice
