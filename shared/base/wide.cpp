#include "shared/base/wide.h"

#include <algorithm>
#include <bit>
#include <utility>

namespace pochin::wide {
namespace {

constexpr int kBits = 32;
constexpr uint32_t kBillion = 1'000'000'000;

void trim(Natural& value) {
  while (!value.empty() && value.back() == 0) value.pop_back();
}

uint32_t low(uint64_t value) { return static_cast<uint32_t>(value); }

// value / by in place; the rest.
uint32_t divide_short(Natural& value, uint32_t by) {
  uint64_t rest = 0;
  for (std::size_t i = value.size(); i-- > 0;) {
    const uint64_t part = rest << kBits | value[i];
    value[i] = low(part / by);
    rest = part % by;
  }
  trim(value);
  return low(rest);
}

// value × by + more in place.
void multiply_short(Natural& value, uint32_t by, uint32_t more) {
  uint64_t carry = more;
  for (uint32_t& digit : value) {
    carry += uint64_t{digit} * by;
    digit = low(carry);
    carry >>= kBits;
  }
  if (carry != 0) value.push_back(low(carry));
}

Natural shifted_up(const Natural& value, int by) {
  Natural made(value);
  multiply_short(made, uint32_t{1} << by, 0);
  return made;
}

// Takes guess × b from the digits of `rest` that begin at `at`; says whether it was too much.
bool take_away(Natural& rest, std::size_t at, const Natural& b, uint64_t guess) {
  uint64_t carry = 0, borrow = 0;
  for (std::size_t i = 0; i <= b.size(); ++i) {
    carry += i < b.size() ? guess * b[i] : 0;
    const uint64_t difference = uint64_t{rest[at + i]} - low(carry) - borrow;
    rest[at + i] = low(difference);
    borrow = difference >> kBits != 0 ? 1 : 0;
    carry >>= kBits;
  }
  return borrow != 0;
}

void give_back(Natural& rest, std::size_t at, const Natural& b) {
  uint64_t carry = 0;
  for (std::size_t i = 0; i <= b.size(); ++i) {
    carry += uint64_t{rest[at + i]} + (i < b.size() ? b[i] : 0);
    rest[at + i] = low(carry);
    carry >>= kBits;
  }
}

}  // namespace

Natural from(unsigned __int128 value) {
  Natural made;
  for (; value != 0; value >>= kBits) made.push_back(static_cast<uint32_t>(value));
  return made;
}

unsigned __int128 narrow(const Natural& value) {
  unsigned __int128 made = 0;
  for (std::size_t i = value.size(); i-- > 0;) made = made << kBits | value[i];
  return made;
}

std::size_t bits(const Natural& value) {
  if (value.empty()) return 0;
  return value.size() * kBits - static_cast<std::size_t>(std::countl_zero(value.back()));
}

std::strong_ordering compare(const Natural& a, const Natural& b) {
  if (a.size() != b.size()) return a.size() <=> b.size();
  for (std::size_t i = a.size(); i-- > 0;)
    if (a[i] != b[i]) return a[i] <=> b[i];
  return std::strong_ordering::equal;
}

Natural add(const Natural& a, const Natural& b) {
  Natural sum(std::max(a.size(), b.size()) + 1);
  uint64_t carry = 0;
  for (std::size_t i = 0; i < sum.size(); ++i) {
    carry += uint64_t{i < a.size() ? a[i] : 0} + (i < b.size() ? b[i] : 0);
    sum[i] = low(carry);
    carry >>= kBits;
  }
  trim(sum);
  return sum;
}

Natural subtract(const Natural& a, const Natural& b) {
  Natural made(a);
  uint64_t borrow = 0;
  for (std::size_t i = 0; i < made.size(); ++i) {
    const uint64_t difference = uint64_t{made[i]} - (i < b.size() ? b[i] : 0) - borrow;
    made[i] = low(difference);
    borrow = difference >> kBits != 0 ? 1 : 0;
  }
  trim(made);
  return made;
}

Natural multiply(const Natural& a, const Natural& b) {
  Natural product(a.size() + b.size());
  for (std::size_t i = 0; i < a.size(); ++i) {
    uint64_t carry = 0;
    for (std::size_t j = 0; j < b.size(); ++j) {
      carry += uint64_t{a[i]} * b[j] + product[i + j];
      product[i + j] = low(carry);
      carry >>= kBits;
    }
    product[i + b.size()] = low(carry);
  }
  trim(product);
  return product;
}

// Knuth, The Art of Computer Programming, vol. 2, 4.3.1, algorithm D: the divisor is moved up until its top bit is set;
// then a digit guessed from the tops is at most two too large.
Quotient divide(const Natural& a, const Natural& b) {
  if (compare(a, b) < 0) return {{}, a};
  Quotient made;
  if (b.size() == 1) {
    made.whole = a;
    const uint32_t rest = divide_short(made.whole, b[0]);
    if (rest != 0) made.rest.push_back(rest);
    return made;
  }
  const int shift = std::countl_zero(b.back());
  const Natural by = shifted_up(b, shift);
  Natural rest = shifted_up(a, shift);
  rest.resize(a.size() + 1);
  made.whole.resize(a.size() - b.size() + 1);
  const uint64_t top = by.back(), second = by[by.size() - 2];
  for (std::size_t at = made.whole.size(); at-- > 0;) {
    const std::size_t end = at + by.size();
    const uint64_t two = uint64_t{rest[end]} << kBits | rest[end - 1];
    uint64_t guess = std::min<uint64_t>(two / top, UINT32_MAX);
    uint64_t left = two - guess * top;
    while (left <= UINT32_MAX && guess * second > (left << kBits | rest[end - 2])) --guess, left += top;
    if (take_away(rest, at, by, guess)) give_back(rest, at, by), --guess;
    made.whole[at] = low(guess);
  }
  trim(made.whole);
  trim(rest);
  if (shift != 0) divide_short(rest, uint32_t{1} << shift);
  made.rest = std::move(rest);
  return made;
}

Natural gcd(Natural a, Natural b) {
  while (!b.empty()) {
    Natural rest = divide(a, b).rest;
    a = std::move(b);
    b = std::move(rest);
  }
  return a;
}

std::string digits(const Natural& value) {
  std::string text;
  Natural left(value);
  while (!left.empty()) {
    uint32_t part = divide_short(left, kBillion);
    for (int i = 0; i < 9 && (part != 0 || !left.empty()); ++i, part /= 10)
      text.push_back(static_cast<char>('0' + part % 10));
  }
  if (text.empty()) text = "0";
  std::ranges::reverse(text);
  return text;
}

Natural from_digits(std::string_view text) {
  Natural made;
  for (const char c : text) multiply_short(made, 10, static_cast<uint32_t>(c - '0'));
  return made;
}

}  // namespace pochin::wide
