// Exact rational numbers: shares, points, decimals that people type. No floating point anywhere.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

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

namespace wide {
struct Parts;  // ratio_parts.h
}

// Numerator and denominator without a common factor, denominator > 0; of any size: nothing is ever lost. Parts within
// 2^126, as nearly all are, lie in the object and cost O(log) for each operation; larger ones, as of the sum of six
// shares with different wholes, lie beside it and cost O(digits²).
class Ratio {
 public:
  Ratio() = default;
  Ratio(int64_t whole) : numerator_(whole) {}  // NOLINT: a whole number is a ratio
  Ratio(const Ratio& other) : numerator_(other.numerator_), denominator_(other.denominator_) {
    if (beside()) [[unlikely]]
      copy_beside();
  }
  Ratio(Ratio&& other) noexcept : numerator_(other.numerator_), denominator_(other.denominator_) {
    if (beside()) [[unlikely]]
      other.numerator_ = 0, other.denominator_ = 1;
  }
  Ratio& operator=(const Ratio& other) {
    if (beside() || other.beside()) [[unlikely]]
      return *this = Ratio(other);
    numerator_ = other.numerator_, denominator_ = other.denominator_;
    return *this;
  }
  Ratio& operator=(Ratio&& other) noexcept {
    std::swap(numerator_, other.numerator_);
    std::swap(denominator_, other.denominator_);
    return *this;
  }
  ~Ratio() {
    if (beside()) [[unlikely]]
      drop_beside();
  }

  // Nothing when the denominator is 0.
  static std::optional<Ratio> make(Int128 numerator, Int128 denominator);

  // Nothing when one of the parts is above 2^126.
  std::optional<Int128> numerator() const { return beside() ? std::nullopt : std::optional(numerator_); }
  std::optional<Int128> denominator() const { return beside() ? std::nullopt : std::optional(denominator_); }
  int sign() const;
  bool is_integer() const;
  // Nothing when it is no whole number or does not fit.
  std::optional<int64_t> to_int64() const;

  bool operator==(const Ratio& other) const;
  std::strong_ordering operator<=>(const Ratio& other) const;

  // Exact, whatever the size.
  Ratio operator+(const Ratio& other) const;
  Ratio operator-(const Ratio& other) const;
  Ratio operator*(const Ratio& other) const;
  Ratio operator/(const Ratio& other) const;  // precondition: the divisor is not 0
  Ratio operator-() const;
  Ratio& operator+=(const Ratio& other) { return *this = *this + other; }

 private:
  friend wide::Parts parts_of(const Ratio& value);
  friend Ratio ratio_of(wide::Parts parts);
  Ratio(Int128 numerator, Int128 denominator) : numerator_(numerator), denominator_(denominator) {}

  bool beside() const { return denominator_ == 0; }
  const wide::Parts& parts() const;  // precondition: beside()
  void copy_beside();
  void drop_beside();

  Int128 numerator_ = 0;  // when it lies beside: the address of its parts
  Int128 denominator_ = 1;
};

// Nothing for division by zero, or when a part of the result has more than kMostBits: what a formula computes of what
// people type is far below, and what is above would make every later step slow.
inline constexpr std::size_t kMostBits = 4096;
std::optional<Ratio> checked_add(const Ratio& a, const Ratio& b);
std::optional<Ratio> checked_sub(const Ratio& a, const Ratio& b);
std::optional<Ratio> checked_mul(const Ratio& a, const Ratio& b);
std::optional<Ratio> checked_div(const Ratio& a, const Ratio& b);

// To `digits` decimals, 0..12.
Ratio round_to(const Ratio& value, int digits, Rounding rounding = Rounding::HalfUp);

// "62.5", "-0.10": exactly `digits` decimals with a point, for machines.
std::string to_decimal(const Ratio& value, int digits, Rounding rounding = Rounding::HalfUp);

// «1 234,5», «–7»: decimal comma, no-break spaces, an en dash for minus (the font has no U+2212). Trailing zeros
// beyond `least` decimals are left out; digits beyond `most` are rounded half away from zero.
std::string to_text(const Ratio& value, int least = 0, int most = 2);

// "7", "-7/3": all of it, for machines.
std::string to_fraction(const Ratio& value);
// What to_fraction writes; nothing for anything else, a denominator of zero or more than 2 × 1 300 digits.
std::optional<Ratio> parse_fraction(std::string_view text);

// What people type: "1 234 567,89" with any of Unicode's spaces between digits, "1234.5", "+7", "–3,5". Nothing for
// two separators, letters, more than 20 digits before or 12 after the separator, an empty text.
std::optional<Ratio> parse_decimal(std::string_view text);

}  // namespace pochin
