#include "shared/base/ed25519.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "shared/base/sha512.h"

namespace pochin {
namespace {

constexpr std::size_t kKey = 32, kSignature = 64;

// 256 bits, the lowest first.
using Words = std::array<uint32_t, 8>;

constexpr Words kPrime{0xffffffed, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0x7fffffff};
constexpr Words kOrder{0x5cf5d3ed, 0x5812631a, 0xa2f79cd6, 0x14def9de, 0, 0, 0, 0x10000000};

bool below(const Words& a, const Words& b) {
  for (std::size_t i = 8; i-- > 0;)
    if (a[i] != b[i]) return a[i] < b[i];
  return false;
}

// a − b modulo 2²⁵⁶; whether it went below nought.
bool take(Words& a, const Words& b) {
  int64_t held = 0;
  for (std::size_t i = 0; i < 8; ++i) {
    held += int64_t{a[i]} - b[i];
    a[i] = static_cast<uint32_t>(held);
    held >>= 32;
  }
  return held < 0;
}

Words words_of(std::string_view bytes) {
  Words words{};
  for (std::size_t i = 0; i < kKey; ++i) words[i / 4] |= uint32_t{static_cast<uint8_t>(bytes[i])} << (8 * (i % 4));
  return words;
}

// A number modulo 2²⁵⁵ − 19, kept below 2²⁵⁶: 2²⁵⁶ is 38.
struct Field {
  Words words{};

  static Field of(uint32_t small) {
    Field out;
    out.words[0] = small;
    return out;
  }
  // Adds carry · 2²⁵⁶.
  void fold(uint64_t carry) {
    while (carry != 0) {
      uint64_t held = carry * 38;
      for (std::size_t i = 0; i < 8; ++i) {
        held += words[i];
        words[i] = static_cast<uint32_t>(held);
        held >>= 32;
      }
      carry = held;
    }
  }
  Field operator+(const Field& other) const {
    Field out;
    uint64_t held = 0;
    for (std::size_t i = 0; i < 8; ++i) {
      held += uint64_t{words[i]} + other.words[i];
      out.words[i] = static_cast<uint32_t>(held);
      held >>= 32;
    }
    out.fold(held);
    return out;
  }
  Field operator-(const Field& other) const {
    Field out = *this;
    bool under = take(out.words, other.words);
    while (under) under = take(out.words, Field::of(38).words);
    return out;
  }
  Field operator*(const Field& other) const {
    std::array<uint32_t, 16> product{};
    for (std::size_t i = 0; i < 8; ++i) {
      uint64_t held = 0;
      for (std::size_t j = 0; j < 8; ++j) {
        held += uint64_t{words[i]} * other.words[j] + product[i + j];
        product[i + j] = static_cast<uint32_t>(held);
        held >>= 32;
      }
      product[i + 8] = static_cast<uint32_t>(held);
    }
    Field out;
    uint64_t held = 0;
    for (std::size_t i = 0; i < 8; ++i) {
      held += uint64_t{product[i + 8]} * 38 + product[i];
      out.words[i] = static_cast<uint32_t>(held);
      held >>= 32;
    }
    out.fold(held);
    return out;
  }
  Field raised(const Words& exponent) const {
    Field out = of(1);
    for (std::size_t i = 256; i-- > 0;) {
      out = out * out;
      if ((exponent[i / 32] >> (i % 32) & 1) != 0) out = out * *this;
    }
    return out;
  }
  Field inverse() const {
    Words exponent = kPrime;
    exponent[0] -= 2;
    return raised(exponent);
  }
  Words least() const {
    Words out = words;
    while (!below(out, kPrime)) take(out, kPrime);
    return out;
  }
  bool operator==(const Field& other) const { return least() == other.least(); }
  bool odd() const { return (least()[0] & 1) != 0; }
};

// (2²⁵⁵ − 19 + 3) / 8 and (2²⁵⁵ − 19 − 1) / 4: the exponents of a square root and of the root of −1.
constexpr Words kRoot{0xfffffffe, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0x0fffffff};
constexpr Words kOfMinusOne{0xfffffffb, 0xffffffff, 0xffffffff, 0xffffffff,
                            0xffffffff, 0xffffffff, 0xffffffff, 0x1fffffff};

Field curve_d() { return (Field::of(0) - Field::of(121665)) * Field::of(121666).inverse(); }

// Extended coordinates: x = X/Z, y = Y/Z, x·y = T/Z.
struct Point {
  Field x, y, z, t;
};

struct Curve {
  Field d = curve_d(), twice_d = d + d, root_of_minus_one = Field::of(2).raised(kOfMinusOne);

