#include "shared/finance/refund.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <map>

#include "tests/unit/shared/dice.h"
#include "tests/unit/shared/finance/payments_fixture.h"

namespace pochin::finance {
namespace {

std::vector<PaidBy> paid(std::initializer_list<int64_t> sums) {
  std::vector<PaidBy> payers;
  for (int64_t sum : sums) {
    const std::string id = "c" + std::to_string(payers.size() + 1);
    payers.push_back({{id, PayerKind::citizen, "Иванова А. П.", ""}, Money{sum}});
  }
  return payers;
}

std::vector<int64_t> due(const Refund& refund) {
  std::vector<int64_t> sums;
  for (const RefundRow& row : refund.rows) sums.push_back(row.due.kopecks);
  return sums;
}

Refund balance(const std::vector<PaidBy>& payers, const ProjectCosts& costs, std::string_view formula = {}) {
  const auto rule = refund_rule(formula);
  if (!rule) FAIL(rule.error().message);
  const auto refund = refund_balance(payers, costs, *rule);
  if (!refund) FAIL(refund.error().message);
  return *refund;
}

std::string refusal(std::string_view formula, const ProjectCosts& costs = {{100}, {10}, {90}}) {
  const auto rule = refund_rule(formula);
  const auto refund = rule ? refund_balance(paid({10}), costs, *rule) : std::unexpected(rule.error());
  return refund ? "ok" : refund.error().code;
}

std::vector<PaidBy> random_payers(Dice& dice, int64_t most) {
  std::vector<PaidBy> payers;
  for (int64_t i = dice.roll(1, 60); i > 0; --i)
    payers.push_back({{"c" + std::to_string(i), PayerKind::citizen, "Житель", ""}, Money{dice.roll(0, most)}});
  return payers;
}

using Sums = std::vector<int64_t>;

}  // namespace

TEST_CASE("a project that failed gives everything back") {
  const auto refund = refund_whole(paid({100'000, 1, 0}));
  REQUIRE(refund);
  CHECK(refund->due == Money{100'001});
  CHECK(due(*refund) == Sums{100'000, 1, 0});
}

TEST_CASE("the unused balance goes back by what each paid: the typical formula") {
  // Planned 2 000 000 of which 100 000 by payments; it cost 1 900 000, so 95 000 of them were spent.
  const Refund refund = balance(paid({6'000'000, 3'000'000, 1'000'000}), {{200'000'000}, {10'000'000}, {190'000'000}});
  CHECK(refund.spent == Money{9'500'000});
  CHECK(refund.due == Money{500'000});
  CHECK(due(refund) == Sums{300'000, 150'000, 50'000});
}

TEST_CASE("the explanation names every sum a payer would ask about") {
  const Refund refund = balance(paid({10'000'000}), {{200'000'000}, {10'000'000}, {190'000'000}});
  CHECK(refund.explanation ==
        "Заплачено 100\u00A0000\u00A0₽, потрачено из платежей 95\u00A0000\u00A0₽, "
        "возвращается "
        "5\u00A0000\u00A0₽. "
        "Потрачено = actual_cost * planned_share_of_payments");
}

TEST_CASE("a kopeck that cannot be divided goes to the smaller id of those who paid alike") {
  CHECK(due(balance(paid({100, 100, 100}), {{300}, {300}, {200}})) == Sums{34, 33, 33});
}

TEST_CASE("rows come by the id of the payer, whatever the order of the input") {
  auto payers = paid({5, 5});
  std::ranges::reverse(payers);
  CHECK(refund_whole(payers)->rows[0].payer.id == "c1");
}

TEST_CASE("a project that cost as much as planned, or more, leaves nothing to return") {
  CHECK(balance(paid({10}), {{100}, {10}, {100}}).due == Money{0});
  CHECK(balance(paid({10}), {{100}, {10}, {5000}}).due == Money{0});
  CHECK(balance(paid({10}), {{100}, {10}, {0}}).due == Money{10});
}

TEST_CASE("who paid more than was planned gets the surplus back too") {
  CHECK(balance(paid({15}), {{100}, {10}, {100}}).due == Money{5});
}

TEST_CASE("nobody paid: nothing is due, and that is no error") {
  CHECK(balance({}, {{100}, {10}, {50}}).rows.empty());
  CHECK(refund_whole(paid({0, 0}))->due == Money{0});
}

TEST_CASE("a practice may count what was spent by its own formula") {
  CHECK(balance(paid({50, 50}), {{1000}, {100}, {900}}, "paid - (planned_cost - actual_cost) / 2").due == Money{50});
}

TEST_CASE("a formula that gives no sum is refused when it is written or when it is used") {
  CHECK(refusal("actual_cost * share") == "refund_formula");
  CHECK(refusal("actual_cost > 5") == "refund_formula");
  CHECK(refusal("actual_cost *") == "formula_syntax");
  CHECK(refusal("", {{0}, {10}, {90}}) == "refund_formula");
  CHECK(refusal("actual_cost - planned_cost") == "refund_negative");
  CHECK(refusal("", {{100}, {10}, {-1}}) == "refund_negative");
}

TEST_CASE("one payer in two rows is refused: the answer would depend on how they are put together") {
  auto payers = paid({5, 6});
  payers[1].payer.id = "c1";
  CHECK(refund_whole(payers).error().code == "refund_twice");
}

TEST_CASE("the largest sums there are come back to the kopeck or are refused") {
  CHECK(refund_whole(paid({INT64_MAX}))->due == Money{INT64_MAX});
  CHECK(refund_whole(paid({INT64_MAX, 1})).error().code == "refund_range");
  const Refund refund = balance(paid({INT64_MAX - 5, 5}), {{INT64_MAX}, {INT64_MAX}, {INT64_MAX - 1}});
  CHECK(refund.due == Money{1});
  CHECK(due(refund) == Sums{1, 0});
}

TEST_CASE("property: refunds add up to what is due, none below zero, none above what was paid") {
  Dice dice(6);
  for (int round = 0; round < 5000; ++round) {
    const auto payers = random_payers(dice, round % 2 == 0 ? 500 : 1'000'000'000);
    const ProjectCosts costs{
        {dice.roll(1, 1'000'000'000'000)}, {dice.roll(0, 1'000'000'000'000)}, {dice.roll(0, 1'000'000'000'000)}};
    const Refund refund = balance(payers, costs);
    int64_t all = 0;
    for (const RefundRow& row : refund.rows) {
      REQUIRE(row.due >= Money{});
      REQUIRE(row.due <= row.paid);
      all += row.due.kopecks;
    }
    REQUIRE(all == refund.due.kopecks);
    REQUIRE(refund.spent.kopecks + refund.due.kopecks == refund.paid.kopecks);
  }
}

TEST_CASE("property: the order in which payers stand changes nothing") {
  Dice dice(7);
  for (int round = 0; round < 1000; ++round) {
    auto payers = random_payers(dice, 1000);
    const ProjectCosts costs{{dice.roll(1, 10'000)}, {dice.roll(0, 10'000)}, {dice.roll(0, 10'000)}};
    const Refund before = balance(payers, costs);
    dice.shuffle(payers);
    REQUIRE(balance(payers, costs) == before);
  }
}

TEST_CASE("what was returned is taken off, and more than is due is refused") {
  const Refund refund = *refund_whole(paid({100, 50}));
  const Repayment first{"r1", "c1", *make_date(2027, 11, 1), Money{60}, "8", Instant{1}, "soko"};
  CHECK(outstanding(refund, {first})->at(0).due == Money{40});
  Repayment second = first;
  CHECK(outstanding(refund, {first, second}).error().code == "refund_twice");
  second.id = "r2";
  const auto over = outstanding(refund, {first, second});
  CHECK(over.error().code == "refund_over");
  CHECK(over.error().kind == pochin::ErrorKind::not_now);
  second.sum = Money{-1};
  CHECK(outstanding(refund, {second}).error().code == "refund_negative");
  second.payer = "c9";
  second.sum = Money{1};
  CHECK(outstanding(refund, {second}).error().code == "refund_unknown_payer");
  CHECK(*repayment_from_json(to_json(first)) == first);
}

}  // namespace pochin::finance
