#include "client/app/sheets.h"

#include <catch2/catch_test_macros.hpp>

namespace pochin::app {
namespace {

const Projects kProjects = {
    {"a", "1", Money{100'00}, "", false}, {"b", "2", Money{200'00}, "", false}, {"c", "3", Money{300'00}, "", false}};

Choices choices(const BallotRules& rules, std::string_view line) {
  const Sheet sheet = read_sheet(rules, kProjects, "", line);
  INFO(sheet.problem);
  CHECK(sheet.problem.empty());
  return sheet.ballot.choices;
}
std::string problem(const BallotRules& rules, std::string_view line) {
  return read_sheet(rules, kProjects, "", line).problem;
}

TEST_CASE("a line of each kind of ballot is what stands on the sheet") {
  CHECK(choices({.kind = BallotKind::approval, .max = 3}, "3, 1") == Choices{{"c", 1}, {"a", 1}});
  CHECK(choices({.kind = BallotKind::choose_one}, " 2 ") == Choices{{"b", 1}});
  CHECK(choices({.kind = BallotKind::ranked, .max = 3}, "2 3 1") == Choices{{"b", 1}, {"c", 1}, {"a", 1}});
  CHECK(choices({.kind = BallotKind::cumulative, .points = 10}, "1=7 3=3") == Choices{{"a", 7}, {"c", 3}});
  CHECK(choices({.kind = BallotKind::scores, .min = 0, .max_points = 5}, "1=0 2=5") == Choices{{"a", 0}, {"b", 5}});
  CHECK(choices({.kind = BallotKind::plus_minus, .max = 2, .minus = 1}, "1 +2 -3") ==
        Choices{{"a", 1}, {"b", 1}, {"c", -1}});
  CHECK(choices({.kind = BallotKind::yes_no}, "1 -2") == Choices{{"a", 1}, {"b", 0}});
  CHECK(choices({.kind = BallotKind::knapsack, .max_cost = Money{300'00}}, "1 2") == Choices{{"a", 1}, {"b", 1}});
}

TEST_CASE("a sheet is checked as a vote on the portal is") {
  CHECK(problem({.kind = BallotKind::approval, .max = 1}, "1 2").starts_with("Выбрано 2"));
  CHECK(problem({.kind = BallotKind::cumulative, .points = 10}, "1=7 3=4").starts_with("Роздано больше"));
  CHECK(problem({.kind = BallotKind::scores, .max_points = 5}, "1=6").starts_with("Можно дать от 0 до 5"));
  CHECK(problem({.kind = BallotKind::plus_minus, .max = 2, .minus = 0}, "1 -3").starts_with("Минусов 1"));
  CHECK(problem({.kind = BallotKind::knapsack, .max_cost = Money{300'00}}, "1 3").starts_with("Выбрано на"));
  CHECK(problem({.kind = BallotKind::ranked, .max = 3}, "2 2").starts_with("Этот проект уже выбран"));
}

TEST_CASE("what is no number of a project, or lacks its points, is said") {
  const BallotRules one{.kind = BallotKind::choose_one}, points{.kind = BallotKind::cumulative, .points = 10};
  for (const char* line : {"4", "0", "a", "-1", "99999999"}) CHECK(problem(one, line) == "такого номера проекта нет");
  CHECK(problem(one, "1.5") == "между номерами нужен пробел");
  CHECK(problem(points, "1") == "у проекта 1 нет баллов: напишите 1=3");
  CHECK(problem(points, "1=") == "у проекта 1 нет баллов: напишите 1=3");
}

TEST_CASE("blank lines are no sheets, and the others keep their places") {
  const auto read = read_sheets({.kind = BallotKind::choose_one}, kProjects, "", "1\r\n\n  \n2");
  REQUIRE(read.size() == 2);
  CHECK(read[0].first == 1);
  CHECK(read[1].first == 4);
  CHECK(read[1].second.ballot.choices == Choices{{"b", 1}});
}

TEST_CASE("spoilt sheets are a number and a reason") {
  Spoilt spoilt;
  CHECK(read_spoilt("2 пустые", spoilt));
  CHECK(spoilt.count == 2);
  CHECK(spoilt.reason == "пустые");
  for (const char* line : {"пустые", "0 пустые", "3", ""}) CHECK_FALSE(read_spoilt(line, spoilt));
}

}  // namespace
}  // namespace pochin::app
