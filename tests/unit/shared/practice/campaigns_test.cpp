// Votes in a pack: read as they stand, linted with their places, frozen with the rest of the rules.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "shared/base/json.h"
#include "shared/practice/diff.h"
#include "shared/practice/lint.h"
#include "shared/practice/version.h"
#include "tests/unit/shared/practice/pack_fixture.h"

namespace pochin::practice {
namespace {

Json shipped(const std::string& name) { return Json::parse(pack_text(name)); }

// "code pointer" of the findings that the change of the first campaign of Yugra makes.
std::vector<std::string> found(const Json& change) {
  Json pack = shipped("yugra");
  pack["campaigns"][0].merge_patch(change);
  std::vector<std::string> list;
  for (const Finding& each : lint(pack.dump())) {
    if (each.pointer.starts_with("/campaigns")) list.push_back(each.code + " " + each.pointer);
    CHECK(each.line > 0);
  }
  return list;
}

using Found = std::vector<std::string>;

}  // namespace

TEST_CASE("the vote of Yugra is read as the pack says") {
  const Pack pack = parse_pack(shipped("yugra")).value();
  REQUIRE(pack.campaigns.size() == 1);
  const voting::Campaign& it = *pack.campaign("2027-main");
  CHECK(it.opens == parse_instant("2027-01-31T00:00:00+05:00").value());
  CHECK(it.min_age == 16);
  CHECK(it.residence == voting::ResidenceRule::municipality);
  CHECK(it.districts == voting::Districts::municipality);
  CHECK(it.districts_per_person == 1);
  CHECK(it.ballot == voting::BallotRules{.kind = voting::BallotKind::approval, .min = 1, .max = 3});
  CHECK(it.tally.rule == voting::Rule::greedy);
  CHECK(it.budget == Money{115'000'000'00});
  CHECK(it.takes(voting::Channel::paper));
  CHECK_FALSE(it.takes(voting::Channel::phone));
}

TEST_CASE("Volgograd has a vote of adults and a vote of schools, each with its projects and its threshold") {
  const Pack pack = parse_pack(shipped("volgograd")).value();
  REQUIRE(pack.campaigns.size() == 2);
  CHECK(pack.campaigns[0].kind == voting::CampaignKind::adult);
  CHECK(pack.campaigns[1].kind == voting::CampaignKind::school);
  for (const voting::Campaign& each : pack.campaigns) {
    CHECK(each.tally.threshold == 500);
    CHECK_FALSE(each.projects.empty());
    CHECK(each.running_totals == voting::RunningTotals::open);
  }
}

TEST_CASE("the votes of the shipped packs are fine") {
  for (const char* name : {"spb", "volgograd", "yugra"})
    for (const Finding& each : lint(pack_text(name)))
      if (each.pointer.starts_with("/campaigns")) FAIL(name << each.pointer << each.message);
}

TEST_CASE("what of a vote does not fit together is said at its place") {
  CHECK(found({{"closes", "2027-01-30T00:00"}}) == Found{"dates_order /campaigns/0/closes"});
  CHECK(found({{"states", {"votng"}}}) == Found{"unknown_state /campaigns/0/states/0"});
  CHECK(found({{"basis", {"nobody"}}}) == Found{"unknown_law /campaigns/0/basis/0"});
  CHECK(found({{"basis", nullptr}}) == Found{"no_basis /campaigns/0/id"});
  CHECK(found({{"max_age", 12}}) == Found{"out_of_range /campaigns/0/max_age"});
  CHECK(found({{"projects", "nothing = 1"}}).size() == 1);
  CHECK(found({{"ballot", {{"max", 1}, {"min", 2}}}}) == Found{"out_of_range /campaigns/0/ballot/max"});
  CHECK(found({{"ballot", {{"kind", "knapsack"}}}}) == Found{"missing_key /campaigns/0/ballot/max_cost"});
  CHECK(found({{"ballot", {{"kind", "cumulative"}}}}) == Found{"missing_key /campaigns/0/ballot/points"});
  CHECK(found({{"ballot", {{"kind", "scores"}}}}) == Found{"missing_key /campaigns/0/ballot/max_points"});
  CHECK(found({{"ballot", {{"kind", "plus_minus"}}}}) == Found{"missing_key /campaigns/0/ballot/minus"});
  CHECK(found({{"tally", {{"rule", "borda"}}}}) == Found{"rule_of_ballot /campaigns/0/tally/rule"});
  CHECK(found({{"tally", {{"rule", "greedy_threshold"}}}}) == Found{"missing_key /campaigns/0/tally/threshold"});
  CHECK(found({{"tally", {{"ties", {"votes"}}}}}) == Found{"undecided_tie /campaigns/0/tally/ties"});
  CHECK(found({{"tally", {{"ties", {"votes", "lot"}}}}}) == Found{"lot_source /campaigns/0/tally/lot_source"});
  CHECK(found({{"tally", {{"ties", {"votes", "lot"}}, {"lot_source", "тираж 16 февраля"}}}}).empty());
  CHECK(found({{"tally", {{"budget", "0"}}}}) == Found{"out_of_range /campaigns/0/tally/budget"});
  CHECK(found({{"districts", "none"}, {"districts_per_person", 2}}) ==
        Found{"no_districts /campaigns/0/districts_per_person"});
}

TEST_CASE("a mistyped word of a vote is answered with the near one") {
  Json pack = shipped("yugra");
  pack["campaigns"][0]["ballot"]["kind"] = "aproval";
  const auto list = lint(pack.dump());
  const auto wrong = std::ranges::find(list, "/campaigns/0/ballot/kind", &Finding::pointer);
  REQUIRE(wrong != list.end());
  CHECK(wrong->message.find("approval") != std::string::npos);
}

TEST_CASE("a vote is a rule once intake has opened; a later end is only more time") {
  const Json before = shipped("yugra");
  Json after = before;
  after["campaigns"][0]["ballot"]["max"] = 5;
  CHECK(classify(diff(before, after)).forbidden.size() == 1);
  after = before;
  after["campaigns"][0]["closes"] = "2027-02-20T00:00";
  CHECK(classify(diff(before, after)).forbidden.empty());
  after["campaigns"][0]["closes"] = "2027-02-10T00:00";
  CHECK(classify(diff(before, after)).forbidden.size() == 1);
}

TEST_CASE("votes move with the stages") {
  Json json = shipped("yugra");
  Pack pack = parse_pack(json).value();
  shift_stages(pack, 10);
  shift_stages(json, 10);
  const Pack moved = parse_pack(json).value();
  CHECK(moved.campaigns[0].opens == pack.campaigns[0].opens);
  CHECK(moved.campaigns[0].closes == parse_instant("2027-02-25T00:00:00+05:00").value());
  CHECK(moved.campaigns[0].age_on == pack.campaigns[0].age_on);
}

}  // namespace pochin::practice
