// The version of a pack and what a change of it means for the cycle.
//
// "2027.1.0", as in semver.org, with the year of the cycle in front: a new cycle raises the year, a change of what is
// asked or counted the second number, a change of words the third. What stands behind a plus ("2027.1.0+30d") names a
// build and has no part in the order.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/instant.h"
#include "shared/base/result.h"
#include "shared/practice/diff.h"
#include "shared/practice/pack.h"

namespace pochin::practice {

struct Version {
  int64_t year = 0, rules = 0, words = 0;
  auto operator<=>(const Version&) const = default;
};

// Three whole numbers without leading zeros, each at most 999 999. Error: bad_version.
Result<Version> parse_version(std::string_view text);
std::string to_text(const Version& version);

enum class Weight {
  none,   // nothing changed
  patch,  // texts
  minor,  // one may give more or is told more: an optional field, a help text, a limit, a later deadline
  major   // criteria, ranking, workflow, a field less or a required one more, an earlier deadline
};
std::string_view code_of(Weight weight);
Weight weight_of(const Change& change);

// Whether a change would make two applicants of one cycle play by different rules. Words, explanations and later
// deadlines would not (domain.md §4.1: a criteria set is frozen at intake start).
bool is_frozen_by_intake(const Change& change);

struct Classified {
  Weight weight = Weight::none;        // of the heaviest change
  std::vector<std::size_t> forbidden;  // the changes that may not be made once intake has opened
};
Classified classify(const std::vector<Change>& changes);

// The least version that may carry a change of this weight: 2027.1.4 → 2027.2.0 for minor and major, 2027.1.5 for
// patch, the same for none.
Version least_after(const Version& old, Weight weight);

// Intake has opened, so the rules of this cycle are frozen; they stay so when it closes.
bool is_frozen(const Pack& running, Instant now);

}  // namespace pochin::practice
