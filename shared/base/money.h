// Money in kopecks. A sum is never a floating-point number.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/ratio.h"
#include "shared/base/result.h"

namespace pochin {

struct Money {
  int64_t kopecks = 0;
  auto operator<=>(const Money&) const = default;
};

// Nothing on overflow.
std::optional<Money> checked_add(Money a, Money b);
std::optional<Money> checked_sub(Money a, Money b);
std::optional<Money> checked_mul(Money a, int64_t times);

// The most there is on overflow: a sum of amounts that are not negative stays over every limit it is over.
Money capped_add(Money a, Money b);

// What people type or paste: «1 234 567,89», "1234567.89 ₽", with no-break spaces. Errors: money_format,
// money_precision (more than two decimals), money_negative, money_range (a trillion roubles or more).
Result<Money> parse_money(std::string_view text);

// «1 234 567,50»; no decimals for whole roubles. Groups are divided by no-break spaces.
std::string format_money(Money money);
std::string format_roubles(Money money);  // the same and « ₽»

Ratio to_roubles(Money money);
// Nothing when it is no whole number of kopecks or does not fit.
std::optional<Money> money_from_roubles(const Ratio& roubles);

}  // namespace pochin
