#include "shared/voting/election.h"

#include <nlohmann/json.hpp>

#include "tests/unit/shared/voting/elections.h"

namespace pochin::voting {
namespace {

std::string refusal(std::vector<Project> projects, std::vector<CastBallot> ballots) {
  const auto made = election_from_ballots(BallotKind::approval, Money{100}, std::move(projects), ballots);
  return made ? "ok" : made.error().code + ' ' + made.error().place;
}

Project project(std::string id, int64_t cost = 1) {
  Project each;
  each.id = std::move(id);
  each.cost = cost;
  return each;
}

std::string reading(std::string_view text) {
  const auto read = election_from_json(nlohmann::json::parse(text));
  return read ? "ok" : read.error().code + ' ' + read.error().place;
}

}  // namespace

TEST_CASE("equal ballots are merged, in whatever order their choices came") {
  Draft draft;
  draft.project("a", 1).project("b", 1).voters(2, "ab").voters(1, "ba").voters(1, "a").voters(1, "");
  const Election election = draft.election();
  REQUIRE(election.groups.size() == 3);
  CHECK(election.voters() == 5);
  CHECK(election.groups[2].count == 3);
}

TEST_CASE("ranked ballots of another order are other ballots") {
  Draft draft;
  draft.kind = BallotKind::ranked;
  draft.project("a", 1).project("b", 1).voters(2, "ab").voters(1, "ba");
  CHECK(draft.election().groups.size() == 2);
}

TEST_CASE("a ballot that cannot be is refused with its place") {
  CHECK(refusal({project("")}, {}) == "election_project ");
  CHECK(refusal({project("a"), project("a")}, {}) == "election_project a");
  CHECK(refusal({project("a", -1)}, {}) == "election_project a");
  CHECK(refusal({project("a")}, {{}, {{"b", 1}}}) == "election_choice 1/0");
  CHECK(refusal({project("a")}, {{{"a", 1}, {"a", 1}}}) == "election_choice 0/1");
  CHECK(refusal({project("a")}, {{{"a", 2'000'000'000}}}) == "election_choice 0/0");
}

TEST_CASE("sums for machines and for people") {
  CHECK(decimal_sum(153'271'763, 100) == "1532717.63");
  CHECK(decimal_sum(500, 100) == "5");
  CHECK(decimal_sum(-5, 100) == "-0.05");
  CHECK(decimal_sum(7, 1) == "7");
  Election election;
  CHECK(sum_text(election, 153'271'763) == "1\u00A0532\u00A0717,63\u00A0₽");
}

TEST_CASE("property: an election comes back from its JSON as it was") {
  Dice dice(8);
  for (int round = 0; round < 200; ++round) {
    Draft draft = thrown(dice);
    draft.kind = dice.roll(0, 1) == 0 ? BallotKind::cumulative : BallotKind::ranked;
    for (CastBallot& ballot : draft.ballots)
      for (CastChoice& choice : ballot) choice.points = dice.roll(-3, 9);
    draft.projects[0].published = 7;
    draft.projects[0].submitted_at = "2027-01-01T00:00:00Z";
    draft.projects[0].withdrawn = dice.roll(0, 1) == 0;
    if (draft.projects.size() > 1) draft.incompatible = {{"b", "a"}};
    Election election = draft.election();
    election.unit = 100;
    election.places = dice.roll(0, 3);
    const auto back = election_from_json(to_json(election));
    REQUIRE(back);
    REQUIRE(*back == election);
  }
}

TEST_CASE("published ballots are an election: trackers are passed over, what is not counted is left out") {
  const auto read = election_from_json(nlohmann::json::parse(
      R"({"kind": "approval", "budget": "10", "campaign": "spb.2027", "projects": [{"id": "a", "name": "", "cost": "1.50"}],
          "ballots": [{"tracker": "K7QF", "choices": [{"project": "a", "points": 1}]},
                      {"tracker": "M3AA", "status": "annulled", "choices": [{"project": "a", "points": 1}]}]})"));
  REQUIRE(read);
  CHECK(read->voters() == 1);
  CHECK(read->projects[0].cost == 150);
}

TEST_CASE("JSON that is no election is refused with its place") {
  CHECK(reading(R"({})") == "record_format /kind");
  CHECK(reading(R"({"kind": "approval"})") == "record_format /budget");
  CHECK(reading(R"({"kind": "approval", "budget": "1", "unit": 7})") == "record_format /unit");
  CHECK(reading(R"({"kind": "approval", "budget": "1.005"})") == "record_format /budget");
  CHECK(reading(R"({"kind": "approval", "budget": "1", "projects": [{"id": "a", "cost": -1}]})") ==
        "record_format /projects/0/cost");
  const std::string start =
      R"({"kind": "approval", "budget": "1", "projects": [{"id": "a", "cost": "1"}], "ballots": [)";
  CHECK(reading(start + R"({"choices": [["b", 1]]}]})") == "election_choice /ballots/0");
  CHECK(reading(start + R"({"choices": [["a", 1], ["a", 1]]}]})") == "election_choice /ballots/0");
  CHECK(reading(start + R"({"choices": [["a"]]}]})") == "record_format /ballots/0");
  CHECK(reading(start + R"({"count": -1}]})") == "record_format /ballots/0");
  CHECK(reading(start + R"(5]})") == "record_format /ballots/0");
  CHECK(reading(start + R"(], "incompatible": [["a", "z"]]})") == "election_choice /incompatible");
}

}  // namespace pochin::voting
