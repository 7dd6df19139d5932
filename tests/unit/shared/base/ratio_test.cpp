#include "shared/base/ratio.h"

#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <vector>

using namespace pochin;

namespace {

Ratio r(int64_t n, int64_t d = 1) { return *Ratio::make(n, d); }

// A small generator of its own: the same numbers on every machine.
struct Dice {
  uint64_t state;
  uint64_t next() {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
  }
  int64_t between(int64_t a, int64_t b) { return a + static_cast<int64_t>(next() % static_cast<uint64_t>(b - a + 1)); }
};

constexpr Int128 kLargest = Int128(1) << 126;

}  // namespace

TEST_CASE("a ratio is kept without common factors and with a positive denominator") {
  CHECK(r(6, 4).numerator() == 3);
  CHECK(r(6, 4).denominator() == 2);
  CHECK(r(6, -4).numerator() == -3);
  CHECK(r(-6, -4) == r(3, 2));
  CHECK(r(0, -7) == Ratio());
  CHECK(r(0, 5).denominator() == 1);
  CHECK_FALSE(Ratio::make(1, 0));
}

TEST_CASE("parts up to 2^126 lie in the object, larger ones beside it, and all of them are kept") {
  CHECK(Ratio::make(kLargest, 1)->numerator() == kLargest);
  CHECK(Ratio::make(-kLargest, 1)->numerator() == -kLargest);
  CHECK_FALSE(Ratio::make(kLargest + 1, 1)->numerator());
  CHECK_FALSE(Ratio::make(1, kLargest + 1)->denominator());
  CHECK(to_fraction(*Ratio::make(kLargest + 1, 1)) == "85070591730234615865843651857942052865");
  CHECK(to_fraction(*Ratio::make(-1, kLargest + 1)) == "-1/85070591730234615865843651857942052865");
  constexpr Int128 kMin = Int128(1) << 127;
  CHECK(to_fraction(*Ratio::make(kMin, 1)) == "-170141183460469231731687303715884105728");
  CHECK(Ratio::make(kMin, kMin) == Ratio(1));
}

TEST_CASE("whole numbers come back, others do not") {
  CHECK(Ratio(INT64_MIN).to_int64() == INT64_MIN);
  CHECK(Ratio(INT64_MAX).to_int64() == INT64_MAX);
  CHECK_FALSE(r(1, 2).to_int64());
  CHECK_FALSE(Ratio::make(Int128(INT64_MAX) + 1, 1)->to_int64());
  CHECK(r(4, 2).is_integer());
  CHECK(r(-1, 3).sign() == -1);
}

TEST_CASE("arithmetic is exact") {
  CHECK(checked_add(r(1, 3), r(1, 6)) == r(1, 2));
  CHECK(checked_sub(r(1, 10), r(1, 10)) == Ratio(0));
  CHECK(checked_mul(r(-2, 3), r(9, 4)) == r(-3, 2));
  CHECK(checked_div(r(1, 3), r(-2, 3)) == r(-1, 2));
  CHECK_FALSE(checked_div(r(1), r(0)));
  Ratio tenth_by_tenth;
  for (int i = 0; i < 10; ++i) tenth_by_tenth += r(1, 10);
  CHECK(tenth_by_tenth == Ratio(1));
}

TEST_CASE("what outgrows 126 bits is as exact as before, and comes back when it fits again") {
  const Ratio big = *Ratio::make(kLargest, 1);
  CHECK(checked_add(big, Ratio(1)) == big + Ratio(1));
  CHECK(big + Ratio(1) > big);
  CHECK(big + Ratio(1) - Ratio(1) == big);
  CHECK((big + Ratio(1) - Ratio(1)).numerator() == kLargest);
  CHECK(-big - Ratio(1) < -big);
  CHECK(big * Ratio(-3) == -(big + big + big));
  CHECK(big * big / big == big);
  CHECK(big + -big == Ratio(0));
  CHECK((big * big).sign() == 1);
  CHECK((big * big * Ratio(-1)).sign() == -1);
  CHECK((big * big).is_integer());
  CHECK_FALSE((r(1, 3) / (big * big)).is_integer());
  CHECK_FALSE((big * big).to_int64());
  CHECK(checked_div(big * big, Ratio(0)) == std::nullopt);
  Ratio copy = big * big;
  const Ratio same = copy;
  copy = r(1, 2);
  CHECK(same == big * big);
  copy = same;
  CHECK(copy == same);
  CHECK(Ratio(std::move(copy)) == same);
}

TEST_CASE("a formula's number has an end, said instead of a wrong number") {
  Ratio power = *Ratio::make(kLargest - 1, 3);
  int steps = 0;
  for (auto next = checked_mul(power, power); next; next = checked_mul(power, power)) power = *next, ++steps;
  CHECK(steps == 5);  // 126 bits, twice as many each time: 4 032, and 8 064 are too many
  CHECK_FALSE(checked_add(power * power, Ratio(1)));
  CHECK_FALSE(checked_div(Ratio(1), power * power));
}

