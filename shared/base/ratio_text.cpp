// Ratios and decimals: rounding, printing, reading.
#include <algorithm>

#include "shared/base/ratio.h"
#include "shared/base/ratio_parts.h"
#include "shared/base/text.h"

namespace pochin {
namespace {

constexpr int kMostPlaces = 12;
constexpr std::size_t kMostDigits = 1'300;  // of kMostBits and a little more

int64_t power_of_ten(int places) {
  int64_t p = 1;
  for (int i = 0; i < places; ++i) p *= 10;
  return p;
}

// Whether the magnitude goes one up when `twice` the rest stands so to the divisor.
bool goes_up(Rounding rounding, bool negative, bool odd, std::strong_ordering twice) {
  switch (rounding) {
    case Rounding::Floor:
      return negative;
    case Rounding::Ceil:
      return !negative;
    case Rounding::Down:
      return false;
    case Rounding::Up:
      return true;
    case Rounding::HalfUp:
      return twice >= 0;
    case Rounding::HalfEven:
      return twice > 0 || (twice == 0 && odd);
  }
  return false;
}

// |value| × 10^places as a whole number.
struct Scaled {
  bool negative = false;
  unsigned __int128 quick = 0;
  wide::Natural slow = {};  // instead of `quick` when it is not empty
};

// Where numerator × 10^places fits 64 bits, as nearly always, one division is all.
std::optional<Scaled> scaled_quickly(const Ratio& value, int places, Rounding rounding) {
  const auto n = value.numerator(), d = value.denominator();
  if (!n) return std::nullopt;
  const bool negative = *n < 0;
  unsigned __int128 scaled = 0;
  const auto size = static_cast<unsigned __int128>(negative ? -*n : *n);
  if (__builtin_mul_overflow(size, static_cast<unsigned __int128>(power_of_ten(places)), &scaled)) return std::nullopt;
  const auto by = static_cast<unsigned __int128>(*d);
  const bool narrow = scaled <= UINT64_MAX && by <= UINT64_MAX;
  Scaled made{negative, narrow ? static_cast<uint64_t>(scaled) / static_cast<uint64_t>(by) : scaled / by};
  const unsigned __int128 rest = scaled - made.quick * by;
  if (rest != 0 && goes_up(rounding, negative, made.quick % 2 != 0, rest <=> by - rest)) ++made.quick;
  return made;
}

Scaled scaled(const Ratio& value, int places, Rounding rounding) {
  if (auto quick = scaled_quickly(value, places, rounding)) return *std::move(quick);
  const wide::Parts parts = parts_of(value);
  const wide::Natural power = wide::from(static_cast<unsigned __int128>(power_of_ten(places)));
  auto [whole, rest] = wide::divide(wide::multiply(parts.above, power), parts.below);
  const bool odd = !whole.empty() && whole.front() % 2 != 0;
  if (!rest.empty() && goes_up(rounding, parts.negative, odd, wide::compare(wide::add(rest, rest), parts.below)))
    whole = wide::add(whole, wide::from(1));
  return {parts.negative, 0, std::move(whole)};
}

std::string digits_of(unsigned __int128 v) {
  if (v <= UINT64_MAX) return std::to_string(static_cast<uint64_t>(v));
  return wide::digits(wide::from(v));
}

struct Decimal {
  bool negative;
  std::string whole, fraction;
};

Decimal decimal_of(const Ratio& value, int digits, Rounding rounding) {
  const int places = std::clamp(digits, 0, kMostPlaces);
  const Scaled number = scaled(value, places, rounding);
  std::string all = number.slow.empty() ? digits_of(number.quick) : wide::digits(number.slow);
  const auto behind = static_cast<std::size_t>(places);
  if (all.size() <= behind) all.insert(0, behind + 1 - all.size(), '0');
  const bool zero = number.slow.empty() && number.quick == 0;
  return {number.negative && !zero, all.substr(0, all.size() - behind), all.substr(all.size() - behind)};
}

std::optional<wide::Natural> whole_number(std::string_view text) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (text.empty() || text.size() > kMostDigits || !std::ranges::all_of(text, digit)) return std::nullopt;
  return wide::from_digits(text);
}

}  // namespace

Ratio round_to(const Ratio& value, int digits, Rounding rounding) {
  const int places = std::clamp(digits, 0, kMostPlaces);
  if (value.is_integer()) return value;
  Scaled number = scaled(value, places, rounding);
  if (number.slow.empty() && number.quick >> 126 == 0) {
    const auto n = static_cast<Int128>(number.quick);
    return *Ratio::make(number.negative ? -n : n, power_of_ten(places));
  }
  wide::Natural above = number.slow.empty() ? wide::from(number.quick) : std::move(number.slow);
  return ratio_of(
      {number.negative, std::move(above), wide::from(static_cast<unsigned __int128>(power_of_ten(places)))});
}

std::string to_decimal(const Ratio& value, int digits, Rounding rounding) {
  const Decimal parts = decimal_of(value, digits, rounding);
  return (parts.negative ? "-" : "") + parts.whole + (parts.fraction.empty() ? "" : "." + parts.fraction);
}

std::string to_text(const Ratio& value, int least, int most) {
  Decimal parts = decimal_of(value, most, Rounding::HalfUp);
  while (parts.fraction.size() > static_cast<std::size_t>(least) && parts.fraction.back() == '0')
    parts.fraction.pop_back();
  return (parts.negative ? "–" : "") + group_digits(parts.whole) + (parts.fraction.empty() ? "" : "," + parts.fraction);
}

std::string to_fraction(const Ratio& value) {
  const wide::Parts parts = parts_of(value);
  const std::string above = (parts.negative ? "-" : "") + wide::digits(parts.above);
  return value.is_integer() ? above : above + "/" + wide::digits(parts.below);
}

std::optional<Ratio> parse_fraction(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t bar = text.find('/');
  auto above = whole_number(text.substr(0, bar));
  auto below = bar == std::string_view::npos ? wide::from(1) : whole_number(text.substr(bar + 1));
  if (!above || !below || below->empty()) return std::nullopt;
  return ratio_of({negative, *std::move(above), *std::move(below)});
}

std::optional<Ratio> parse_decimal(std::string_view text) {
  text = trim(text);
  bool negative = false;
  for (std::string_view mark : {"-", "–", "−", "+"})
    if (text.starts_with(mark)) {
      negative = mark != "+";
      text.remove_prefix(mark.size());
      break;
    }
  Int128 n = 0, d = 1;
  int whole = 0, fraction = -1;
  bool space = false;
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = next_code_point(text, i);
    if (c >= '0' && c <= '9') {
      if (fraction >= 0) {
        if (space || ++fraction > 12) return std::nullopt;
        d *= 10;
      } else if (++whole > 20) {
        return std::nullopt;
      }
      n = n * 10 + static_cast<int>(c - '0');
      space = false;
    } else if ((c == ',' || c == '.') && fraction < 0 && whole > 0 && !space) {
      fraction = 0;
    } else if (is_space(c) && whole > 0) {
      space = true;
    } else {
      return std::nullopt;
    }
  }
  if (whole == 0 || fraction == 0) return std::nullopt;
  return Ratio::make(negative ? -n : n, d);
}

}  // namespace pochin
