#include "shared/finance/in_kind.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

namespace pochin::finance {
namespace {

InKind labour() {
  InKind item;
  item.id = "k1";
  item.title = "уборка";
  item.hours = *Ratio::make(7, 2);
  item.people = 12;
  item.rate = Money{15'033};
  return item;
}

InKind gravel() {
  InKind item;
  item.id = "k2";
  item.kind = InKindKind::materials;
  item.title = "щебень";
  item.quantity = *Ratio::make(5, 2);
  item.unit = "м³";
  item.price = Money{100'001};
  return item;
}

std::string refusal(const InKind& item) {
  const auto value = worth(item);
  return value ? "ok" : value.error().code + " " + value.error().place;
}

}  // namespace

TEST_CASE("labour is hours of a person times people times the rate") {
  CHECK(*worth(labour()) == Money{631'386});  // 3,5 × 12 × 150,33
}

TEST_CASE("things are quantity times price, half a kopeck up") {
  CHECK(*worth(gravel()) == Money{250'003});  // 2,5 × 1 000,01 = 2 500,025
}

TEST_CASE("a list is worth the sum of its items, each in whole kopecks") {
  CHECK(*worth(std::vector{gravel(), gravel()}) == Money{500'006});
  CHECK(*worth(std::vector<InKind>{}) == Money{0});
}

TEST_CASE("in kind is no money unless the rule of the practice lets it in, and only as much as it lets in") {
  const std::vector items = {labour(), gravel()};  // 881 389
  CHECK(*contribution(Money{1'000'000}, items, {}) == Money{1'000'000});
  CHECK(*contribution(Money{1'000'000}, items, {true, {}, ""}) == Money{1'881'389});
  CHECK(*contribution(Money{1'000'000}, items, {true, Ratio::make(1, 2), ""}) == Money{1'500'000});
  CHECK(*contribution(Money{1}, items, {true, Ratio::make(1, 2), ""}) == Money{1});
  CHECK(*contribution(Money{0}, items, {true, Ratio::make(1, 2), ""}) == Money{0});
}

TEST_CASE("what makes no sense is said at its field") {
  InKind item = labour();
  item.people = -1;
  CHECK(refusal(item) == "in_kind_negative people");
  item = labour();
  item.price = Money{1};
  CHECK(refusal(item) == "in_kind_mixed quantity");
  item = gravel();
  item.hours = Ratio(1);
  CHECK(refusal(item) == "in_kind_mixed hours");
  item = labour();
  item.rate = Money{INT64_MAX};
  CHECK(refusal(item) == "in_kind_range hours");
  CHECK(worth(std::vector{labour(), item}).error().place == "k1/hours");
}

TEST_CASE("contributions and their rule come back from JSON as they were") {
  CHECK(*in_kind_from_json(to_json(labour())) == labour());
  CHECK(*in_kind_from_json(to_json(gravel())) == gravel());
  const InKindRule rule{true, Ratio::make(1, 3), "Порядок, п. 14"};
  CHECK(*in_kind_rule_from_json(to_json(rule)) == rule);
}

}  // namespace pochin::finance
