#include "shared/pabulib/read.h"

#include "tests/unit/shared/dice.h"
#include "tests/unit/shared/pabulib/file.h"

namespace pochin::pabulib {

TEST_CASE("a good file has no fault and is an election") {
  const Reading reading = read(kGood);
  CHECK(listed(reading.faults) == "");
  REQUIRE(reading.election);
  const voting::Election& election = *reading.election;
  CHECK(election.budget == 100'050);
  CHECK(election.unit == 100);
  CHECK(election.currency == "₽");
  CHECK(election.projects[0].name == "Сквер \"У пруда\"; вход");
  CHECK(election.projects[2].cost == 40'050);
  CHECK(election.projects[1].published == 2);
  CHECK(election.voters() == 4);
  CHECK(reading.selected == std::vector<int>{1, 0, 1});
  CHECK(reading.meta_value("unit") == "Лесное");
}

TEST_CASE("lines of Windows, an absent last line's end, sections in small letters") {
  std::string text = kGood;
  for (std::size_t at = 0; (at = text.find('\n', at)) != std::string::npos; at += 2) text.insert(at, 1, '\r');
  CHECK(listed(read(text).faults) == "");
  text = kGood.substr(0, kGood.size() - 1);
  CHECK(listed(read(text).faults) == "");
  CHECK(listed(read(spoilt("PROJECTS", "projects")).faults) == "");
}

TEST_CASE("a comment of several lines, and empty lines at the end, are no fault") {
  const std::string text = spoilt("#1: первый год #2: пробный", "\"#1: первый год\n#2: пробный\"");
  const Reading reading = read(text + "\n\n");
  CHECK(listed(reading.faults) == "");
  CHECK(reading.meta_value("comment") == "#1: первый год\n#2: пробный");
}

TEST_CASE("a decimal comma is told and read") {
  const Reading reading = read(spoilt("budget;1000.50", "budget;1000,50"));
  CHECK(listed(reading.faults) == "9 comma_decimal");
  REQUIRE(reading.election);
  CHECK(reading.election->budget == 100'050);
}

TEST_CASE("the mark of a withdrawn project is understood") {
  const Reading reading = read(spoilt("2;500;2;Мост", "2;999999999;2;Мост"));
  CHECK(listed(reading.faults) == "9 all_fit, 22 withdrawn_project");
  REQUIRE(reading.election);
  CHECK(reading.election->projects[1].withdrawn);
}

TEST_CASE("points, orders and single choices are read by the kind of the ballot") {
  std::string text = spoilt("approval", "cumulative");
  text = spoilt("max_length;2\n", "max_length;2\nmax_sum_points;10\n", text);
  text = spoilt("cost;votes;name", "cost;votes;score;name", text);
  text = spoilt("1;600;2;", "1;600;2;9;", text);
  text = spoilt("2;500;2;", "2;500;2;13;", text);
  text = spoilt("3;400.5;2;", "3;400.5;2;11;", text);
  text = spoilt("vote;age", "vote;points;age", text);
  text = spoilt("1,2;34", "1,2;5,5;34", text);
  text = spoilt("1,3;40", "1,3;4,6;40", text);
  text = spoilt("2;;;", "2;8;;;", text);
  text = spoilt("v4;3;", "v4;3;5;", text);
  const Reading points = read(text);
  CHECK(listed(points.faults) == "");
  REQUIRE(points.election);
  CHECK(points.scores);
  CHECK(points.election->projects[1].published == 13);

  const Reading ranked = read(spoilt("approval", "ordinal"));
  CHECK(listed(ranked.faults) == "");
  REQUIRE(ranked.election);
  CHECK(ranked.election->places == 2);
}

TEST_CASE("a ballot with a wrong choice keeps the others") {
  const Reading reading = read(spoilt("v1;1,2;", "v1;1,7;"));
  REQUIRE(reading.election);
  CHECK(reading.election->voters() == 4);
  CHECK(reading.election->choices.size() == 5);
}

TEST_CASE("the same mistake in every line is counted, and told a hundred times at most") {
  std::string text = spoilt("num_votes;4", "num_votes;1004");
  for (int i = 0; i < 1000; ++i) text += "w" + std::to_string(i) + ";9;;;internet\n";
  const Reading reading = read(text);
  CHECK(reading.faults.count(Kind::unknown_project) == 1000);
  CHECK(std::ssize(reading.faults.list()) == Faults::kKept);
}

TEST_CASE("property: no spoilt file crashes the reader, and each without an election says why") {
  Dice dice(31);
  const std::string pieces[] = {"\"",
                                ";",
                                "\n",
                                ",",
                                "\r\n",
                                "META",
                                "PROJECTS\n",
                                "VOTES\n",
                                "-",
                                "999999999999999999999",
                                "\xFF",
                                "1",
                                " ",
                                "\"\"",
                                "\xEF\xBB\xBF",
                                std::string(1, '\0')};
  for (int round = 0; round < 4000; ++round) {
    std::string text = kGood;
    for (int64_t changes = dice.roll(1, 6); changes > 0; --changes) {
      const auto at = static_cast<std::size_t>(dice.roll(0, std::ssize(text)));
      const auto length = static_cast<std::size_t>(dice.roll(0, 3) == 0 ? dice.roll(0, 60) : dice.roll(0, 2));
      text.replace(at, length, dice.roll(0, 2) == 0 ? "" : pieces[dice.roll(0, std::ssize(pieces) - 1)]);
    }
    const Reading reading = read(text);
    const bool told = reading.faults.count(Severity::error) > 0;
    REQUIRE((reading.election.has_value() || told));
    if (reading.election) REQUIRE(reading.election->projects.size() <= 20);
  }
}

}  // namespace pochin::pabulib
