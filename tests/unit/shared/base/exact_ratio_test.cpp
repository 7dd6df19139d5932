// Ratios against Boost's fractions of any size: random shares with bases as contests have them, and far larger ones.
#include <boost/multiprecision/cpp_int.hpp>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <utility>
#include <vector>

#include "shared/base/ratio.h"
#include "shared/base/wide.h"
#include "tests/unit/shared/dice.h"

namespace pochin {
namespace {

using Big = boost::multiprecision::cpp_int;
using Exact = boost::multiprecision::cpp_rational;

Big power(int base, int exponent) { return boost::multiprecision::pow(Big(base), static_cast<unsigned>(exponent)); }

std::string text_of(const Exact& value) {
  const Big below = denominator(value);
  return numerator(value).str() + (below == 1 ? "" : "/" + below.str());
}

struct Both {
  Ratio ratio;
  Exact exact;
};

// Kopecks over kopecks, as a share of a project is.
Both share(Dice& dice) {
  const int64_t whole = dice.roll(1, 100'000'000'000), part = dice.roll(-whole, whole);
  return {*Ratio::make(part, whole), Exact(Big(part), Big(whole))};
}

Both any(Dice& dice) {
  std::string above, below;
  for (int64_t i = dice.roll(1, 120); i > 0; --i) above += static_cast<char>('0' + dice.roll(above.empty() ? 1 : 0, 9));
  for (int64_t i = dice.roll(1, 120); i > 0; --i) below += static_cast<char>('0' + dice.roll(below.empty() ? 1 : 0, 9));
  const bool negative = dice.roll(0, 1) == 1;
  return {*parse_fraction((negative ? "-" : "") + above + "/" + below),
          Exact(Big(negative ? "-" + above : above), Big(below))};
}

Big rounded(const Exact& value, int digits, Rounding rounding) {
  const Exact scaled = value * power(10, digits);
  const Big n = numerator(scaled), d = denominator(scaled);
  Big floor = n / d;
  if (n < 0 && floor * d != n) --floor;
  const Exact rest = scaled - floor;
  const Exact half(1, 2);
  const bool negative = value < 0;
  if (rest == 0) return floor;
  switch (rounding) {
    case Rounding::Floor:
      return floor;
    case Rounding::Ceil:
      return floor + 1;
    case Rounding::Down:
      return negative ? floor + 1 : floor;
    case Rounding::Up:
      return negative ? floor : floor + 1;
    case Rounding::HalfUp:
      return rest > half || (rest == half && !negative) ? floor + 1 : floor;
    case Rounding::HalfEven:
      return rest > half || (rest == half && floor % 2 != 0) ? floor + 1 : floor;
  }
  return floor;
}

constexpr Rounding kAll[] = {Rounding::HalfUp, Rounding::HalfEven, Rounding::Down,
                             Rounding::Up,     Rounding::Floor,    Rounding::Ceil};

void check_alone(const Both& a, Dice& dice) {
  REQUIRE(to_fraction(a.ratio) == text_of(a.exact));
  REQUIRE(parse_fraction(to_fraction(a.ratio)) == a.ratio);
  REQUIRE(a.ratio.sign() == a.exact.sign());
  REQUIRE(a.ratio.is_integer() == (denominator(a.exact) == 1));
  const int digits = static_cast<int>(dice.roll(0, 12));
  for (const Rounding how : kAll) {
    const Big whole = rounded(a.exact, digits, how);
    REQUIRE(to_fraction(round_to(a.ratio, digits, how)) == text_of(Exact(whole, power(10, digits))));
    std::string decimal = to_decimal(a.ratio, digits, how);
    std::erase(decimal, '.');
    REQUIRE(parse_fraction(decimal) == parse_fraction(whole.str()));
  }
}

void check_two(const Both& a, const Both& b) {
  REQUIRE(to_fraction(a.ratio + b.ratio) == text_of(a.exact + b.exact));
  REQUIRE(to_fraction(a.ratio - b.ratio) == text_of(a.exact - b.exact));
  REQUIRE(to_fraction(a.ratio * b.ratio) == text_of(a.exact * b.exact));
  if (b.exact != 0) REQUIRE(to_fraction(a.ratio / b.ratio) == text_of(a.exact / b.exact));
  REQUIRE((a.ratio < b.ratio) == (a.exact < b.exact));
  REQUIRE((a.ratio == b.ratio) == (a.exact == b.exact));
  REQUIRE((a.ratio <=> a.ratio) == std::strong_ordering::equal);
}

TEST_CASE("sums of many shares with different wholes are exact to the last digit") {
  Dice dice(20261130);
  for (int i = 0; i < 300; ++i) {
    Both sum{Ratio(0), Exact(0)};
    std::vector<Both> steps;
    for (int64_t k = dice.roll(2, 40); k > 0; --k) {
      const Both next = share(dice);
      const int64_t weight = dice.roll(1, 100);
      sum = {sum.ratio + next.ratio * *Ratio::make(weight, 100), sum.exact + next.exact * Exact(weight, 100)};
      steps.push_back(sum);
    }
    check_alone(sum, dice);
    check_two(steps[steps.size() / 2], sum);
  }
}

TEST_CASE("every operation on numbers of any size agrees with fractions of any size") {
  Dice dice(7);
  for (int i = 0; i < 500; ++i) {
    const Both a = any(dice), b = dice.roll(0, 3) == 0 ? share(dice) : any(dice);
    check_alone(a, dice);
    check_two(a, b);
    check_two(b, a);
    check_two(a, a);
    check_two(a, {-a.ratio, -a.exact});
  }
}

TEST_CASE("two sums that differ far behind any decimal are told apart, and equal ones are not") {
  Ratio a, b;
  for (const int64_t prime : {1'000'003, 1'000'033, 1'000'037, 1'000'039, 1'000'081, 1'000'099, 1'000'117, 1'000'121}) {
    a += *Ratio::make(1, prime);
    b = *Ratio::make(1, prime) + b;
  }
  CHECK(a == b);
  Ratio tiny(1);
  for (int i = 0; i < 20; ++i) tiny = tiny / Ratio(1'000'000'007);
  CHECK(a < a + tiny);
  CHECK(a + tiny - tiny == a);
  CHECK(to_decimal(a + tiny, 12) == to_decimal(a, 12));
}

TEST_CASE("whole numbers of any size divide with the rest they have") {
  Dice dice(99);
  const auto number = [&](int64_t most) {
    wide::Natural made(static_cast<std::size_t>(dice.roll(0, most)));
    // Digits at the ends of their range are where a division by digits goes wrong.
    for (uint32_t& digit : made)
      digit = dice.roll(0, 2) == 0 ? UINT32_MAX : dice.roll(0, 1) == 0 ? 0 : static_cast<uint32_t>(dice.next());
    if (!made.empty()) made.back() = dice.roll(0, 1) == 0 ? 0x80000000 : 1;
    return made;
  };
  for (int i = 0; i < 3000; ++i) {
    const wide::Natural a = number(12), b = number(6);
    if (b.empty()) continue;
    const auto [whole, rest] = wide::divide(a, b);
    REQUIRE(wide::compare(rest, b) < 0);
    REQUIRE(wide::add(wide::multiply(whole, b), rest) == a);
    REQUIRE(wide::subtract(wide::add(a, b), b) == a);
    REQUIRE(wide::from_digits(wide::digits(a)) == a);
    REQUIRE((Big(wide::digits(a)) / Big(wide::digits(b))).str() == wide::digits(whole));
  }
}

}  // namespace
}  // namespace pochin
