#include "shared/review/vote.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "shared/review/quorum.h"
#include "tests/unit/shared/dice.h"

namespace pochin::review {
namespace {

using Persons = std::vector<std::string>;

const Persons kMembers = {"chair", "m1", "m2", "m3", "m4", "m5"};
const Voters kAllHere{kMembers, kMembers, "chair"};
const MajorityRule kHalf{MajorityOf::voted, *Ratio::make(1, 2), true, true, ""};
const std::vector<Conflict> kRecused = {{"m5", "a12", "соавтор", Instant{}}};

Question question() { return {"q1", "a12", "Признать победителем заявку № 12", {}, {}, {}}; }

// "++-0": for, for, against, abstained — by the members in their order.
Question voted(std::string_view choices) {
  Question made = question();
  for (std::size_t i = 0; i < choices.size(); ++i) {
    const Choice choice = choices[i] == '+'   ? Choice::in_favour
                          : choices[i] == '-' ? Choice::against
                                              : Choice::abstained;
    if (choices[i] != ' ') REQUIRE(cast(made, {kMembers[i], choice, Instant{1}}, kAllHere, {}));
  }
  return made;
}

Decision decided(std::string_view choices, const MajorityRule& rule = kHalf) {
  return decide(voted(choices), kAllHere, {}, rule);
}

std::string refusal(Question& asked, std::string member, const Voters& voters = kAllHere) {
  const auto done = cast(asked, {std::move(member), Choice::in_favour, Instant{5}}, voters, kRecused);
  if (done) return "ok";
  CHECK_FALSE(done.error().message.empty());
  return done.error().code;
}

Quorum here(const Persons& present, const QuorumRule& rule, const Persons& recused = {}) {
  return quorum(kMembers, present, recused, rule);
}

}  // namespace

TEST_CASE("more than half of those for and against decide") {
  CHECK(decided("+++--0").accepted);
  CHECK_FALSE(decided("++---0").accepted);
  CHECK(decided("+00000").accepted);
  CHECK_FALSE(decided("000000").accepted);
  CHECK_FALSE(decided("").accepted);
}

TEST_CASE("the decision is told in numbers") {
  const Decision decision = decided("+++-0 ");
  CHECK(decision.in_favour == 3);
  CHECK(decision.against == 1);
  CHECK(decision.abstained == 1);
  CHECK(decision.silent == 1);
  CHECK(decision.explanation ==
        "За — 3, против — 1, воздержались — 1, не голосовали — 1. Нужно голосов «за» не меньше 3: решение принято");
}

TEST_CASE("of an equal number for and against, the vote of the one who presides decides") {
  const Decision in_favour = decided("+++---");
  CHECK(in_favour.accepted);
  CHECK(in_favour.by_casting_vote);
  CHECK(in_favour.explanation ==
        "За — 3, против — 3, воздержались — 0. Голоса разделились поровну, решил голос председательствующего: решение "
        "принято");
  const Decision against = decided("---+++");
  CHECK_FALSE(against.accepted);
  CHECK(against.by_casting_vote);
}

TEST_CASE("a chair who abstains casts nothing, and a rule may give no casting vote") {
  CHECK_FALSE(decided("0++--0").accepted);
  CHECK_FALSE(decided("0++--0").by_casting_vote);
  MajorityRule without = kHalf;
  without.chair_casts = false;
  CHECK_FALSE(decided("+++---", without).accepted);
}

TEST_CASE("a casting vote makes no two thirds, and no majority of all members") {
  CHECK_FALSE(decided("+++---", {MajorityOf::voted, *Ratio::make(2, 3), false, true, ""}).accepted);
  CHECK_FALSE(decided("+ +- -", {MajorityOf::members, *Ratio::make(1, 2), true, true, ""}).accepted);
}

TEST_CASE("the majority is of those who voted, of those present, or of all members") {
  const Ratio half = *Ratio::make(1, 2);
  const Voters five{kMembers, {"chair", "m1", "m2", "m3", "m4"}, "chair"};
  const Question asked = voted("++-00");
  CHECK(decide(asked, five, {}, {MajorityOf::voted, half, true, false, ""}).needed == 2);
  CHECK(decide(asked, five, {}, {MajorityOf::present, half, true, false, ""}).needed == 3);
  CHECK(decide(asked, five, {}, {MajorityOf::members, half, true, false, ""}).needed == 4);
}

TEST_CASE("two thirds may be reached exactly, more than half may not") {
  CHECK(decided("++++--", {MajorityOf::voted, *Ratio::make(2, 3), false, false, ""}).accepted);
  CHECK_FALSE(decided("++++--", {MajorityOf::voted, *Ratio::make(2, 3), true, false, ""}).accepted);
}

TEST_CASE("the recused, the absent and strangers do not vote") {
  Question asked = question();
  CHECK(refusal(asked, "m5") == "review_conflict");
  CHECK(refusal(asked, "m9") == "vote_member");
  CHECK(refusal(asked, "m1", {kMembers, {"chair"}, "chair"}) == "vote_absent");
  CHECK(asked.votes.empty());
  CHECK(refusal(asked, "m1") == "ok");
  Question general = question();
  general.application.clear();
  CHECK(refusal(general, "m5") == "ok");
}

TEST_CASE("a vote given before the conflict was declared does not count") {
  const Question asked = voted("++---+");
  CHECK(decide(asked, kAllHere, {}, kHalf).in_favour == 3);
  const Decision decision = decide(asked, kAllHere, kRecused, kHalf);
  CHECK(decision.in_favour == 2);
  CHECK_FALSE(decision.accepted);
}

TEST_CASE("one vote of each member: a changed one is a new record, and only the last counts") {
  Question asked = voted("+");
  REQUIRE(cast(asked, {"chair", Choice::against, Instant{2}}, kAllHere, {}));
  CHECK(asked.votes.size() == 2);
  const Decision decision = decide(asked, kAllHere, {}, kHalf);
  CHECK(decision.in_favour == 0);
  CHECK(decision.against == 1);
  CHECK(cast(asked, {"chair", Choice::in_favour, Instant{1}}, kAllHere, {}).error().code == "vote_order");
}

TEST_CASE("after the closing there are no more votes") {
  Question asked = voted("+");
  CHECK(close(asked, Instant{0}).error().code == "vote_order");
  REQUIRE(close(asked, Instant{9}));
  CHECK(refusal(asked, "m1") == "vote_closed");
  CHECK(close(asked, Instant{10}).error().code == "vote_closed");
}

TEST_CASE("a dissenting opinion is that of a member who took part, and has a text") {
  Question asked = voted("+++---");
  REQUIRE(close(asked, Instant{9}));
  REQUIRE(dissent(asked, {"m3", "Смета завышена", Instant{10}}, kAllHere, kRecused));
  CHECK(dissent(asked, {"m3", " ", Instant{10}}, kAllHere, kRecused).error().code == "dissent_text");
  CHECK(dissent(asked, {"m5", "Против", Instant{10}}, kAllHere, kRecused).error().code == "review_conflict");
  CHECK(asked.dissents.size() == 1);
}

TEST_CASE("property: the decision does not depend on the order of votes, and every vote is counted once") {
  Dice dice(31);
  for (int round = 0; round < 500; ++round) {
    Question asked = question();
    for (const std::string& member : kMembers)
      asked.votes.push_back({member, static_cast<Choice>(dice.roll(0, 2)), Instant{1}});
    const Decision before = decide(asked, kAllHere, {}, kHalf);
    REQUIRE(before.in_favour + before.against + before.abstained == 6);
    dice.shuffle(asked.votes);
    REQUIRE(decide(asked, kAllHere, {}, kHalf) == before);
  }
}

TEST_CASE("half of six is a quorum of three at least, or of four when it must be more") {
  CHECK(here({"m1", "m2", "m3"}, {*Ratio::make(1, 2), false, false, ""}).reached);
  CHECK_FALSE(here({"m1", "m2"}, {*Ratio::make(1, 2), false, false, ""}).reached);
  CHECK_FALSE(here({"m1", "m2", "m3"}, {*Ratio::make(1, 2), true, false, ""}).reached);
  CHECK(here({"m1", "m2", "m3", "m4"}, {*Ratio::make(2, 3), false, false, ""}).reached);
  CHECK(here({"m1", "m2"}, {*Ratio::make(1, 2), false, false, ""}).explanation ==
        "Присутствуют 2 из 6, нужно не меньше 3: кворума нет");
}

TEST_CASE("the recused stand in both numbers or in neither, as the rule says") {
  const Persons present = {"m1", "m2", "m5"}, recused = {"m5"};
  const Quorum counted = here(present, {*Ratio::make(1, 2), false, true, ""}, recused);
  CHECK(counted.members == 6);
  CHECK(counted.present == 3);
  CHECK(counted.reached);
  const Quorum left_out = here(present, {*Ratio::make(1, 2), false, false, ""}, recused);
  CHECK(left_out.members == 5);
  CHECK(left_out.present == 2);
  CHECK_FALSE(left_out.reached);
}

TEST_CASE("an empty room is no quorum, and strangers make none") {
  CHECK_FALSE(here({}, {Ratio(0), false, false, ""}).reached);
  CHECK_FALSE(here({"x", "y", "z"}, {*Ratio::make(1, 2), false, false, ""}).reached);
  CHECK(here({"m1", "m1", "m1"}, {*Ratio::make(1, 2), false, false, ""}).present == 1);
}

TEST_CASE("rules and questions come back from JSON as they were; a share above one is refused") {
  Question asked = voted("+-0");
  REQUIRE(dissent(asked, {"m1", "Смета завышена", Instant{3}}, kAllHere, {}));
  REQUIRE(close(asked, Instant{9}));
  CHECK(*question_from_json(to_json(asked)) == asked);
  CHECK(*majority_rule_from_json(to_json(kHalf)) == kHalf);
  const QuorumRule rule{*Ratio::make(2, 3), true, true, "Порядок, п. 20"};
  CHECK(*quorum_rule_from_json(to_json(rule)) == rule);
  auto json = to_json(kHalf);
  json["share"] = "50";
  CHECK(majority_rule_from_json(json).error().code == "majority_share");
  json = to_json(rule);
  json["share"] = "-0.5";
  CHECK(quorum_rule_from_json(json).error().code == "quorum_share");
}

}  // namespace pochin::review
