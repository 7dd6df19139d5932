#include "shared/pabulib/write.h"

#include <algorithm>

#include "shared/voting/tally.h"
#include "tests/unit/shared/dice.h"
#include "tests/unit/shared/pabulib/file.h"

namespace pochin::pabulib {
namespace {

using voting::BallotKind;

voting::Project project(std::string id, std::string name, int64_t cost) {
  voting::Project each;
  each.id = std::move(id);
  each.name = std::move(name);
  each.cost = cost;
  return each;
}

About about() {
  return {{{"date_end", "15.02.2027"},
           {"date_begin", "01.02.2027"},
           {"description", "Проекты «Вместе»; 2027"},
           {"country", "Russia"},
           {"unit", "Лесное"},
           {"instance", "2027"},
           {"max_sum_points", "100"},
           {"comment", "#1: в две\nстроки"}},
          {},
          {}};
}

std::string written(const About& about, const voting::Election& election, const std::vector<Sheet>& sheets) {
  std::string text;
  write(about, election, sheets, [&](std::string_view part) { text += part; });
  return text;
}

std::vector<voting::CastBallot> ballots_of(const std::vector<Sheet>& sheets) {
  std::vector<voting::CastBallot> list;
  for (const Sheet& sheet : sheets) list.push_back(sheet.choices);
  return list;
}

int64_t points_of(BallotKind kind, Dice& dice) {
  if (kind == BallotKind::plus_minus) return dice.roll(0, 1) == 0 ? 1 : -1;
  if (kind == BallotKind::yes_no) return dice.roll(0, 1);
  return voting::has_points(kind) ? dice.roll(1, 9) : 1;
}

}  // namespace

TEST_CASE("an election is written in the order of the format, quoted where it must be") {
  const std::vector<Sheet> sheets = {{"K7QF-2M3A", {{"1", 1}, {"2", 1}}, false}, {"M3AA-77QQ", {{"2", 1}}, true}};
  const auto election = voting::election_from_ballots(
      BallotKind::approval, Money{100'050},
      {project("1", "Сквер \"У пруда\"; вход", 60'000), project("2", "Мост", 50'050)}, ballots_of(sheets));
  REQUIRE(election);
  About what = about();
  what.meta.pop_back();
  what.meta.pop_back();
  what.winners = {1};
  CHECK(written(what, *election, sheets) ==
        "META\nkey;value\ndescription;\"Проекты «Вместе»; 2027\"\ncountry;Russia\nunit;Лесное\ninstance;2027\n"
        "num_projects;2\nnum_votes;2\nbudget;1000.50\nvote_type;approval\nrule;greedy\ndate_begin;01.02.2027\n"
        "date_end;15.02.2027\ncurrency;RUB\n"
        "PROJECTS\nproject_id;cost;votes;name;selected\n1;600;1;\"Сквер \"\"У пруда\"\"; вход\";0\n2;500.50;2;Мост;1\n"
        "VOTES\nvoter_id;vote;voting_method\nK7QF-2M3A;1,2;internet\nM3AA-77QQ;2;paper\n");
}

TEST_CASE("property: what we write our own checker accepts, and it is the same election with the same result") {
  Dice dice(51);
  for (const Name<BallotKind>& kind : voting::names(BallotKind{}))
    for (int round = 0; round < 60; ++round) {
      INFO(kind.code << ", throw " << round);
      std::vector<voting::Project> projects;
      int64_t sum = 0;
      for (int64_t p = dice.roll(2, 6); p > 0; --p) {
        projects.push_back(project("п" + std::to_string(p), "Проект; \"" + std::to_string(p) + "\"\nв две строки",
                                   dice.roll(1, 90'000)));
        projects.back().submitted_at = "2027-01-0" + std::to_string(dice.roll(1, 9)) + "T10:00:00Z";
        sum += projects.back().cost;
      }
      std::vector<Sheet> sheets;
      for (int64_t v = dice.roll(1, 12); v > 0; --v) {
        Sheet sheet{"T" + std::to_string(v), {}, dice.roll(0, 1) == 0};
        for (const auto& each : projects)
          if (dice.roll(0, 1) == 0) sheet.choices.push_back({each.id, points_of(kind.value, dice)});
        if (kind.value == BallotKind::choose_one && sheet.choices.size() > 1) sheet.choices.resize(1);
        sheets.push_back(std::move(sheet));
      }
      const std::pair<std::string, std::string> rivals[] = {{projects[0].id, projects[1].id}};
      const auto election =
          voting::election_from_ballots(kind.value, Money{dice.roll(1, sum)}, projects, ballots_of(sheets), rivals);
      REQUIRE(election);
      About what = about();
      what.parameters.ties = {{voting::TieBy::submission_time, {}}, {voting::TieBy::lot, "seed"}};
      const auto outcome = voting::tally(*election, what.parameters);
      REQUIRE(outcome);
      what.winners = outcome->winners;
      const Reading reading = read(written(what, *election, sheets));
      REQUIRE(reading.faults.count(Severity::error) == 0);
      for (const Fault& fault : reading.faults.list()) {  // what is said of the vote itself, not of the file
        const bool of_the_vote = fault.kind == Kind::unsupported_project || fault.kind == Kind::empty_vote ||
                                 fault.kind == Kind::dear_project;
        INFO(fault.message);
        REQUIRE(of_the_vote);
      }
      REQUIRE(reading.election);
      for (const voting::Rule rule : {voting::Rule::greedy, voting::Rule::mes, voting::Rule::phragmen}) {
        voting::Parameters parameters = what.parameters;
        parameters.rule = rule;
        REQUIRE(voting::tally(*reading.election, parameters)->winners == voting::tally(*election, parameters)->winners);
      }
    }
}

}  // namespace pochin::pabulib
