// Dividing a sum of kopecks exactly: the parts always add up to the whole.
//
// Largest remainder: each gets the whole kopecks of its proportional part, and the kopecks left over go one each to
// the largest fractions lost. Equal fractions: the smaller key in byte order goes first, so that neither the order of
// the input nor the machine changes the answer. Who has no weight gets nothing, and while the sum is not more than the
// weights in all, nobody gets more than their weight.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "shared/base/money.h"
#include "shared/base/ratio.h"
#include "shared/base/result.h"

namespace pochin::finance {

struct Weight {
  std::string key;    // unique: a payer, a source
  int64_t value = 0;  // kopecks paid, or parts of an agreed proportion; not negative
};

// In the order of the input. Error.place is the key. Codes: split_negative (a sum or a weight below zero),
// split_twice (a key repeats), split_nobody (there is a sum and no weight above zero). O(n log n).
Result<std::vector<Money>> split(Money sum, const std::vector<Weight>& weights);

struct Part {
  std::string key;
  Ratio share;
};

// By agreed shares, which must add up to 1: split_shares otherwise; split_range when they have no common denominator
// below 2^63.
Result<std::vector<Money>> split_by_shares(Money sum, const std::vector<Part>& parts);

}  // namespace pochin::finance
