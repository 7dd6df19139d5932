#include "shared/base/ratio.h"

#include <algorithm>
#include <numeric>

#include "shared/base/ratio_parts.h"

namespace pochin {
namespace {

using Unsigned = unsigned __int128;
constexpr Int128 kLimit = Int128(1) << 126;

Unsigned magnitude(Int128 v) { return v < 0 ? Unsigned(0) - Unsigned(v) : Unsigned(v); }

Unsigned gcd(Unsigned a, Unsigned b) {
  while (b != 0) {
    if (a <= UINT64_MAX && b <= UINT64_MAX) return std::gcd(static_cast<uint64_t>(a), static_cast<uint64_t>(b));
    const Unsigned r = a % b;
    a = b;
    b = r;
  }
  return a;
}

Unsigned quotient(Unsigned a, Unsigned b) {
  if (a <= UINT64_MAX && b <= UINT64_MAX) return static_cast<uint64_t>(a) / static_cast<uint64_t>(b);
  return a / b;
}

std::optional<Int128> mul(Int128 a, Int128 b) {
  Int128 r;
  if (__builtin_mul_overflow(a, b, &r) || r > kLimit || r < -kLimit) return std::nullopt;
  return r;
}

std::optional<Int128> add(Int128 a, Int128 b) {
  Int128 r;
  if (__builtin_add_overflow(a, b, &r) || r > kLimit || r < -kLimit) return std::nullopt;
  return r;
}

// Nearly every number is small, and division of 64 bits is several times faster than that of 128.
bool small(Int128 v) { return v == static_cast<int64_t>(v); }

Int128 floor_div(Int128 a, Int128 b) {  // b > 0
  if (small(a) && small(b)) {
    const auto n = static_cast<int64_t>(a), d = static_cast<int64_t>(b);
    return n % d < 0 ? n / d - 1 : n / d;
  }
  const Int128 q = a / b;
  return a % b < 0 ? q - 1 : q;
}

// The same within 126 bits: nothing when a part does not fit, even on the way.
std::optional<Ratio> quick_add(const Ratio& a, const Ratio& b) {
  const auto an = a.numerator(), ad = a.denominator(), bn = b.numerator(), bd = b.denominator();
  if (!an || !bn) [[unlikely]]
    return std::nullopt;
  if (*ad == *bd) {
    const auto sum = add(*an, *bn);
    return sum ? Ratio::make(*sum, *ad) : std::nullopt;
  }
  const Int128 g = Int128(gcd(Unsigned(*ad), Unsigned(*bd)));
  const auto left = mul(*an, *bd / g), right = mul(*bn, *ad / g), d = mul(*ad, *bd / g);
  if (!left || !right || !d) return std::nullopt;
  const auto n = add(*left, *right);
  return n ? Ratio::make(*n, *d) : std::nullopt;
}

std::optional<Ratio> quick_mul(const Ratio& a, const Ratio& b) {
  const auto an = a.numerator(), ad = a.denominator(), bn = b.numerator(), bd = b.denominator();
  if (!an || !bn) [[unlikely]]
    return std::nullopt;
  if (*ad == 1 && *bd == 1) {
    const auto n = mul(*an, *bn);
    return n ? Ratio::make(*n, 1) : std::nullopt;
  }
  const auto left = Ratio::make(*an, *bd), right = Ratio::make(*bn, *ad);
  const auto n = mul(*left->numerator(), *right->numerator()), d = mul(*left->denominator(), *right->denominator());
  return n && d ? Ratio::make(*n, *d) : std::nullopt;
}

wide::Natural positive(const wide::Natural& a, const wide::Natural& b, bool& swapped) {
  swapped = wide::compare(a, b) < 0;
  return swapped ? wide::subtract(b, a) : wide::subtract(a, b);
}

wide::Parts wide_add(const Ratio& a, const Ratio& b) {
  const wide::Parts x = parts_of(a), y = parts_of(b);
  const wide::Natural left = wide::multiply(x.above, y.below), right = wide::multiply(y.above, x.below);
  wide::Parts sum{x.negative, {}, wide::multiply(x.below, y.below)};
  bool swapped = false;
  sum.above = x.negative == y.negative ? wide::add(left, right) : positive(left, right, swapped);
  if (swapped) sum.negative = y.negative;
  return sum;
}

wide::Parts wide_mul(const Ratio& a, const Ratio& b) {
  const wide::Parts x = parts_of(a), y = parts_of(b);
  return {x.negative != y.negative, wide::multiply(x.above, y.above), wide::multiply(x.below, y.below)};
}

bool fits(const wide::Natural& value) { return wide::bits(value) <= 127 && wide::narrow(value) <= Unsigned(kLimit); }

std::size_t size_of(const Ratio& value) {
  if (value.numerator()) return 0;  // no need to look: far below every border
  const wide::Parts parts = parts_of(value);
  return std::max(wide::bits(parts.above), wide::bits(parts.below));
}

std::optional<Ratio> within_border(Ratio value) {
  return size_of(value) > kMostBits ? std::nullopt : std::optional(std::move(value));
}

Ratio turned(const Ratio& value) {
  if (const auto n = value.numerator()) return *Ratio::make(*value.denominator(), *n);
  wide::Parts parts = parts_of(value);
  std::swap(parts.above, parts.below);
  return ratio_of(std::move(parts));
}

}  // namespace

wide::Parts parts_of(const Ratio& value) {
  if (value.beside()) return value.parts();
  return {value.numerator_ < 0, wide::from(magnitude(value.numerator_)), wide::from(Unsigned(value.denominator_))};
}

Ratio ratio_of(wide::Parts parts) {
  const wide::Natural common = wide::gcd(parts.above, parts.below);
  if (wide::bits(common) > 1) {
    parts.above = wide::divide(parts.above, common).whole;
    parts.below = wide::divide(parts.below, common).whole;
  }
  if (fits(parts.above) && fits(parts.below)) {
    const auto n = Int128(wide::narrow(parts.above));
    return Ratio(parts.negative ? -n : n, Int128(wide::narrow(parts.below)));
  }
  const auto* kept = new wide::Parts(std::move(parts));
  return Ratio(Int128(reinterpret_cast<uintptr_t>(kept)), 0);
}

const wide::Parts& Ratio::parts() const {
  return *reinterpret_cast<const wide::Parts*>(static_cast<uintptr_t>(numerator_));
}

void Ratio::copy_beside() { numerator_ = Int128(reinterpret_cast<uintptr_t>(new wide::Parts(parts()))); }
void Ratio::drop_beside() { delete &parts(); }

std::optional<Ratio> Ratio::make(Int128 numerator, Int128 denominator) {
  if (denominator == 0) return std::nullopt;
  Unsigned n = magnitude(numerator), d = magnitude(denominator);
  const Unsigned g = d == 1 ? 1 : gcd(n, d);
  if (g != 1) {
    n = quotient(n, g);
    d = quotient(d, g);
  }
  const bool negative = (numerator < 0) != (denominator < 0);
  if (n > Unsigned(kLimit) || d > Unsigned(kLimit)) [[unlikely]]
    return ratio_of({negative, wide::from(n), wide::from(d)});
  return Ratio(negative ? -Int128(n) : Int128(n), Int128(d));
}

int Ratio::sign() const {
  if (beside()) [[unlikely]]
    return parts().negative ? -1 : 1;
  return numerator_ > 0 ? 1 : numerator_ < 0 ? -1 : 0;
}

bool Ratio::is_integer() const { return beside() ? wide::bits(parts().below) == 1 : denominator_ == 1; }

std::optional<int64_t> Ratio::to_int64() const {
  if (denominator_ != 1 || numerator_ > INT64_MAX || numerator_ < INT64_MIN) return std::nullopt;
  return static_cast<int64_t>(numerator_);
}

bool Ratio::operator==(const Ratio& other) const {
  if (beside() && other.beside()) [[unlikely]] {
    const wide::Parts &a = parts(), &b = other.parts();
    return a.negative == b.negative && a.above == b.above && a.below == b.below;
  }
  return numerator_ == other.numerator_ && denominator_ == other.denominator_;
}

// Compares whole parts, then the reciprocals of the rests: Euclid's algorithm on both fractions at once.
std::strong_ordering Ratio::operator<=>(const Ratio& other) const {
  if (beside() || other.beside()) [[unlikely]] {
    if (*this == other) return std::strong_ordering::equal;
    const wide::Parts difference = wide_add(*this, -other);
    return difference.negative ? std::strong_ordering::less : std::strong_ordering::greater;
  }
  if (denominator_ == other.denominator_) return numerator_ <=> other.numerator_;
  Int128 a = numerator_, b = denominator_, c = other.numerator_, d = other.denominator_;
  bool turned = false;
  for (;;) {
    const Int128 p = floor_div(a, b), q = floor_div(c, d);
    std::strong_ordering order = p <=> q;
    const Int128 r = a - p * b, s = c - q * d;
    if (order == 0) {
      if (r == 0 && s == 0) return std::strong_ordering::equal;
      if (r == 0) order = std::strong_ordering::less;
      if (s == 0) order = std::strong_ordering::greater;
    }
    if (order != 0) return turned ? 0 <=> order : order;
    a = b, b = r, c = d, d = s;
    turned = !turned;
  }
}

std::optional<Ratio> checked_add(const Ratio& a, const Ratio& b) {
  if (auto sum = quick_add(a, b)) return sum;
  return within_border(ratio_of(wide_add(a, b)));
}

std::optional<Ratio> checked_sub(const Ratio& a, const Ratio& b) { return checked_add(a, -b); }

std::optional<Ratio> checked_mul(const Ratio& a, const Ratio& b) {
  if (auto product = quick_mul(a, b)) return product;
  return within_border(ratio_of(wide_mul(a, b)));
}

std::optional<Ratio> checked_div(const Ratio& a, const Ratio& b) {
  return b.sign() == 0 ? std::nullopt : checked_mul(a, turned(b));
}

Ratio Ratio::operator-() const {
  if (!beside()) return Ratio(-numerator_, denominator_);
  wide::Parts parts = this->parts();
  parts.negative = !parts.negative;
  return ratio_of(std::move(parts));
}

Ratio Ratio::operator+(const Ratio& other) const {
  if (auto sum = quick_add(*this, other)) return *std::move(sum);
  return ratio_of(wide_add(*this, other));
}

Ratio Ratio::operator-(const Ratio& other) const { return *this + -other; }

Ratio Ratio::operator*(const Ratio& other) const {
  if (auto product = quick_mul(*this, other)) return *std::move(product);
  return ratio_of(wide_mul(*this, other));
}

Ratio Ratio::operator/(const Ratio& other) const { return *this * turned(other); }

}  // namespace pochin
