#include "shared/base/ratio.h"

#include <catch2/catch_test_macros.hpp>

using namespace pochin;

namespace {
Ratio of(const char* text) { return parse_decimal(text).value(); }
Ratio part(int64_t n, int64_t d) { return Ratio::make(n, d).value(); }
}  // namespace

TEST_CASE("a decimal is read as people type and paste it") {
  CHECK(of("1 234 567,89") == part(123456789, 100));
  CHECK(of("1\u00A0234\u202F567,89") == part(123456789, 100));
  CHECK(of("1234567.89") == part(123456789, 100));
  CHECK(of("  7 ") == Ratio(7));
  CHECK(of("–3,5") == part(-7, 2));
  CHECK(of("-3.5") == part(-7, 2));
  CHECK(of("+3") == Ratio(3));
  CHECK(of("12345678901234567890,123456789012").denominator() > 1);
}

TEST_CASE("what is no decimal is refused, never guessed") {
  for (const char* text : {"", " ", ",5", "5,", "1,2,3", "1.234,56", "12a", "a12", "--1", "1 2,3 4", "1e5", "0x10",
                           "123456789012345678901", "1,1234567890123", "\xff", "1\xd0"})
    CHECK_FALSE(parse_decimal(text));
}

TEST_CASE("ratios are reduced and compared exactly, however large") {
  CHECK(part(2, 4) == part(1, 2));
  CHECK(part(1, -2) == part(-1, 2));
  CHECK_FALSE(Ratio::make(1, 0));
  const Int128 big = Int128(1) << 125;
  const Ratio a = *Ratio::make(big, big - 1), b = *Ratio::make(big - 1, big - 2);
  CHECK(a < b);
  CHECK(b > a);
  CHECK(-b < -a);
  CHECK(part(-1, 3) < part(-1, 4));
  CHECK(part(1, 3) > part(333, 1000));
  CHECK((part(1, 3) <=> part(2, 6)) == 0);
}

TEST_CASE("overflow is nothing when checked, and the nearest value when not") {
  const Ratio huge = *Ratio::make(Int128(1) << 126, 1);
  CHECK_FALSE(checked_add(huge, huge));
  CHECK_FALSE(checked_mul(huge, Ratio(2)));
  CHECK_FALSE(checked_div(Ratio(1), Ratio(0)));
  CHECK(huge + huge == huge);
  CHECK(huge * Ratio(-2) == -huge);
  CHECK(checked_mul(part(1, 3), Ratio(3)) == Ratio(1));
}

TEST_CASE("rounding goes by its name on both sides of a half and of zero") {
  const auto r = [](const char* text, Rounding how) { return to_decimal(of(text), 1, how); };
  CHECK(r("0,05", Rounding::HalfUp) == "0.1");
  CHECK(r("0,049", Rounding::HalfUp) == "0.0");
  CHECK(r("-0,05", Rounding::HalfUp) == "-0.1");
  CHECK(r("-0,049", Rounding::HalfUp) == "0.0");
  CHECK(r("0,05", Rounding::HalfEven) == "0.0");
  CHECK(r("0,15", Rounding::HalfEven) == "0.2");
  CHECK(r("-0,15", Rounding::HalfEven) == "-0.2");
  CHECK(r("0,19", Rounding::Down) == "0.1");
  CHECK(r("-0,19", Rounding::Down) == "-0.1");
  CHECK(r("0,11", Rounding::Up) == "0.2");
  CHECK(r("-0,11", Rounding::Up) == "-0.2");
  CHECK(r("-0,11", Rounding::Floor) == "-0.2");
  CHECK(r("-0,19", Rounding::Ceil) == "-0.1");
  CHECK(r("0,1", Rounding::Up) == "0.1");
}

TEST_CASE("numbers are written as official papers write them") {
  CHECK(to_text(of("1234567,5"), 0, 2) == "1\u00A0234\u00A0567,5");
  CHECK(to_text(of("73,50"), 1, 1) == "73,5");
  CHECK(to_text(of("73"), 1, 2) == "73,0");
  CHECK(to_text(of("-7"), 0, 2) == "–7");
  CHECK(to_text(part(2, 3), 0, 2) == "0,67");
}

TEST_CASE("addition and multiplication keep their laws on many small ratios") {
  uint64_t seed = 42;
  const auto next = [&] {
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return part(static_cast<int64_t>(seed >> 40) % 2000 - 1000, static_cast<int64_t>(seed >> 20) % 97 + 1);
  };
  for (int i = 0; i < 2000; ++i) {
    const Ratio a = next(), b = next(), c = next();
    REQUIRE(a + b == b + a);
    REQUIRE((a + b) + c == a + (b + c));
    REQUIRE(a * (b + c) == a * b + a * c);
    REQUIRE((a < b) == (a - b < Ratio(0)));
    REQUIRE(to_decimal(*round_to(a, 3), 3) == to_decimal(a, 3));
  }
}
