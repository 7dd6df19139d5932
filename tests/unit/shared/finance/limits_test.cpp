#include "shared/finance/limits.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "shared/base/json.h"
#include "tests/unit/shared/dice.h"

namespace pochin::finance {
namespace {

// The caps of one region's rules (domain.md §4.2): data of its practice.
constexpr const char* kRules = R"([
  {"source":"region","kinds":["mo"],"max_sum":400000000,"max_share":"0.89","norm":"Порядок, п. 9"},
  {"source":"region","kinds":["mr","gp"],"max_sum":350000000,"max_share":"0.75","norm":"Порядок, п. 9"},
  {"source":"region","kinds":["sp"],"people_above":1000,"max_sum":300000000,"max_share":"0.85","norm":"Порядок, п. 9"},
  {"source":"region","kinds":["sp"],"people_up_to":1000,"max_sum":300000000,"max_share":"0.88","norm":"Порядок, п. 9"},
  {"source":"region","kinds":["go"],"max_sum":500000000,"max_share":"0.75","norm":"Порядок, п. 9"},
  {"source":"municipality","kinds":["mo","sp"],"min_share":"0.1","norm":"Порядок, п. 10"},
  {"source":"people","kinds":["sp"],"people_up_to":1000,"min_share":"0.02","norm":"Порядок, п. 11"}])";

std::vector<Limit> rules(const char* text = kRules) {
  auto limits = limits_from_json(*parse_json(text));
  if (!limits) FAIL(limits.error().message);
  return *limits;
}

Money roubles(int64_t whole) { return Money{whole * 100}; }

Funding funding(int64_t region, int64_t municipality, int64_t people, int64_t organisations = 0) {
  Funding made;
  made.sources = {{Source::region, "", roubles(region), {}, {}, {}},
                  {Source::municipality, "", roubles(municipality), {}, {}, {}},
                  {Source::people, "", roubles(people), {}, {}, {}},
                  {Source::organisations, "", roubles(organisations), {}, {}, {}}};
  return made;
}

const Place kVillage{territory::Kind::rural_settlement, 800};
const Date kDay = *make_date(2026, 11, 25);

std::vector<form::Problem> problems(const Funding& funding, int64_t cost, const Place& place = kVillage) {
  return check_limits(funding, roubles(cost), place, kDay, rules());
}

std::string codes(const std::vector<form::Problem>& problems) {
  std::string all;
  for (const form::Problem& problem : problems) {
    CHECK_FALSE(problem.message.empty());
    all += (all.empty() ? "" : " ") + problem.code;
  }
  return all;
}

// Presses a fix the way a person does: the field takes the value.
void press(Funding& funding, const form::Fix& fix) {
  for (SourceMoney& each : funding.sources)
    if (field_of(each.source, Phase::planned) == fix.field) each.planned = *parse_money(fix.value);
}

std::string refusal(const char* text) {
  const auto limits = limits_from_json(*parse_json(text), "/limits");
  return limits ? "ok" : limits.error().code + " " + limits.error().place;
}

}  // namespace

