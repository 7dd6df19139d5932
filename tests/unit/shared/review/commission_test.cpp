#include "shared/review/commission.h"

#include <catch2/catch_test_macros.hpp>

#include "shared/review/conflict.h"
#include "tests/unit/shared/review/commission_fixture.h"

namespace pochin::review {
namespace {

std::string codes(const Commission& commission, const CompositionRule& rule = half_of_them(), Date on = kMeetingDay) {
  std::string all;
  for (const form::Problem& problem : check_composition(commission, on, rule)) {
    CHECK_FALSE(problem.message.empty());
    all += (all.empty() ? "" : " ") + problem.code + (problem.field.empty() ? "" : "@" + problem.field);
  }
  return all;
}

}  // namespace

TEST_CASE("a commission with half of its members from the representative body is lawful") {
  CHECK(codes(six()).empty());
}

TEST_CASE("fewer than half from the representative body are too few, and the norm is named") {
  Commission commission = six();
  commission.members[3].proposed_by = ProposedBy::other;
  const auto problems = check_composition(commission, kMeetingDay, half_of_them());
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].code == "commission_share");
  CHECK(problems[0].norm == "131-ФЗ, ст. 26.1, ч. 12");
  CHECK(problems[0].message == "По предложению представительного органа назначены 2 из 6, а нужно не меньше 3");
}

TEST_CASE("half of an odd number is rounded up") {
  Commission commission = six();
  commission.members.push_back(seated("m4", "Зуев", Seat::member, ProposedBy::other));
  CHECK(codes(commission) == "commission_share");
}

TEST_CASE("a practice may ask for no share at all") {
  Commission commission = six();
  for (Member& member : commission.members) member.proposed_by = ProposedBy::lot;
  CHECK(codes(commission, {}).empty());
}

TEST_CASE("there is one chair and at most one secretary") {
  Commission commission = six();
  commission.members[0].seat = Seat::member;
  CHECK(codes(commission) == "commission_chair");
  commission = six();
  commission.members[1].seat = Seat::chair;
  CHECK(codes(commission) == "commission_chair");
  commission = six();
  commission.members[1].seat = Seat::secretary;
  CHECK(codes(commission) == "commission_secretary");
}

TEST_CASE("a member serves from the first day of the term to the day before it ends") {
  Commission commission = six();
  commission.members[0].from = kMeetingDay;
  commission.members[0].to = add_days(kMeetingDay, 1);
  CHECK(find_member(commission, "chair", kMeetingDay));
  CHECK_FALSE(find_member(commission, "chair", add_days(kMeetingDay, -1)));
  CHECK_FALSE(find_member(commission, "chair", add_days(kMeetingDay, 1)));
  CHECK(codes(commission, half_of_them(), add_days(kMeetingDay, 1)) == "commission_chair");
}

TEST_CASE("a term that ends before it begins, and one person in two seats at once, are said at their line") {
  Commission commission = six();
  commission.members[5].to = commission.members[5].from;
  CHECK(codes(commission) == "commission_term@members/5/to");
  commission = six();
  commission.members[5].person = "m1";
  CHECK(codes(commission) == "commission_twice@members/5/person");
  commission.members[3].to = make_date(2026, 12, 1);
  commission.members[5].from = *make_date(2026, 12, 1);
  commission.members[5].proposed_by = ProposedBy::representative_body;
  CHECK(codes(commission).empty());
}

TEST_CASE("officials are kept out where the rule keeps them out") {
  Commission commission = six();
  commission.members[5].traits = {"official"};
  CHECK(codes(commission) == "commission_excluded@members/5/person");
  CompositionRule rule = half_of_them();
  rule.excluded_traits.clear();
  CHECK(codes(commission, rule).empty());
  rule.excluded_persons = {"m2"};
  CHECK(codes(commission, rule) == "commission_excluded@members/4/person");
}

TEST_CASE("too few and too many members") {
  CompositionRule rule = half_of_them();
  rule.least_members = 7;
  CHECK(codes(six(), rule) == "commission_size");
  rule.least_members = 1;
  rule.most_members = 5;
  CHECK(codes(six(), rule) == "commission_size");
}

TEST_CASE("a secretary without a vote is a member and no voter") {
  CompositionRule rule = half_of_them();
  CHECK(voters_on(six(), kMeetingDay, rule).size() == 6);
  rule.secretary_votes = false;
  CHECK(voters_on(six(), kMeetingDay, rule).size() == 5);
  CHECK(members_on(six(), kMeetingDay).size() == 6);
}

TEST_CASE("the commission and its rule come back from JSON as they were") {
  CHECK(*commission_from_json(to_json(six())) == six());
  CHECK(*composition_rule_from_json(to_json(half_of_them())) == half_of_them());
}

TEST_CASE("a conflict of interest needs its reason, is declared once, and bars from that application alone") {
  std::vector<Conflict> conflicts;
  CHECK(declare(conflicts, {"m1", "a12", " ", Instant{1}}).error().code == "conflict_reason");
  REQUIRE(declare(conflicts, {"m1", "a12", "заявку подала моя организация", Instant{1}}));
  CHECK(declare(conflicts, {"m1", "a12", "ещё раз", Instant{2}}).error().code == "conflict_twice");
  CHECK(conflicts.size() == 1);
  CHECK_FALSE(may_judge(conflicts, "m1", "a12"));
  CHECK(may_judge(conflicts, "m1", "a12").error().message.find("моя организация") != std::string::npos);
  CHECK(may_judge(conflicts, "m1", "a13"));
  CHECK(may_judge(conflicts, "m2", "a12"));
  CHECK(recused_on(conflicts, "a12") == std::vector<std::string>{"m1"});
  CHECK(*conflict_from_json(to_json(conflicts[0])) == conflicts[0]);
}

}  // namespace pochin::review
