#include "shared/base/money.h"

#include <catch2/catch_test_macros.hpp>

using namespace pochin;

namespace {

std::string code_of(std::string_view text) {
  const auto money = parse_money(text);
  if (money) return "ok";
  CHECK_FALSE(money.error().message.empty());
  return money.error().code;
}

}  // namespace

TEST_CASE("a sum as people type it") {
  CHECK(parse_money("1 234 567,89") == Money{123456789});
  CHECK(parse_money("1\u00A0234\u00A0567,89") == Money{123456789});
  CHECK(parse_money("1\u202F234\u202F567.8") == Money{123456780});
  CHECK(parse_money("1234567.89") == Money{123456789});
  CHECK(parse_money("40000") == Money{4000000});
  CHECK(parse_money("40 000 ₽") == Money{4000000});
  CHECK(parse_money("40000руб.") == Money{4000000});
  CHECK(parse_money("0") == Money{0});
  CHECK(parse_money("0,01") == Money{1});
  CHECK(parse_money("5,50") == Money{550});
}

TEST_CASE("each refusal has its code") {
  CHECK(code_of("") == "money_format");
  CHECK(code_of("сто рублей") == "money_format");
  CHECK(code_of("1,2,3") == "money_format");
  CHECK(code_of("₽") == "money_format");
  CHECK(code_of("1234,567") == "money_precision");
  CHECK(code_of("0,001") == "money_precision");
  CHECK(code_of("-1") == "money_negative");
  CHECK(code_of("–0,01") == "money_negative");
  CHECK(code_of("999 999 999 999,99") == "ok");
  CHECK(code_of("1 000 000 000 000") == "money_range");
  CHECK(code_of("99999999999999999999") == "money_range");
}

TEST_CASE("whole roubles have no tail of zeros, others two digits") {
  CHECK(format_money({123456750}) == "1\u00A0234\u00A0567,50");
  CHECK(format_money({100000}) == "1\u00A0000");
  CHECK(format_money({5}) == "0,05");
  CHECK(format_money({0}) == "0");
  CHECK(format_money({-150}) == "–1,50");
  CHECK(format_roubles({4000000}) == "40\u00A0000\u00A0₽");
  CHECK(format_money({INT64_MIN}) == "–92\u00A0233\u00A0720\u00A0368\u00A0547\u00A0758,08");
}

TEST_CASE("sums do not overflow silently") {
  CHECK(checked_add(Money{INT64_MAX - 1}, Money{1}) == Money{INT64_MAX});
  CHECK_FALSE(checked_add(Money{INT64_MAX}, Money{1}));
  CHECK(capped_add(Money{2}, Money{3}) == Money{5});
  CHECK(capped_add(Money{INT64_MAX - 1}, Money{2}) == Money{INT64_MAX});
  CHECK(checked_sub(Money{INT64_MIN + 1}, Money{1}) == Money{INT64_MIN});
  CHECK_FALSE(checked_sub(Money{INT64_MIN}, Money{1}));
  CHECK(checked_mul(Money{5}, -3) == Money{-15});
  CHECK_FALSE(checked_mul(Money{INT64_MAX / 2 + 1}, 2));
}

TEST_CASE("roubles are exact in both directions") {
  CHECK(to_roubles({150}) == *Ratio::make(3, 2));
  CHECK(money_from_roubles(*Ratio::make(3, 2)) == Money{150});
  CHECK_FALSE(money_from_roubles(*Ratio::make(1, 3)));
  CHECK_FALSE(money_from_roubles(*Ratio::make(1, 1000)));
  CHECK_FALSE(money_from_roubles(Ratio(INT64_MAX)));
  for (const int64_t kopecks : {int64_t{0}, int64_t{1}, int64_t{-1}, int64_t{99}, INT64_MAX, INT64_MIN})
    CHECK(money_from_roubles(to_roubles({kopecks})) == Money{kopecks});
}

TEST_CASE("a printed sum is read back as it was") {
  for (int64_t kopecks = 0; kopecks < 100'000'000'000'000; kopecks = kopecks * 7 + 13)
    CHECK(parse_money(format_roubles({kopecks})) == Money{kopecks});
}

TEST_CASE("a sum that can be read in two ways is asked about, not guessed") {
  for (const char* text : {"300,000", "300.000", "1,000", " 12.345 ₽", "999,999 руб.", "+1,234"}) {
    INFO(text);
    REQUIRE_FALSE(parse_money(text));
    CHECK(parse_money(text).error().code == "money_ambiguous");
  }
  CHECK(parse_money("300,000").error().message.starts_with("Непонятно, 300 000 это рублей или 300."));
  CHECK(parse_money("300 000") == Money{30'000'000});
  CHECK(parse_money("300,00") == Money{30'000});
  CHECK(parse_money("1 234,500") == Money{123'450});
  CHECK(parse_money("0,500") == Money{50});
  CHECK(parse_money("1234,500") == Money{123'450});
}