TEST_CASE("the order is exact where cross-multiplication would overflow") {
  const Int128 n = kLargest - 1;
  const Ratio a = *Ratio::make(n, n - 1), b = *Ratio::make(n - 1, n - 2);
  CHECK(a < b);
  CHECK(-b < -a);
  CHECK(a > Ratio(1));
  CHECK(*Ratio::make(-kLargest, 1) < *Ratio::make(kLargest, 1));
  CHECK(*Ratio::make(1, kLargest) > Ratio(0));
  CHECK(*Ratio::make(-1, kLargest) < Ratio(0));
  CHECK((r(1, 3) <=> r(2, 6)) == std::strong_ordering::equal);
}

TEST_CASE("random small ratios obey the laws of arithmetic and order") {
  Dice dice{0x9E3779B97F4A7C15};
  for (int i = 0; i < 3000; ++i) {
    const int64_t an = dice.between(-1000, 1000), ad = dice.between(1, 60);
    const int64_t bn = dice.between(-1000, 1000), bd = dice.between(1, 60);
    const Ratio a = r(an, ad), b = r(bn, bd), c = r(dice.between(-99, 99), dice.between(1, 9));
    REQUIRE((a < b) == (an * bd < bn * ad));
    REQUIRE((a == b) == (an * bd == bn * ad));
    REQUIRE(a + b == b + a);
    REQUIRE((a + b) + c == a + (b + c));
    REQUIRE(a * (b + c) == a * b + a * c);
    REQUIRE((a < b) == ((a - b).sign() < 0));
    REQUIRE(to_decimal(round_to(a, 3), 3) == to_decimal(a, 3));
    REQUIRE(a - a == Ratio(0));
    if (b.sign() != 0) REQUIRE(*checked_div(a, b) * b == a);
  }
}

TEST_CASE("halves and their neighbours in every mode") {
  struct Line {
    Ratio value;
    int64_t half_up, half_even, down, up, floor, ceil;
  };
  const std::vector<Line> lines{{r(5, 2), 3, 2, 2, 3, 2, 3},
                                {r(7, 2), 4, 4, 3, 4, 3, 4},
                                {r(-5, 2), -3, -2, -2, -3, -3, -2},
                                {r(-7, 2), -4, -4, -3, -4, -4, -3},
                                {r(249, 100), 2, 2, 2, 3, 2, 3},
                                {r(251, 100), 3, 3, 2, 3, 2, 3},
                                {r(-249, 100), -2, -2, -2, -3, -3, -2},
                                {r(-251, 100), -3, -3, -2, -3, -3, -2},
                                {r(1, 2), 1, 0, 0, 1, 0, 1},
                                {r(-1, 2), -1, 0, 0, -1, -1, 0},
                                {r(4), 4, 4, 4, 4, 4, 4},
                                {r(0), 0, 0, 0, 0, 0, 0}};
  for (const Line& line : lines) {
    CAPTURE(to_decimal(line.value, 3));
    CHECK(round_to(line.value, 0, Rounding::HalfUp) == Ratio(line.half_up));
    CHECK(round_to(line.value, 0, Rounding::HalfEven) == Ratio(line.half_even));
    CHECK(round_to(line.value, 0, Rounding::Down) == Ratio(line.down));
    CHECK(round_to(line.value, 0, Rounding::Up) == Ratio(line.up));
    CHECK(round_to(line.value, 0, Rounding::Floor) == Ratio(line.floor));
    CHECK(round_to(line.value, 0, Rounding::Ceil) == Ratio(line.ceil));
  }
}

TEST_CASE("rounding to one digit goes by its name on both sides of a half and of zero") {
  const auto rounded = [](const char* text, Rounding how) { return to_decimal(*parse_decimal(text), 1, how); };
  CHECK(rounded("0,05", Rounding::HalfUp) == "0.1");
  CHECK(rounded("0,049", Rounding::HalfUp) == "0.0");
  CHECK(rounded("-0,05", Rounding::HalfUp) == "-0.1");
  CHECK(rounded("-0,049", Rounding::HalfUp) == "0.0");
  CHECK(rounded("0,05", Rounding::HalfEven) == "0.0");
  CHECK(rounded("0,15", Rounding::HalfEven) == "0.2");
  CHECK(rounded("-0,15", Rounding::HalfEven) == "-0.2");
  CHECK(rounded("0,19", Rounding::Down) == "0.1");
  CHECK(rounded("-0,19", Rounding::Down) == "-0.1");
  CHECK(rounded("0,11", Rounding::Up) == "0.2");
  CHECK(rounded("-0,11", Rounding::Up) == "-0.2");
  CHECK(rounded("-0,11", Rounding::Floor) == "-0.2");
  CHECK(rounded("-0,19", Rounding::Ceil) == "-0.1");
  CHECK(rounded("0,1", Rounding::Up) == "0.1");
}

TEST_CASE("rounding before a band: 5.04 and 5.05 percent fall on both sides of the border") {
  CHECK(round_to(r(504, 100), 1) == r(5));
  CHECK(round_to(r(505, 100), 1) == r(51, 10));
  CHECK(round_to(r(50499999, 10000000), 1) == r(5));
  CHECK(round_to(r(1, 3), 3, Rounding::Ceil) == r(334, 1000));
}