TEST_CASE("sources within every limit have no problem") {
  CHECK(problems(funding(1'600'000, 300'000, 60'000, 40'000), 2'000'000).empty());
}

TEST_CASE("regression: the share of the subsidy is checked when the cost is above the largest sum too") {
  // 3 000 000 of 3 100 000 is within the sum and far above 88 %.
  const auto found = problems(funding(3'000'000, 0, 100'000), 3'100'000);
  REQUIRE_FALSE(found.empty());
  CHECK(found[0].code == "limit_max_share");
  CHECK(found[0].field == "region.planned");
  CHECK(found[0].norm == "Порядок, п. 9");
  REQUIRE(found[0].fix);
  CHECK(parse_money(found[0].fix->value) == roubles(2'728'000));
}

TEST_CASE("regression: the share of a village changes at the thousand inhabitants the rule names, not at three") {
  const Funding sources = funding(870'000, 100'000, 30'000);
  CHECK(problems(sources, 1'000'000, {territory::Kind::rural_settlement, 1000}).empty());
  CHECK(codes(problems(sources, 1'000'000, {territory::Kind::rural_settlement, 1001})) ==
        "limit_max_share limit_missing");
  CHECK(codes(problems(sources, 1'000'000, {territory::Kind::rural_settlement, 2999})) ==
        "limit_max_share limit_missing");
}

TEST_CASE("above the sum and above the share: both are said, and either fix satisfies both") {
  const auto found = problems(funding(3'500'000, 400'000, 80'000), 3'980'000);
  REQUIRE(codes(found) == "limit_max_sum");
  const auto both = problems(funding(3'500'000, 100'000, 80'000), 3'680'000);
  REQUIRE(codes(both) == "limit_max_sum limit_max_share limit_min_share");
  CHECK(parse_money(both[0].fix->value) == roubles(3'000'000));
  CHECK(parse_money(both[1].fix->value) == roubles(3'000'000));
}

TEST_CASE("a share that is no whole number of kopecks is rounded to the side that keeps the limit") {
  const Money cost{101};
  const auto limits = rules(R"([{"source":"region","max_share":"0.5"},{"source":"people","min_share":"0.5"}])");
  const Funding none = funding(0, 0, 0);
  CHECK(bounds(Source::region, none, cost, kVillage, kDay, limits)->most == Money{50});
  CHECK(bounds(Source::people, none, cost, kVillage, kDay, limits)->least == Money{51});
}

TEST_CASE("a share may count from the subsidy and not from the cost") {
  const auto limits = rules(R"([{"source":"municipality","min_share":"0.05","base":"subsidy"}])");
  const auto found = check_limits(funding(1'000'000, 40'000, 960'000), roubles(2'000'000), kVillage, kDay, limits);
  REQUIRE(codes(found) == "limit_min_share");
  CHECK(parse_money(found[0].fix->value) == roubles(50'000));
  CHECK(check_limits(funding(1'000'000, 50'000, 950'000), roubles(2'000'000), kVillage, kDay, limits).empty());
}

TEST_CASE("sources that do not add up to the cost: the municipality is proposed to cover what is missing") {
  const auto found = problems(funding(1'600'000, 300'000, 60'000), 2'000'000);
  REQUIRE(codes(found) == "sources_sum");
  CHECK(found[0].fix->field == "municipality.planned");
  CHECK(parse_money(found[0].fix->value) == roubles(340'000));
}

TEST_CASE("no fix is offered that would break another limit") {
  // The rest is negative beyond what the municipality must give.
  const auto found = problems(funding(1'700'000, 250'000, 300'000), 2'000'000);
  REQUIRE(codes(found) == "sources_sum");
  CHECK_FALSE(found[0].fix);
  const auto limits = rules(R"([{"source":"people","min_share":"0.5"},{"source":"people","max_sum":100}])");
  const auto impossible = check_limits(funding(0, 100, 0), roubles(100), kVillage, kDay, limits);
  REQUIRE(codes(impossible) == "limit_min_share");
  CHECK_FALSE(impossible[0].fix);
}

TEST_CASE("an unknown population is asked for where a limit depends on it, and only there") {
  CHECK(codes(problems(funding(800'000, 150'000, 50'000), 1'000'000, {territory::Kind::rural_settlement, {}})) ==
        "limit_population limit_population");
  CHECK(codes(problems(funding(700'000, 300'000, 0), 1'000'000, {territory::Kind::municipal_okrug, {}})) ==
        "limit_missing");
}

TEST_CASE("a limit is in force from its first day to the day before it ends") {
  const auto limits = rules(R"([{"source":"region","max_sum":100,"from":"2026-01-01","to":"2027-01-01"}])");
  const Funding sources = funding(2, 0, 0);
  const auto on = [&](int year, unsigned month, unsigned day) {
    return codes(check_limits(sources, roubles(2), kVillage, *make_date(year, month, day), limits));
  };
  CHECK(on(2025, 12, 31) == "limit_missing");
  CHECK(on(2026, 1, 1) == "limit_max_sum");
  CHECK(on(2026, 12, 31) == "limit_max_sum");
  CHECK(on(2027, 1, 1) == "limit_missing");
}

TEST_CASE("a subsidy for a project that costs nothing is above its share") {
  CHECK(codes(problems(funding(1, 0, 0), 0)) == "limit_max_share sources_sum");
}

TEST_CASE("sums near the end of the numbers are compared exactly or refused, never wrapped round") {
  Funding sources = funding(0, 0, 0);
  sources.sources[0].planned = Money{INT64_MAX};
  CHECK(
      codes(check_limits(sources, Money{INT64_MAX}, kVillage, kDay, rules(R"([{"source":"region","max_share":"1"}])")))
          .empty());
  sources.sources[1].planned = Money{1};
  CHECK(codes(check_limits(sources, Money{INT64_MAX}, kVillage, kDay, {})) == "limit_range");
}

TEST_CASE("property: pressing the fixes one after another ends, and with no problem that still offers one") {
  Dice dice(4);
  for (int round = 0; round < 2000; ++round) {
    Funding sources = funding(dice.roll(0, 4'000'000), dice.roll(0, 900'000), dice.roll(0, 300'000));
    const int64_t cost = dice.roll(0, 4'000'000);
    const auto fixable = [&] {
      const auto found = problems(sources, cost);
      const auto first = std::ranges::find_if(found, [](const form::Problem& each) { return each.fix.has_value(); });
      return first == found.end() ? std::nullopt : first->fix;
    };
    int pressed = 0;
    for (auto fix = fixable(); fix; fix = fixable()) {
      press(sources, *fix);
      REQUIRE(++pressed <= 4);
    }
  }
}

TEST_CASE("property: a fix ends the problem it belongs to") {
  Dice dice(5);
  int fixes = 0;
  for (int round = 0; round < 1000; ++round) {
    const Funding sources = funding(dice.roll(0, 4'000'000), dice.roll(0, 900'000), dice.roll(0, 300'000));
    const int64_t cost = dice.roll(1, 4'000'000);
    for (const form::Problem& problem : problems(sources, cost)) {
      if (!problem.fix) continue;
      Funding fixed = sources;
      press(fixed, *problem.fix);
      ++fixes;
      for (const form::Problem& left : problems(fixed, cost))
        REQUIRE((left.code != problem.code || left.field != problem.field));
    }
  }
  CHECK(fixes > 1000);
}

TEST_CASE("limits that contradict themselves are refused with their place") {
  CHECK(refusal(R"([{"source":"region"}])") == "limit_empty /limits/0");
  CHECK(refusal(R"([{"source":"region","max_share":"85"}])") == "limit_share /limits/0");
  CHECK(refusal(R"([{"source":"people","max_share":"0.1","min_share":"0.2"}])") == "limit_share /limits/0/min_share");
  CHECK(refusal(R"([{"source":"region","max_share":"0.5","base":"subsidy"}])") == "limit_base /limits/0/base");
  CHECK(refusal(R"([{"source":"people","max_sum":-1}])") == "limit_sum /limits/0/max_sum");
  CHECK(refusal(R"([{"source":"people","max_sum":1,"from":"2027-01-01","to":"2027-01-01"}])") ==
        "limit_dates /limits/0/to");
  CHECK(refusal(R"([{"source":"people","max_sum":1,"people_above":5,"people_up_to":5}])") ==
        "limit_people /limits/0/people_up_to");
  CHECK(refusal(R"([{"source":"people","max_summ":1}])") == "record_unknown /limits/0/max_summ");
  CHECK(refusal(R"([{"source":"people","kinds":["xx"],"max_sum":1}])") == "record_format /limits/0/kinds/0");
}

TEST_CASE("limits come back from their JSON as they were") { CHECK(*limits_from_json(to_json(rules())) == rules()); }

}  // namespace pochin::finance
