// Real elections: the winners that were published, and those of an exact reference implementation, row by row.
#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "shared/base/ratio.h"
#include "shared/voting/tally.h"
#include "tests/unit/shared/data_folder.h"
#include "tests/unit/shared/pabulib/file.h"

namespace pochin::pabulib {
namespace {

using voting::Completion;
using voting::Parameters;
using voting::Rule;
using voting::Utility;
using Columns = std::map<std::string, std::string>;

std::string text_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

std::vector<std::string> parts(const std::string& text, char divider) {
  std::vector<std::string> list;
  std::string part;
  bool quoted = false;
  for (const char c : text) {
    if (c == '"')
      quoted = !quoted;
    else if (c == divider && !quoted)
      list.push_back(std::move(part)), part.clear();
    else if (c != '\r')
      part += c;
  }
  if (!part.empty() || !list.empty()) list.push_back(part);
  return list;
}

// The rows of a table by file, each as its columns by name.
std::map<std::string, std::vector<Columns>> table(const std::string& name) {
  std::istringstream text(text_of(testing::data_folder("pabulib/" + name)));
  std::map<std::string, std::vector<Columns>> rows;
  std::string line;
  std::getline(text, line);
  const auto header = parts(line, ',');
  while (std::getline(text, line)) {
    Columns row;
    const auto values = parts(line, ',');
    for (std::size_t i = 0; i < header.size() && i < values.size(); ++i) row[header[i]] = values[i];
    rows[row["file"]].push_back(std::move(row));
  }
  return rows;
}

void need_data() {
  if (!testing::has_data("pabulib/instances"))
    SKIP("the elections are not on this machine: shared/data/pabulib beside the clone, or POCHIN_DATA");
}

Reading instance(const std::string& file) { return read(text_of(testing::data_folder("pabulib/instances/" + file))); }

std::set<std::string> winners(const voting::Election& election, const voting::Outcome& outcome) {
  std::set<std::string> ids;
  for (const uint32_t p : outcome.winners) ids.insert(election.projects[p].id);
  return ids;
}

std::set<std::string> set_of(const std::string& list) {
  const auto ids = parts(list, ',');
  return {ids.begin(), ids.end()};
}

Parameters golden(const std::string& rule) {
  if (rule == "greedy_cost_sat") return {.rule = Rule::greedy};
  if (rule == "greedy_card_sat") return {.rule = Rule::greedy_per_cost};
  if (rule == "phragmen") return {.rule = Rule::phragmen};
  if (rule == "mes_card") return {.rule = Rule::mes, .utility = Utility::cardinality};
  return {.rule = Rule::mes, .completion = rule == "mes_cost_add1" ? Completion::add1 : Completion::none};
}

Rule official(const std::string& name) {
  return name == "greedy" ? Rule::greedy : name == "greedy-no-skip" ? Rule::greedy_stop : Rule::greedy_threshold;
}

Ratio fraction(const std::string& text) {
  const auto slash = text.find('/');
  const Ratio over = *parse_decimal(text.substr(0, slash));
  return slash == std::string::npos ? over : *checked_div(over, *parse_decimal(text.substr(slash + 1)));
}

}  // namespace

TEST_CASE("every row of the reference: the same winners at the same cost") {
  need_data();
  int rows = 0;
  for (const auto& [file, list] : table("golden_winners.csv")) {
    const Reading reading = instance(file);
    INFO(file);
    REQUIRE(reading.election);
    for (const Columns& row : list) {
      INFO(row.at("rule"));
      const auto outcome = voting::tally(*reading.election, golden(row.at("rule")));
      REQUIRE(outcome);
      CHECK(winners(*reading.election, *outcome) == set_of(row.at("winners")));
      const auto cost = Ratio::make(outcome->total_cost, reading.election->unit);
      CHECK(*cost == fraction(row.at("total_cost")));
      ++rows;
    }
  }
  CHECK(rows == 876);
}

TEST_CASE("every row of the published results: the same winners by each rule that is named") {
  need_data();
  int rows = 0;
  for (const auto& [file, list] : table("official_winners.csv")) {
    const Reading reading = instance(file);
    INFO(file);
    REQUIRE(reading.election);
    for (const Columns& row : list) {
      CHECK(reading.scores == (row.at("score_key") == "score"));
      const auto budget = Ratio::make(reading.election->budget, reading.election->unit);
      CHECK(*budget == fraction(row.at("budget")));
      for (const std::string& rule : parts(row.at("reproduced_by"), '|')) {
        INFO(rule);
        Parameters parameters{.rule = official(rule)};
        if (parameters.rule == Rule::greedy_threshold) parameters.threshold = std::stoll(row.at("threshold"));
        const auto outcome = voting::tally(*reading.election, parameters, voting::Scores::published);
        REQUIRE(outcome);
        CHECK(winners(*reading.election, *outcome) == set_of(row.at("winners")));
        ++rows;
      }
    }
  }
  CHECK(rows == 425);
}

TEST_CASE("Świecie 2023 and Assen 2024 announced what equal shares with add1 give by our count") {
  need_data();
  for (const std::string file : {"Poland_Swiecie_2023.pb", "Netherlands_Assen_2024.pb"}) {
    INFO(file);
    const Reading reading = instance(file);
    REQUIRE(reading.election);
    const auto outcome = voting::tally(*reading.election, {.rule = Rule::mes, .completion = Completion::add1});
    REQUIRE(outcome);
    std::set<std::string> announced;
    for (std::size_t p = 0; p < reading.selected.size(); ++p)
      if (reading.selected[p] == 1) announced.insert(reading.election->projects[p].id);
    CHECK(announced.size() > 5);
    CHECK(winners(*reading.election, *outcome) == announced);
  }
}

TEST_CASE("votes and points counted from the ballots are those that were published, in every file") {
  need_data();
  int files = 0;
  for (const auto& each : std::filesystem::directory_iterator(testing::data_folder("pabulib/instances"))) {
    const Reading reading = instance(each.path().filename().string());
    INFO(each.path().filename().string());
    REQUIRE(reading.election);
    CHECK(reading.faults.count(Kind::score_differs) == 0);
    // Two voters of Warsaw named one project twice, and it was counted twice there.
    CHECK(reading.faults.count(Kind::votes_differ) == reading.faults.count(Kind::repeated_choice));
    ++files;
  }
  CHECK(files == 223);
}

}  // namespace pochin::pabulib