TEST_CASE("a number with a huge denominator is rounded too") {
  const Ratio third = *Ratio::make((kLargest - 1) / 3, kLargest - 1);  // ≈ 1/3 with a denominator of 38 digits
  CHECK(round_to(third, 12) == r(333333333333, 1000000000000));
  CHECK(to_decimal(third, 4) == "0.3333");
  CHECK(to_decimal(*Ratio::make(kLargest - 2, kLargest - 1), 12, Rounding::Down) == "0.999999999999");
  CHECK(to_decimal(*Ratio::make(kLargest - 2, kLargest - 1), 12) == "1.000000000000");
  CHECK(to_decimal(*Ratio::make(-1, kLargest), 2, Rounding::Floor) == "-0.01");
}

TEST_CASE("rounding is never further than half a step away") {
  Dice dice{12345};
  for (int i = 0; i < 2000; ++i) {
    const Ratio v = r(dice.between(-100000, 100000), dice.between(1, 977));
    const int digits = static_cast<int>(dice.between(0, 6));
    int64_t p = 1;
    for (int k = 0; k < digits; ++k) p *= 10;
    const Ratio step = r(1, p);
    const Ratio near = round_to(v, digits), floor = round_to(v, digits, Rounding::Floor),
                ceil = round_to(v, digits, Rounding::Ceil);
    const Ratio off = near < v ? v - near : near - v;
    REQUIRE(off * Ratio(2) <= step);
    REQUIRE(floor <= v);
    REQUIRE(v <= ceil);
    REQUIRE(ceil - floor <= step);
    REQUIRE((near * Ratio(p)).is_integer());
  }
}

TEST_CASE("decimals for machines") {
  CHECK(to_decimal(r(125, 2), 1) == "62.5");
  CHECK(to_decimal(r(-1, 10), 2) == "-0.10");
  CHECK(to_decimal(r(-1, 1000), 2) == "0.00");
  CHECK(to_decimal(r(999, 1000), 2) == "1.00");
  CHECK(to_decimal(r(7), 0) == "7");
}

TEST_CASE("numbers for people: decimal comma, no-break spaces, an en dash for minus") {
  CHECK(to_text(r(123456789, 100)) == "1\u00A0234\u00A0567,89");
  CHECK(to_text(r(1000), 2) == "1\u00A0000,00");
  CHECK(to_text(r(999)) == "999");
  CHECK(to_text(r(-7)) == "–7");
  CHECK(to_text(r(735, 10), 1, 1) == "73,5");
  CHECK(to_text(r(1, 2), 2, 4) == "0,50");
  CHECK(to_text(r(1, 3), 0, 3) == "0,333");
  CHECK(to_text(r(-1, 1000), 0, 2) == "0");
}

TEST_CASE("what people type") {
  const auto same = [](const char* text, const Ratio& value) {
    CAPTURE(text);
    const auto parsed = parse_decimal(text);
    REQUIRE(parsed);
    CHECK(*parsed == value);
  };
  same("1 234 567,89", r(123456789, 100));
  same("1\u00A0234\u00A0567,89", r(123456789, 100));
  same("1\u202F234\u2009567.89", r(123456789, 100));
  same("  7 ", r(7));
  same("+7", r(7));
  same("-3,5", r(-7, 2));
  same("–3,5", r(-7, 2));
  same("−3,5", r(-7, 2));
  same("0,000000000001", r(1, 1000000000000));
  same("99999999999999999999", *Ratio::make(Int128(9999999999) * 10000000000 + 9999999999, 1));
  same("007", r(7));
  CHECK(parse_decimal("12345678901234567890,123456789012"));
}

TEST_CASE("what is no number is refused") {
  for (const char* text : {"",
                           " ",
                           "-",
                           "+",
                           ",",
                           ".",
                           "5,",
                           ",5",
                           "1,2,3",
                           "1.2.3",
                           "1,2.3",
                           "12a",
                           "abc",
                           "1e5",
                           "0x10",
                           "1/2",
                           "--1",
                           "+-1",
                           "1-",
                           "1,5 5",
                           "1 ,5",
                           "100000000000000000000",
                           "0,0000000000001",
                           "NaN",
                           "inf",
                           "٣",
                           "1_000",
                           "1'000",
                           "1.234,56",
                           "1 2,3 4"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_decimal(text));
  }
  CHECK_FALSE(parse_decimal(std::string_view("1\0002", 3)));
  CHECK_FALSE(parse_decimal("1\xFF"));
}

TEST_CASE("a printed number is read back as it was") {
  Dice dice{777};
  for (int i = 0; i < 1000; ++i) {
    const Ratio v = r(dice.between(-1000000000000, 1000000000000), 10000);
    REQUIRE(parse_decimal(to_text(v, 0, 4)) == v);
    REQUIRE(parse_decimal(to_decimal(v, 4)) == v);
  }
}
