#include "shared/voting/exact.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/unit/shared/dice.h"

namespace pochin::voting {

TEST_CASE("a form is compared exactly: 1/3 three times is 1") {
  Ledger ledger(1, 3);
  Form form;
  form.start = 3;
  form.money = -1;
  CHECK(ledger.sign(form) == 0);
  form.start = 4;
  CHECK(ledger.sign(form) == 1);
}

TEST_CASE("levels of earlier rounds: q0 = 7/3, q1 = (1 + q0)/5 = 2/3") {
  Ledger ledger(0, 1);
  ledger.add_round({{7, 0, {}}, 3});
  Form second;
  second.money = 1;
  second.add_level(0, 1);
  ledger.add_round({second, 5});
  Form form;
  form.add_level(1, 3);
  form.money = -2;
  CHECK(ledger.sign(form) == 0);
  CHECK(Ledger::compare(ledger, {form, 1}, ledger, {Form{1, 0, {}}, 9}) == -1);
}

TEST_CASE("two ledgers: fractions of different denominators meet") {
  Ledger thirds(1, 3), sevenths(1, 7);
  const Form one{0, 1, {}};
  CHECK(Ledger::compare(thirds, {one, 7}, sevenths, {one, 3}) == 0);
  CHECK(Ledger::compare(thirds, {one, 1}, sevenths, {one, 2}) == 1);
}

TEST_CASE("property: forty rounds of sums of the rounds before agree with a check by reassembly") {
  Dice dice(41);
  for (int time = 0; time < 20; ++time) {
    Ledger ledger(dice.roll(1, 1000), dice.roll(1, 1000));
    std::vector<Fraction> rounds;
    for (std::size_t round = 0; round < 40; ++round) {
      Fraction next{{dice.roll(-9, 99), dice.roll(-3, 3), {}}, dice.roll(1, 99'991)};
      for (std::size_t j = 0; j < round; ++j) next.form.add_level(j, dice.roll(-2, 2));
      rounds.push_back(next);
      ledger.add_round(next);
    }
    // divisor·q(j) − form(j) is nothing for each j.
    for (std::size_t j = 0; j < rounds.size(); ++j) {
      Form difference;
      difference.add_level(j, rounds[j].divisor);
      difference.add(rounds[j].form, -1);
      REQUIRE(ledger.sign(difference) == 0);
      difference.money += 1;
      REQUIRE(ledger.sign(difference) == 1);
    }
  }
}

}  // namespace pochin::voting
