// Exact rational numbers: shares, points, decimals that people type. No floating point anywhere.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pochin {

using Int128 = __int128;

// How a number between two decimals is rounded.
enum class Rounding {
  HalfUp,    // to the nearest, halves away from zero (what regulations mean by «округление»)
  HalfEven,  // to the nearest, halves to the even neighbour
  Down,      // towards zero
  Up,        // away from zero
  Floor,     // towards minus infinity
  Ceil       // towards plus infinity
};

// Numerator and denominator without a common factor, denominator > 0. O(log) for each operation.
class Ratio {
 public:
  constexpr Ratio() = default;
  constexpr Ratio(int64_t whole) : numerator_(whole) {}  // NOLINT: a whole number is a ratio

  // Nothing when the denominator is 0 or the reduced parts do not fit 126 bits.
  static std::optional<Ratio> make(Int128 numerator, Int128 denominator);

  Int128 numerator() const { return numerator_; }
  Int128 denominator() const { return denominator_; }
  int sign() const { return numerator_ > 0 ? 1 : numerator_ < 0 ? -1 : 0; }
  bool is_integer() const { return denominator_ == 1; }
  // Nothing when it is no whole number or does not fit.
  std::optional<int64_t> to_int64() const;

  bool operator==(const Ratio&) const = default;
  // Exact for all values: never overflows.
  std::strong_ordering operator<=>(const Ratio& other) const;

  // For numbers known to be small, as points and weights are. A result that does not fit becomes the nearest that does.
  Ratio operator+(const Ratio& other) const;
  Ratio operator-(const Ratio& other) const;
  Ratio operator*(const Ratio& other) const;
  Ratio operator-() const;
  Ratio& operator+=(const Ratio& other) { return *this = *this + other; }

 private:
  constexpr Ratio(Int128 numerator, Int128 denominator) : numerator_(numerator), denominator_(denominator) {}
  Int128 numerator_ = 0, denominator_ = 1;
};

// Nothing when the result does not fit, or for division by zero.
std::optional<Ratio> checked_add(const Ratio& a, const Ratio& b);
std::optional<Ratio> checked_sub(const Ratio& a, const Ratio& b);
std::optional<Ratio> checked_mul(const Ratio& a, const Ratio& b);
std::optional<Ratio> checked_div(const Ratio& a, const Ratio& b);

// To `digits` decimals, 0..12. Nothing when the scaled number does not fit.
std::optional<Ratio> round_to(const Ratio& value, int digits, Rounding rounding = Rounding::HalfUp);

// "62.5", "-0.10": exactly `digits` decimals with a point, for machines.
std::string to_decimal(const Ratio& value, int digits, Rounding rounding = Rounding::HalfUp);

// «1 234,5», «–7»: decimal comma, no-break spaces, an en dash for minus (the font has no U+2212). Trailing zeros
// beyond `least` decimals are left out; digits beyond `most` are rounded half away from zero.
std::string to_text(const Ratio& value, int least = 0, int most = 2);

// What people type: "1 234 567,89" with any of Unicode's spaces between digits, "1234.5", "+7", "–3,5". Nothing for
// two separators, letters, more than 20 digits before or 12 after the separator, an empty text.
std::optional<Ratio> parse_decimal(std::string_view text);

}  // namespace pochin
