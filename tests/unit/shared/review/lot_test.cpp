#include "shared/review/lot.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <nlohmann/json.hpp>

#include "tests/unit/shared/dice.h"

namespace pochin::review {
namespace {

using Ids = std::vector<std::string>;

const std::string kSeed = "0123456789abcdef";

std::vector<LotApplicant> people(int count, const std::string& group = "") {
  std::vector<LotApplicant> made;
  for (int i = 0; i < count; ++i) made.push_back({"p" + std::to_string(i), group, ""});
  return made;
}

Lot drawn(const std::vector<LotApplicant>& applicants, const std::vector<LotQuota>& quotas,
          const std::string& seed = kSeed) {
  const auto lot = draw(seed, applicants, quotas);
  if (!lot) FAIL(lot.error().message);
  return *lot;
}

std::string refusal(const std::string& seed, const std::vector<LotApplicant>& applicants,
                    const std::vector<LotQuota>& quotas) {
  const auto lot = draw(seed, applicants, quotas);
  if (lot) return "ok";
  CHECK_FALSE(lot.error().message.empty());
  return lot.error().code + " " + lot.error().place;
}

std::string random_seed(Dice& dice) {
  std::string seed;
  for (int i = 0; i < 32; ++i) seed += static_cast<char>(dice.roll(0, 255) - 128);
  return seed;
}

}  // namespace

TEST_CASE("anybody can draw again: the order is that of SHA-256 of the seed, a zero byte and the id") {
  // printf '0123456789abcdef\0p0' | sha256sum
  const Lot lot = drawn(people(3), {{"", 1, 1}});
  const auto row = std::ranges::find(lot.rows, std::string("p0"), &LotRow::id);
  CHECK(row->hash == "1ebed35cd0268c295ca6744a7aa6eb1526e49b7c705aa26f0423b7b02f975c34");
  CHECK(Ids{lot.rows[0].id, lot.rows[1].id, lot.rows[2].id} == Ids{"p0", "p1", "p2"});
  CHECK(lot.seed == "30313233343536373839616263646566");
}

TEST_CASE("seats first, then substitutes in order, and each row says why") {
  const Lot lot = drawn(people(5), {{"", 2, 2}});
  CHECK(lot.drawn(LotOutcome::member).size() == 2);
  CHECK(lot.drawn(LotOutcome::substitute).size() == 2);
  CHECK(lot.drawn(LotOutcome::not_drawn).size() == 1);
  CHECK(lot.rows[0].explanation == "Место 1 из 5 в порядке SHA-256(жребий, номер): входит в состав, мест 2");
  CHECK(lot.rows[3].explanation == "Место 4 из 5 в порядке SHA-256(жребий, номер): в запасе, 2-й из 2");
  CHECK(lot.rows[4].explanation == "Место 5 из 5 в порядке SHA-256(жребий, номер): не выбран, мест 2, в запасе 2");
}

TEST_CASE("each district has its own seats") {
  auto all = people(4, "Центр");
  all.push_back({"q1", "Заречье", ""});
  const Lot lot = drawn(all, {{"Заречье", 2, 0}, {"Центр", 1, 0}});
  CHECK(lot.drawn(LotOutcome::member, "Заречье") == Ids{"q1"});
  CHECK(lot.drawn(LotOutcome::member, "Центр").size() == 1);
  CHECK(lot.shortfalls == Ids{"Заречье: мест 2, участников 1. Объявите дополнительный приём"});
}

TEST_CASE("the excluded are listed with the reason and never drawn") {
  auto all = people(3);
  all[1].exclusion = "должностное лицо";
  const Lot lot = drawn(all, {{"", 3, 0}});
  CHECK(lot.drawn(LotOutcome::member).size() == 2);
  CHECK(lot.rows.back().id == "p1");
  CHECK(lot.rows.back().outcome == LotOutcome::excluded);
  CHECK(lot.rows.back().explanation == "Не участвует в жеребьёвке: должностное лицо");
}

TEST_CASE("who applied twice takes part once, and an exclusion holds for both") {
  auto all = people(3);
  all.push_back(all[0]);
  CHECK(drawn(all, {{"", 1, 0}}) == drawn(people(3), {{"", 1, 0}}));
  all.back().exclusion = "моложе 18 лет";
  CHECK(drawn(all, {{"", 3, 0}}).drawn(LotOutcome::excluded) == Ids{"p0"});
}

TEST_CASE("a draw that nobody could repeat or believe is refused") {
  CHECK(refusal("0123456789abcde", people(1), {{"", 1, 0}}) == "lot_seed seed");
  CHECK(refusal(kSeed, {{"", "", ""}}, {{"", 1, 0}}) == "lot_applicant ");
  CHECK(refusal(kSeed, {{"p", "a", ""}, {"p", "b", ""}}, {{"a", 1, 0}, {"b", 1, 0}}) == "lot_two_groups p");
  CHECK(refusal(kSeed, people(1), {{"a", 1, 0}}) == "lot_group ");
  CHECK(refusal(kSeed, people(1), {{"", 1, 0}, {"", 2, 0}}) == "lot_quota ");
  CHECK(refusal(kSeed, people(1, "a"), {{"a", -1, 0}}) == "lot_quota a");
}

TEST_CASE("nobody applied: every seat is short, and that is no error") {
  CHECK(drawn({}, {{"", 2, 1}}).shortfalls == Ids{"мест 2, участников 0. Объявите дополнительный приём"});
}

TEST_CASE("property: the order of the input changes nothing") {
  Dice dice(11);
  for (int round = 0; round < 300; ++round) {
    auto all = people(static_cast<int>(dice.roll(1, 30)));
    for (LotApplicant& each : all) {
      each.group = dice.roll(0, 1) == 0 ? "a" : "b";
      if (dice.roll(0, 5) == 0) each.exclusion = "должностное лицо";
    }
    const std::string seed = random_seed(dice);
    const std::vector<LotQuota> quotas = {{"a", dice.roll(0, 10), 2}, {"b", dice.roll(0, 10), 2}};
    const Lot before = drawn(all, quotas, seed);
    dice.shuffle(all);
    REQUIRE(drawn(all, quotas, seed) == before);
  }
}

TEST_CASE("property: who is drawn for k seats is drawn for k + 1, in the same order") {
  Dice dice(12);
  for (int round = 0; round < 100; ++round) {
    const auto all = people(20);
    const std::string seed = random_seed(dice);
    Ids fewer;
    for (int64_t seats = 1; seats <= 20; ++seats) {
      const Ids more = drawn(all, {{"", seats, 0}}, seed).drawn(LotOutcome::member);
      REQUIRE(more.size() == fewer.size() + 1);
      REQUIRE(std::equal(fewer.begin(), fewer.end(), more.begin()));
      fewer = more;
    }
  }
}

TEST_CASE("property: every applicant is drawn about as often as any other") {
  Dice dice(13);
  std::map<std::string, int> times;
  for (int round = 0; round < 4000; ++round)
    for (const std::string& id : drawn(people(8), {{"", 2, 0}}, random_seed(dice)).drawn(LotOutcome::member))
      ++times[id];
  REQUIRE(times.size() == 8);
  for (const auto& [id, count] : times) CHECK((count > 880 && count < 1120));  // 1000 ± 4.4 deviations
}

TEST_CASE("a lot comes back from its JSON as it was") {
  const Lot lot = drawn(people(4), {{"", 2, 1}});
  CHECK(*lot_from_json(to_json(lot)) == lot);
}

}  // namespace pochin::review
