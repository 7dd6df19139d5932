#include "shared/finance/sources.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "shared/finance/saving.h"

namespace pochin::finance {
namespace {

Funding agreed() {
  return {{{Source::region, "", {850}, {850}, {850}, {800}},
           {Source::municipality, "", {100}, {100}, {100}, {100}},
           {Source::people, "", {30}, {30}, {30}, {30}},
           {Source::other, "ООО «Лес»", {15}, {15}, {10}, {10}},
           {Source::other, "фонд", {5}, {5}, {5}, {5}}}};
}

std::string codes(const Funding& funding) {
  std::string all;
  for (const form::Problem& problem : check(funding)) {
    CHECK_FALSE(problem.message.empty());
    all += (all.empty() ? "" : " ") + problem.code + "@" + problem.field;
  }
  return all;
}

}  // namespace

TEST_CASE("sums and shares of each phase") {
  const Funding funding = agreed();
  CHECK(total(funding, Phase::planned) == Money{1000});
  CHECK(total(funding, Phase::spent) == Money{945});
  CHECK(sum_of(funding, Source::other, Phase::paid) == Money{15});
  CHECK(share(funding, Source::region, Phase::planned) == Ratio::make(17, 20));
  CHECK(codes(funding).empty());
}

TEST_CASE("a share of nothing is no share") { CHECK_FALSE(share({}, Source::region, Phase::planned)); }

TEST_CASE("what contradicts itself is said at its field") {
  Funding funding = agreed();
  funding.sources[2].paid = Money{31};
  CHECK(codes(funding) == "source_paid_over@people.paid");
  funding = agreed();
  funding.sources[0].spent = Money{851};
  CHECK(codes(funding) == "source_spent_over@region.spent");
  funding = agreed();
  funding.sources[1].planned = Money{-1};
  CHECK(codes(funding) == "source_negative@municipality.planned");
  funding = agreed();
  funding.sources[4].title = "ООО «Лес»";
  CHECK(codes(funding) == "source_twice@other.planned");
  funding = agreed();
  funding.sources[0].planned = Money{INT64_MAX};
  CHECK(codes(funding) == "source_range@other.planned");
}

TEST_CASE("sources come back from their JSON as they were") {
  CHECK(*funding_from_json(to_json(agreed())) == agreed());
}

TEST_CASE("the saving of a tender is what the contract costs less") {
  CHECK(*tender_saving(Money{1000}, Money{900}) == Money{100});
  CHECK(*tender_saving(Money{1000}, Money{1000}) == Money{0});
  CHECK(tender_saving(Money{1000}, Money{1001}).error().code == "saving_none");
  CHECK(tender_saving(Money{1000}, Money{-1}).error().code == "saving_negative");
}

TEST_CASE("a saving goes back to the sources by what they committed, to the last kopeck") {
  const auto shares = share_saving(Money{101}, agreed());
  REQUIRE(shares);
  CHECK(
      *shares ==
      std::vector<SavingShare>{
          {"region", {86}}, {"municipality", {10}}, {"people", {3}}, {"other: ООО «Лес»", {2}}, {"other: фонд", {0}}});
}

TEST_CASE("agreed shares of a saving are kept, and nobody gets back more than they gave") {
  const auto half = *Ratio::make(1, 2);
  const auto shares = share_saving(Money{101}, agreed(), {{"region", half}, {"municipality", half}});
  REQUIRE(shares);
  CHECK(*shares == std::vector<SavingShare>{{"region", {50}}, {"municipality", {51}}});
  const auto over = share_saving(Money{101}, agreed(), {{"region", half}, {"people", half}});
  CHECK(over.error().code == "saving_over");
  CHECK(over.error().place == "people");
  CHECK(share_saving(Money{1001}, agreed()).error().code == "saving_over");
}

}  // namespace pochin::finance
