#include "shared/finance/split.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <map>

#include "tests/unit/shared/dice.h"

namespace pochin::finance {
namespace {

using Sums = std::vector<int64_t>;

Sums parts(int64_t sum, const std::vector<Weight>& weights) {
  const auto result = split(Money{sum}, weights);
  if (!result) FAIL(result.error().message);
  Sums kopecks;
  for (const Money& part : *result) kopecks.push_back(part.kopecks);
  return kopecks;
}

std::string refusal(int64_t sum, const std::vector<Weight>& weights) {
  const auto result = split(Money{sum}, weights);
  if (result) return "ok";
  CHECK_FALSE(result.error().message.empty());
  return result.error().code + " " + result.error().place;
}

Int128 total(const Sums& sums) {
  Int128 all = 0;
  for (int64_t sum : sums) all += sum;
  return all;
}

std::vector<Weight> random_weights(Dice& dice, int64_t most) {
  std::vector<Weight> weights;
  const int64_t count = dice.roll(1, 40);
  for (int64_t i = 0; i < count; ++i) weights.push_back({"payer " + std::to_string(i), dice.roll(0, most)});
  weights.front().value = dice.roll(1, most);
  return weights;
}

}  // namespace

TEST_CASE("a sum that divides evenly is divided evenly") { CHECK(parts(900, {{"a", 1}, {"b", 2}}) == Sums{300, 600}); }

TEST_CASE("the kopecks left over go to the largest fractions lost") {
  CHECK(parts(100, {{"a", 1}, {"b", 1}, {"c", 4}}) == Sums{17, 17, 66});  // 16⅔, 16⅔, 66⅔: one each to a and b
  CHECK(parts(10, {{"a", 5}, {"b", 3}, {"c", 3}}) == Sums{4, 3, 3});
}

TEST_CASE("equal fractions: the smaller key in byte order goes first, wherever it stands") {
  CHECK(parts(100, {{"c", 1}, {"a", 1}, {"b", 1}}) == Sums{33, 34, 33});
  CHECK(parts(2, {{"c", 1}, {"a", 1}, {"b", 1}}) == Sums{0, 1, 1});
}

TEST_CASE("who has no weight gets nothing; nothing is divided among anybody") {
  CHECK(parts(101, {{"a", 0}, {"b", 1}, {"c", 1}}) == Sums{0, 51, 50});
  CHECK(parts(0, {{"a", 5}, {"b", 0}}) == Sums{0, 0});
  CHECK(parts(0, {}).empty());
}

TEST_CASE("what cannot be divided is refused") {
  CHECK(refusal(-1, {{"a", 1}}) == "split_negative ");
  CHECK(refusal(1, {{"a", 1}, {"b", -1}}) == "split_negative b");
  CHECK(refusal(1, {{"a", 1}, {"a", 2}}) == "split_twice a");
  CHECK(refusal(1, {{"a", 0}}) == "split_nobody ");
  CHECK(refusal(1, {}) == "split_nobody ");
}

TEST_CASE("the largest sums there are divide without overflow") {
  CHECK(parts(INT64_MAX, {{"a", INT64_MAX}, {"b", INT64_MAX}, {"c", INT64_MAX}}) ==
        Sums{INT64_MAX / 3 + 1, INT64_MAX / 3, INT64_MAX / 3});
  CHECK(parts(INT64_MAX, {{"a", 1}}) == Sums{INT64_MAX});
  CHECK(parts(1, {{"a", INT64_MAX}, {"b", INT64_MAX - 1}}) == Sums{1, 0});
}

TEST_CASE("property: the parts add up to the sum, and each is its exact part rounded down or up") {
  Dice dice(1);
  for (int round = 0; round < 3000; ++round) {
    const auto weights = random_weights(dice, round % 3 == 0 ? INT64_MAX : 1'000'000'000);
    Int128 all = 0;
    for (const Weight& weight : weights) all += weight.value;
    const int64_t sum = dice.roll(0, round % 2 == 0 ? INT64_MAX : 10'000'000);
    const Sums made = parts(sum, weights);
    REQUIRE(total(made) == sum);
    for (std::size_t i = 0; i < made.size(); ++i) {
      const Int128 floor = Int128{sum} * weights[i].value / all;
      REQUIRE((made[i] == floor || (made[i] == floor + 1 && Int128{sum} * weights[i].value % all != 0)));
    }
  }
}

TEST_CASE("property: of a sum not above the weights nobody gets more than their weight") {
  Dice dice(2);
  for (int round = 0; round < 3000; ++round) {
    const auto weights = random_weights(dice, 100'000);
    int64_t all = 0;
    for (const Weight& weight : weights) all += weight.value;
    const Sums made = parts(dice.roll(0, all), weights);
    for (std::size_t i = 0; i < made.size(); ++i) REQUIRE(made[i] <= weights[i].value);
  }
}

TEST_CASE("property: the order of the input changes nobody's part") {
  Dice dice(3);
  for (int round = 0; round < 1000; ++round) {
    auto weights = random_weights(dice, 30);
    const int64_t sum = dice.roll(0, 1000);
    std::map<std::string, int64_t> expected;
    const Sums before = parts(sum, weights);
    for (std::size_t i = 0; i < weights.size(); ++i) expected[weights[i].key] = before[i];
    dice.shuffle(weights);
    const Sums after = parts(sum, weights);
    for (std::size_t i = 0; i < weights.size(); ++i) REQUIRE(expected[weights[i].key] == after[i]);
  }
}

TEST_CASE("agreed shares must be the whole, and divide it exactly") {
  const auto share = [](int64_t n, int64_t d) { return *Ratio::make(n, d); };
  CHECK(*split_by_shares(Money{1000}, {{"region", share(85, 100)}, {"people", share(1, 20)}, {"town", share(1, 10)}}) ==
        std::vector<Money>{{850}, {50}, {100}});
  CHECK(*split_by_shares(Money{100}, {{"b", share(1, 3)}, {"a", share(2, 3)}}) == std::vector<Money>{{33}, {67}});
  CHECK(split_by_shares(Money{1000}, {{"a", share(1, 2)}, {"b", share(1, 3)}}).error().code == "split_shares");
  CHECK(split_by_shares(Money{1000}, {}).error().code == "split_shares");
  CHECK(split_by_shares(Money{1000}, {{"a", share(3, 2)}, {"b", share(-1, 2)}}).error().code == "split_negative");
  const auto tiny = share(1, INT64_MAX);
  CHECK(split_by_shares(Money{1}, {{"a", tiny}, {"b", share(1, INT64_MAX - 1)}}).error().code == "split_range");
}

}  // namespace pochin::finance