  // Of any two points, the same one too (RFC 8032, section 5.1.4).
  Point sum(const Point& p, const Point& q) const {
    const Field a = (p.y - p.x) * (q.y - q.x), b = (p.y + p.x) * (q.y + q.x);
    const Field c = p.t * twice_d * q.t, z = p.z * q.z, twice = z + z;
    const Field e = b - a, f = twice - c, g = twice + c, h = b + a;
    return {e * f, g * h, f * g, e * h};
  }
  // Section 5.1.3.
  std::optional<Point> decoded(std::string_view bytes) const {
    Words words = words_of(bytes);
    const bool sign = words[7] >> 31 != 0;
    words[7] &= 0x7fffffff;
    if (!below(words, kPrime)) return std::nullopt;
    const Field y{words}, one = Field::of(1), square = y * y;
    const Field wanted = (square - one) * (d * square + one).inverse();
    Field x = wanted.raised(kRoot);
    if (!(x * x == wanted)) x = x * root_of_minus_one;
    if (!(x * x == wanted)) return std::nullopt;
    if (x == Field::of(0) && sign) return std::nullopt;
    if (x.odd() != sign) x = Field::of(0) - x;
    return Point{x, y, one, x * y};
  }
  std::string encoded(const Point& point) const {
    const Field inverse = point.z.inverse();
    Words words = (point.y * inverse).least();
    words[7] |= uint32_t{(point.x * inverse).odd()} << 31;
    std::string bytes;
    for (std::size_t i = 0; i < kKey; ++i) bytes += static_cast<char>(words[i / 4] >> (8 * (i % 4)));
    return bytes;
  }
  // a·P + b·Q.
  Point combined(const Words& a, const Point& p, const Words& b, const Point& q) const {
    Point out{Field::of(0), Field::of(1), Field::of(1), Field::of(0)};
    for (std::size_t i = 256; i-- > 0;) {
      out = sum(out, out);
      if ((a[i / 32] >> (i % 32) & 1) != 0) out = sum(out, p);
      if ((b[i / 32] >> (i % 32) & 1) != 0) out = sum(out, q);
    }
    return out;
  }
};

// The hash as a number, lowest byte first, modulo the order.
Words reduced(const Digest512& hash) {
  Words out{};
  for (std::size_t i = 512; i-- > 0;) {
    uint32_t in = hash[i / 8] >> (i % 8) & 1;
    for (uint32_t& word : out) {
      const uint32_t over = word >> 31;
      word = word << 1 | in;
      in = over;
    }
    if (!below(out, kOrder)) take(out, kOrder);
  }
  return out;
}

}  // namespace

bool verify_ed25519(std::string_view key, std::string_view text, std::string_view signature) {
  if (key.size() != kKey || signature.size() != kSignature) return false;
  const Curve curve;
  const std::string_view commitment = signature.substr(0, kKey);
  const Words scalar = words_of(signature.substr(kKey));
  auto point = curve.decoded(key);
  if (!point || !below(scalar, kOrder)) return false;
  point->x = Field::of(0) - point->x;
  point->t = Field::of(0) - point->t;
  std::string base(kKey, '\x66');
  base[0] = '\x58';
  const auto hash = reduced(sha512(std::string(commitment) + std::string(key) + std::string(text)));
  return curve.encoded(curve.combined(scalar, *curve.decoded(base), hash, *point)) == commitment;
}

}  // namespace pochin
