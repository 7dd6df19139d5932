#include "shared/voting/ballot.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

using namespace pochin;
using namespace pochin::voting;

namespace {

const std::vector<BallotProject> kProjects = {{"a", "1", Money{100'00}, ""},
                                              {"b", "2", Money{250'00}, ""},
                                              {"c", "3", Money{400'00}, ""},
                                              {"n", "4", Money{50'00}, "north"}};

Ballot ballot(CastBallot choices, std::string district = {}) { return {std::move(district), std::move(choices)}; }

// "code place" of everything wrong.
std::vector<std::string> wrong(const BallotRules& rules, const Ballot& cast) {
  std::vector<std::string> found;
  for (const Error& error : check_ballot(rules, kProjects, cast)) {
    CHECK_FALSE(error.message.empty());
    found.push_back(error.code + " " + error.place);
  }
  return found;
}

using Wrong = std::vector<std::string>;

}  // namespace

TEST_CASE("one project is one project") {
  const BallotRules rules{.kind = BallotKind::choose_one};
  CHECK(wrong(rules, ballot({{"a"}})).empty());
  CHECK(wrong(rules, ballot({})) == Wrong{"ballot_empty choices"});
  CHECK(wrong(rules, ballot({{"a"}, {"b"}})) == Wrong{"ballot_many choices"});
}

TEST_CASE("up to k projects, each once, each from the ballot") {
  const BallotRules rules{.kind = BallotKind::approval, .min = 2, .max = 2};
  CHECK(wrong(rules, ballot({{"a"}, {"c"}})).empty());
  CHECK(wrong(rules, ballot({{"a"}})) == Wrong{"ballot_few choices"});
  CHECK(wrong(rules, ballot({{"a"}, {"b"}, {"c"}})) == Wrong{"ballot_many choices"});
  CHECK(wrong(rules, ballot({{"a"}, {"a"}})) == Wrong{"ballot_twice choices/1/project"});
  CHECK(wrong(rules, ballot({{"a"}, {"z"}})) == Wrong{"ballot_project choices/1/project"});
  CHECK(wrong(rules, ballot({{"a", 2}, {"b"}})) == Wrong{"ballot_points choices/0/points"});
}

TEST_CASE("a ballot of a district holds the projects of that district") {
  const BallotRules rules{.kind = BallotKind::choose_one};
  CHECK(wrong(rules, ballot({{"n"}}, "north")).empty());
  CHECK(wrong(rules, ballot({{"a"}}, "north")) == Wrong{"ballot_project choices/0/project"});
  CHECK(wrong(rules, ballot({{"n"}})) == Wrong{"ballot_project choices/0/project"});
  CHECK(wrong(rules, ballot({}, "south")) == Wrong{"ballot_district district"});
}

TEST_CASE("a basket costs no more than the sum, to the kopeck, and no less than its least") {
  const BallotRules rules{.kind = BallotKind::knapsack, .min_cost = Money{200'00}, .max_cost = Money{500'00}};
  CHECK(wrong(rules, ballot({{"a"}, {"c"}})).empty());
  CHECK(wrong(rules, ballot({{"b"}, {"c"}})) == Wrong{"ballot_cost choices"});
  CHECK(wrong(rules, ballot({{"a"}})) == Wrong{"ballot_cost_few choices"});
  BallotRules less = rules;
  less.max_cost = Money{499'99};
  CHECK(wrong(less, ballot({{"a"}, {"c"}})) == Wrong{"ballot_cost choices"});
  CHECK(cost_of(kProjects, ballot({{"a"}, {"c"}})) == Money{500'00});
  // What is too much to be counted is not cheap.
  const std::vector<BallotProject> dear = {{"a", "1", Money{INT64_MAX}, ""}, {"b", "2", Money{1}, ""}};
  CHECK(cost_of(dear, ballot({{"a"}, {"b"}})) == Money{INT64_MAX});
}

TEST_CASE("points are divided: each has some, together no more than there are") {
  const BallotRules rules{.kind = BallotKind::cumulative, .points = 10, .max_points = 6};
  CHECK(wrong(rules, ballot({{"a", 6}, {"b", 4}})).empty());
  CHECK(wrong(rules, ballot({{"a", 6}, {"b", 5}})) == Wrong{"ballot_points_sum choices"});
  CHECK(wrong(rules, ballot({{"a", 7}})) == Wrong{"ballot_points choices/0/points"});
  CHECK(wrong(rules, ballot({{"a", 0}})) == Wrong{"ballot_points choices/0/points"});
  CHECK(wrong(rules, ballot({{"a", INT64_MAX}})) == Wrong{"ballot_points choices/0/points"});
}

TEST_CASE("scores are from nought to the most") {
  const BallotRules rules{.kind = BallotKind::scores, .max_points = 5};
  CHECK(wrong(rules, ballot({{"a", 5}, {"b", 0}})).empty());
  CHECK(wrong(rules, ballot({{"a", 6}, {"b", -1}})) ==
        Wrong{"ballot_points choices/0/points", "ballot_points choices/1/points"});
}

TEST_CASE("pluses count towards the length, minuses have their own") {
  const BallotRules rules{.kind = BallotKind::plus_minus, .min = 1, .max = 2, .minus = 1};
  CHECK(wrong(rules, ballot({{"a"}, {"b"}, {"c", -1}})).empty());
  CHECK(wrong(rules, ballot({{"c", -1}})) == Wrong{"ballot_few choices"});
  CHECK(wrong(rules, ballot({{"a"}, {"b", -1}, {"c", -1}})) == Wrong{"ballot_minus choices"});
  CHECK(wrong(rules, ballot({{"a", 0}})) == Wrong{"ballot_points choices/0/points"});
}

TEST_CASE("yes or no is an answer, anything else is not") {
  const BallotRules rules{.kind = BallotKind::yes_no};
  CHECK(wrong(rules, ballot({{"a", 1}, {"b", 0}})).empty());
  CHECK(wrong(rules, ballot({{"a", 2}})) == Wrong{"ballot_points choices/0/points"});
}

TEST_CASE("an order is a list of different projects") {
  const BallotRules rules{.kind = BallotKind::ranked, .max = 3};
  CHECK(wrong(rules, ballot({{"c"}, {"a"}, {"b"}})).empty());
  CHECK(wrong(rules, ballot({{"c"}, {"c"}})) == Wrong{"ballot_twice choices/1/project"});
}

TEST_CASE("projects that exclude each other are not chosen together; a minus chooses nothing") {
  BallotRules rules{.kind = BallotKind::plus_minus, .minus = 1, .incompatible = {{"1", "b"}, {"a", "3"}}};
  CHECK(wrong(rules, ballot({{"a"}, {"b"}})) == Wrong{"ballot_incompatible choices"});
  CHECK(wrong(rules, ballot({{"a"}, {"b", -1}})).empty());
  CHECK(wrong(rules, ballot({{"a"}, {"b"}, {"c"}})) ==
        Wrong{"ballot_incompatible choices", "ballot_incompatible choices"});
}

TEST_CASE("a project that is frozen takes no vote of any kind, the others do") {
  const BallotProject projects[] = {{"a", "1", Money{100}, "", true}, {"b", "2", Money{100}, "", false}};
  const auto codes = [&](const BallotRules& rules, Ballot ballot) {
    Wrong list;
    for (const Error& each : check_ballot(rules, projects, ballot)) list.push_back(each.code + " " + each.place);
    return list;
  };
  const BallotRules approval{.kind = BallotKind::approval, .max = 2};
  CHECK(codes(approval, ballot({{"b"}, {"a"}})) == Wrong{"ballot_frozen choices/1/project"});
  CHECK(codes(approval, ballot({{"b"}})).empty());
  CHECK(codes({.kind = BallotKind::plus_minus, .min = 0, .minus = 1}, ballot({{"a", -1}})) ==
        Wrong{"ballot_frozen choices/0/project"});
}

TEST_CASE("the rules of a ballot survive the wire") {
  const BallotRules rules{.kind = BallotKind::cumulative,
                          .min = 2,
                          .max = 7,
                          .min_cost = Money{100},
                          .max_cost = Money{30'000'000'50},
                          .points = 10,
                          .max_points = 5,
                          .minus = 1,
                          .incompatible = {{"12", "15"}}};
  const nlohmann::json json = to_json(rules);
  CHECK(json.at("max_cost") == "30000000.50");
  CHECK(ballot_rules_from_json(json) == rules);
  CHECK(ballot_rules_from_json({{"kind", "approval"}})->max == 0);
  CHECK(ballot_rules_from_json({{"kind", "approval"}, {"mx", 1}}).error().code == "record_unknown");
  CHECK(ballot_rules_from_json({{"kind", "knapsack"}, {"max_cost", "1.234"}}).error().place == "/max_cost");
}
