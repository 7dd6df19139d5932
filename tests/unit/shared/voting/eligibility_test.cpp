#include "shared/voting/eligibility.h"

#include <catch2/catch_test_macros.hpp>

using namespace pochin;
using namespace pochin::voting;

namespace {

const Zone kMoscow{"МСК", 180};

Campaign campaign() {
  Campaign it;
  it.id = "main";
  it.opens = *parse_instant("2027-02-01T00:00:00+03:00");
  it.min_age = 14;
  it.age_on = Date{*make_date(2027, 2, 1)};
  it.residence = ResidenceRule::municipality;
  it.districts = Districts::municipality;
  it.assurance_needed = Assurance::confirmed;
  return it;
}

VoterFacts resident() {
  return {.confirmed = true, .born = make_date(1990, 5, 20), .living = Living::inside, .territories = {"18701", "18"}};
}

Eligibility asked(const Campaign& campaign, const VoterFacts& facts, std::string_view district = "18701") {
  return may_vote(campaign, kMoscow, facts, {"18701", "18702"}, district);
}

std::vector<std::string> codes(const Eligibility& eligibility) {
  std::vector<std::string> list;
  for (const Reason& reason : eligibility.reasons) {
    CHECK_FALSE(reason.text.empty());
    list.push_back(reason.code);
  }
  return list;
}

using Codes = std::vector<std::string>;

}  // namespace

TEST_CASE("a resident of age with a confirmed account may vote at home, and home is known") {
  const Eligibility found = asked(campaign(), resident());
  CHECK(found.answer == Answer::yes);
  CHECK(found.reasons.empty());
  CHECK(found.district == "18701");
  CHECK_FALSE(found.declaration_needed);
}

TEST_CASE("the birthday counts when it falls on the reference day, and not a day later") {
  VoterFacts facts = resident();
  facts.born = make_date(2013, 2, 1);
  CHECK(asked(campaign(), facts).answer == Answer::yes);
  facts.born = make_date(2013, 2, 2);
  CHECK(asked(campaign(), facts).answer == Answer::no);
  CHECK(codes(asked(campaign(), facts)) == Codes{"too_young"});
}

TEST_CASE("without a reference day years are counted on the day it opens by the region's clock") {
  Campaign late = campaign();
  late.age_on = {};
  late.opens = *parse_instant("2027-01-31T22:00:00Z");  // 1 February in Moscow
  VoterFacts facts = resident();
  facts.born = make_date(2013, 2, 1);
  CHECK(asked(late, facts).answer == Answer::yes);
}

TEST_CASE("a school vote has an upper age too") {
  Campaign school = campaign();
  school.max_age = 17;
  CHECK(codes(asked(school, resident())) == Codes{"too_old"});
}

TEST_CASE("an unknown birthday is unknown, not refused") {
  VoterFacts facts = resident();
  facts.born = {};
  CHECK(asked(campaign(), facts).answer == Answer::unknown);
  CHECK(codes(asked(campaign(), facts)) == Codes{"age_unknown"});
  Campaign ageless = campaign();
  ageless.min_age = {};
  CHECK(asked(ageless, facts).answer == Answer::yes);
}

TEST_CASE("another district and another region are refused with their own words") {
  CHECK(codes(asked(campaign(), resident(), "18702")) == Codes{"outside_district"});
  CHECK(asked(campaign(), resident(), "").answer == Answer::yes);
  VoterFacts stranger = resident();
  stranger.living = Living::outside;
  stranger.territories = {};
  CHECK(codes(asked(campaign(), stranger)) == Codes{"outside_region"});
}

TEST_CASE("a campaign of the region takes any district, one for anyone takes anybody") {
  Campaign wide = campaign();
  wide.residence = ResidenceRule::region;
  CHECK(asked(wide, resident(), "18702").answer == Answer::yes);
  wide.residence = ResidenceRule::anyone;
  VoterFacts stranger = resident();
  stranger.living = Living::unknown;
  CHECK(asked(wide, stranger, "18702").answer == Answer::yes);
}

TEST_CASE("an address that says nothing: refused, declared or left to an operator, as the campaign says") {
  VoterFacts facts = resident();
  facts.living = Living::unknown;
  facts.territories = {};
  Campaign it = campaign();
  CHECK(codes(asked(it, facts)) == Codes{"residence_unknown"});
  CHECK(asked(it, facts).answer == Answer::unknown);
  it.unknown_residence = UnknownResidence::review;
  CHECK(codes(asked(it, facts)) == Codes{"residence_review"});
  it.unknown_residence = UnknownResidence::declare;
  CHECK(asked(it, facts).answer == Answer::yes);
  CHECK(asked(it, facts).declaration_needed);
}

TEST_CASE("no weighs more than unknown, and every reason is named") {
  VoterFacts facts{.confirmed = false, .born = make_date(2020, 1, 1), .living = Living::unknown, .territories = {}};
  const Eligibility found = asked(campaign(), facts);
  CHECK(found.answer == Answer::no);
  CHECK(codes(found) == Codes{"account", "too_young", "residence_unknown"});
}

TEST_CASE("where any account will do, an unconfirmed one does") {
  Campaign open = campaign();
  open.assurance_needed = Assurance::declared;
  VoterFacts facts = resident();
  facts.confirmed = false;
  CHECK(asked(open, facts).answer == Answer::yes);
}
