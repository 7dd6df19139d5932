#include "shared/base/ratio.h"

#include <algorithm>
#include <numeric>

#include "shared/base/text.h"

namespace pochin {
namespace {

using Wide = unsigned __int128;
constexpr Int128 kLimit = Int128(1) << 126;

Wide magnitude(Int128 v) { return v < 0 ? Wide(0) - Wide(v) : Wide(v); }

Wide gcd(Wide a, Wide b) {
  while (b != 0) {
    if (a <= UINT64_MAX && b <= UINT64_MAX) return std::gcd(static_cast<uint64_t>(a), static_cast<uint64_t>(b));
    const Wide r = a % b;
    a = b;
    b = r;
  }
  return a;
}

Wide quotient(Wide a, Wide b) {
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

Int128 power_of_ten(int digits) {
  Int128 p = 1;
  for (int i = 0; i < digits; ++i) p *= 10;
  return p;
}

// part/whole × 10 for 0 ≤ part < whole: the digit, and what is left of `part`. Adds instead of multiplying, so that it
// fits for every whole up to 2^126.
int next_digit(Int128& part, Int128 whole) {
  int digit = 0;
  const Int128 step = part;
  for (int i = 1; i < 10; ++i)
    if (part >= whole - step) {
      part -= whole - step;
      ++digit;
    } else {
      part += step;
    }
  return digit;
}

// value × 10^digits as a whole number.
std::optional<Int128> scaled(const Ratio& value, int digits, Rounding rounding) {
  const int places = std::clamp(digits, 0, 12);
  const Int128 d = value.denominator();
  // value = whole + rest/d, so that only the rest is multiplied by the power of ten before the division.
  const Int128 whole = floor_div(value.numerator(), d);
  Int128 rest = value.numerator() - whole * d, fraction = 0;  // rest ≥ 0
  const auto high = mul(whole, power_of_ten(places));
  if (!high) return std::nullopt;
  if (const auto low = mul(rest, power_of_ten(places))) {
    fraction = floor_div(*low, d);
    rest = *low - fraction * d;
  } else {
    for (int i = 0; i < places; ++i) fraction = fraction * 10 + next_digit(rest, d);
  }
  const auto floor = add(*high, fraction);
  if (!floor || rest == 0) return floor;
  const bool negative = value.sign() < 0;
  bool up = false;
  switch (rounding) {
    case Rounding::Floor:
      break;
    case Rounding::Ceil:
      up = true;
      break;
    case Rounding::Down:
      up = negative;
      break;
    case Rounding::Up:
      up = !negative;
      break;
    case Rounding::HalfUp:
      up = negative ? rest > d - rest : rest >= d - rest;
      break;
    case Rounding::HalfEven:
      up = rest > d - rest || (rest == d - rest && *floor % 2 != 0);
      break;
  }
  return up ? add(*floor, 1) : floor;
}

std::string digits_of(Wide v) {
  if (v <= UINT64_MAX) return std::to_string(static_cast<uint64_t>(v));
  std::string s;
  do {
    s.insert(s.begin(), static_cast<char>('0' + static_cast<int>(v % 10)));
    v /= 10;
  } while (v != 0);
  return s;
}

struct Parts {
  bool negative;
  std::string whole, fraction;
};

std::optional<Parts> decimal_parts(const Ratio& value, int digits, Rounding rounding) {
  const auto n = scaled(value, digits, rounding);
  if (!n) return std::nullopt;
  const Wide p = static_cast<Wide>(power_of_ten(std::clamp(digits, 0, 12)));
  const Wide m = magnitude(*n);
  const Wide whole = quotient(m, p);
  std::string fraction = digits > 0 ? digits_of(m - whole * p) : "";
  if (digits > 0) fraction.insert(0, static_cast<std::size_t>(std::clamp(digits, 0, 12)) - fraction.size(), '0');
  return Parts{*n < 0, digits_of(whole), fraction};
}

Ratio clamped(bool negative) { return negative ? *Ratio::make(-kLimit, 1) : *Ratio::make(kLimit, 1); }

}  // namespace

std::optional<Ratio> Ratio::make(Int128 numerator, Int128 denominator) {
  if (denominator == 0) return std::nullopt;
  Wide n = magnitude(numerator), d = magnitude(denominator);
  const Wide g = d == 1 ? 1 : gcd(n, d);
  if (g != 1) {
    n = quotient(n, g);
    d = quotient(d, g);
  }
  if (n > Wide(kLimit) || d > Wide(kLimit)) return std::nullopt;
  const bool negative = (numerator < 0) != (denominator < 0);
  return Ratio(negative ? -Int128(n) : Int128(n), Int128(d));
}

std::optional<int64_t> Ratio::to_int64() const {
  if (denominator_ != 1 || numerator_ > INT64_MAX || numerator_ < INT64_MIN) return std::nullopt;
  return static_cast<int64_t>(numerator_);
}

// Compares whole parts, then the reciprocals of the rests: Euclid's algorithm on both fractions at once.
std::strong_ordering Ratio::operator<=>(const Ratio& other) const {
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
  if (a.denominator() == b.denominator()) {
    const auto sum = add(a.numerator(), b.numerator());
    return sum ? Ratio::make(*sum, a.denominator()) : std::nullopt;
  }
  const Int128 g = Int128(gcd(Wide(a.denominator()), Wide(b.denominator())));
  const auto left = mul(a.numerator(), b.denominator() / g), right = mul(b.numerator(), a.denominator() / g);
  const auto d = mul(a.denominator(), b.denominator() / g);
  if (!left || !right || !d) return std::nullopt;
  const auto n = add(*left, *right);
  return n ? Ratio::make(*n, *d) : std::nullopt;
}

std::optional<Ratio> checked_sub(const Ratio& a, const Ratio& b) { return checked_add(a, -b); }

std::optional<Ratio> checked_mul(const Ratio& a, const Ratio& b) {
  if (a.is_integer() && b.is_integer()) {
    const auto n = mul(a.numerator(), b.numerator());
    return n ? Ratio::make(*n, 1) : std::nullopt;
  }
  const auto left = Ratio::make(a.numerator(), b.denominator()), right = Ratio::make(b.numerator(), a.denominator());
  if (!left || !right) return std::nullopt;
  const auto n = mul(left->numerator(), right->numerator()), d = mul(left->denominator(), right->denominator());
  return n && d ? Ratio::make(*n, *d) : std::nullopt;
}

std::optional<Ratio> checked_div(const Ratio& a, const Ratio& b) {
  const auto turned = Ratio::make(b.denominator(), b.numerator());
  return turned ? checked_mul(a, *turned) : std::nullopt;
}

Ratio Ratio::operator-() const { return Ratio(-numerator_, denominator_); }

Ratio Ratio::operator+(const Ratio& other) const {
  const auto sum = checked_add(*this, other);
  return sum ? *sum : clamped(*this < -other);
}

Ratio Ratio::operator-(const Ratio& other) const { return *this + -other; }

Ratio Ratio::operator*(const Ratio& other) const {
  const auto product = checked_mul(*this, other);
  return product ? *product : clamped(sign() * other.sign() < 0);
}

std::optional<Ratio> round_to(const Ratio& value, int digits, Rounding rounding) {
  const auto n = scaled(value, digits, rounding);
  return n ? Ratio::make(*n, power_of_ten(std::clamp(digits, 0, 12))) : std::nullopt;
}

std::string to_decimal(const Ratio& value, int digits, Rounding rounding) {
  const auto parts = decimal_parts(value, digits, rounding);
  if (!parts) return "?";
  return (parts->negative ? "-" : "") + parts->whole + (parts->fraction.empty() ? "" : "." + parts->fraction);
}

std::string to_text(const Ratio& value, int least, int most) {
  auto parts = decimal_parts(value, most, Rounding::HalfUp);
  if (!parts) return "?";
  while (parts->fraction.size() > static_cast<std::size_t>(least) && parts->fraction.back() == '0')
    parts->fraction.pop_back();
  return (parts->negative ? "–" : "") + group_digits(parts->whole) +
         (parts->fraction.empty() ? "" : "," + parts->fraction);
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
