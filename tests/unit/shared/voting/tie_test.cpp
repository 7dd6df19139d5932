#include "shared/voting/tie.h"

#include <nlohmann/json.hpp>

#include "tests/unit/shared/voting/elections.h"

namespace pochin::voting {
namespace {

Draft equal() {
  Draft draft;
  draft.budget = 10;
  draft.project("10", 10).project("9", 10).project("8", 8);
  draft.projects[0].submitted_at = "2027-01-02T10:00:00Z";
  draft.projects[1].submitted_at = "2027-01-01T10:00:00Z";
  draft.ballots = {{{"10", 1}, {"9", 1}, {"8", 1}}};
  return draft;
}

Ids first(const std::vector<TieStep>& steps) { return winners(equal(), {.rule = Rule::greedy, .ties = steps}); }

}  // namespace

TEST_CASE("each step of the chain decides by its own, the id as a string by bytes at the end") {
  CHECK(first({}) == Ids{"10"});
  CHECK(first({{TieBy::id, {}}}) == Ids{"10"});
  CHECK(first({{TieBy::submission_time, {}}}) == Ids{"9"});
  CHECK(first({{TieBy::cheaper, {}}}) == Ids{"8"});
  CHECK(first({{TieBy::dearer, {}}}) == Ids{"10"});
  CHECK(first({{TieBy::dearer, {}}, {TieBy::submission_time, {}}}) == Ids{"9"});
  CHECK(first({{TieBy::votes, {}}, {TieBy::cheaper, {}}}) == Ids{"8"});
}

TEST_CASE("a tie by number compares the number that people see and not the id behind it") {
  Draft draft;
  draft.budget = 10;
  draft.project("aaa", 10).project("zzz", 10);
  draft.projects[0].number = "ППМИ-2027-0003";
  draft.projects[1].number = "ППМИ-2027-0001";
  draft.ballots = {{{"aaa", 1}, {"zzz", 1}}};
  for (const std::vector<TieStep>& steps : {std::vector<TieStep>{}, std::vector<TieStep>{{TieBy::id, {}}}}) {
    const Outcome outcome = counted(draft.election(), {.rule = Rule::greedy, .ties = steps});
    CHECK(outcome.winners == std::vector<uint32_t>{1});
    REQUIRE(outcome.ties.size() == 1);
    CHECK(outcome.ties[0].text.find("Первым взят № ППМИ-2027-0001 — номер меньше") != std::string::npos);
  }
}

TEST_CASE("anybody can draw the lot again: SHA-256 of the seed, a zero byte and the id") {
  // printf '0123456789abcdef\0p0' | sha256sum
  CHECK(lot_of("0123456789abcdef", "p0") == "1ebed35cd0268c295ca6744a7aa6eb1526e49b7c705aa26f0423b7b02f975c34");
  std::set<std::string> taken;
  for (int seed = 0; seed < 40; ++seed) {
    const std::string text = std::to_string(seed);
    const Ids won = first({{TieBy::lot, text}});
    Ids ids = {"10", "9", "8"};
    std::ranges::sort(ids, {}, [&](const std::string& id) { return lot_of(text, id); });
    CHECK(won == Ids{ids[0]});
    taken.insert(won.begin(), won.end());
  }
  CHECK(taken.size() == 3);
}

TEST_CASE("a tie is told with what decided it") {
  const Election election = equal().election();
  const Outcome outcome = counted(election, {.rule = Rule::greedy, .ties = {{TieBy::submission_time, {}}}});
  REQUIRE(outcome.ties.size() == 1);
  CHECK(outcome.ties[0].by == TieBy::submission_time);
  CHECK(outcome.ties[0].text == "Равны: № 9 и № 10, № 8. Первым взят № 9 — подан раньше.");
}

TEST_CASE("a lot that is not published yet is asked for") {
  const auto refused = tally(equal().election(), {.rule = Rule::greedy, .ties = {{TieBy::lot, {}}}});
  CHECK(refused.error().code == "tally_seed");
}

TEST_CASE("parameters come back from their JSON as they were; a mistake has its place") {
  const Parameters parameters{.rule = Rule::mes,
                              .utility = Utility::cardinality,
                              .completion = Completion::add1_then_greedy,
                              .threshold = 50,
                              .ties = {{TieBy::submission_time, {}}, {TieBy::lot, "seed:1"}}};
  CHECK(*parameters_from_json(to_json(parameters)) == parameters);
  const auto place = [](std::string_view text) {
    return parameters_from_json(nlohmann::json::parse(text)).error().place;
  };
  CHECK(place(R"({"rule": "dice"})") == "/rule");
  CHECK(place(R"({"rule": "mes", "ties": ["id", "lot:"]})") == "/ties/1");
  CHECK(place(R"({"rule": "mes", "threshold": -1})") == "/threshold");
  CHECK(place(R"({"rule": "mes", "budjet": 1})") == "/budjet");
}

}  // namespace pochin::voting
