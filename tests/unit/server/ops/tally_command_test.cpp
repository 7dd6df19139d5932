#include "server/ops/tally_command.h"

#include <catch2/catch_test_macros.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <vector>

#include "shared/base/json.h"

namespace pochin::server {
namespace {

const std::string kFile =
    "META\nkey;value\ndescription;Проекты посёлка\ncountry;Russia\nunit;Лесное\ninstance;2027\nnum_projects;3\n"
    "num_votes;4\nbudget;100.5\nvote_type;approval\nrule;greedy\ndate_begin;2027\ndate_end;2027\n"
    "min_project_score_threshold;2\ncurrency;RUB\n"
    "PROJECTS\nproject_id;cost;votes;score;name\n10;60;3;1;Сквер\n9;50;3;9;Мост\n8;40.5;1;2;Фонари\n"
    "VOTES\nvoter_id;vote\na;10,9\nb;10,9\nc;10,9\nd;8\n";

// A file of its own, removed at the end.
class Scrap {
 public:
  explicit Scrap(const std::string& text) {
    static int next = 0;
    path_ = std::filesystem::temp_directory_path() /
            ("pochin_tally_" + std::to_string(reinterpret_cast<std::uintptr_t>(this)) + "_" + std::to_string(next++));
    std::ofstream(path_, std::ios::binary) << text;
  }
  ~Scrap() { std::filesystem::remove(path_); }
  [[nodiscard]] std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

struct Answer {
  int code = 0;
  std::string out, err;
  [[nodiscard]] Json json() const { return parse_json(out).value_or(Json()); }
};

Answer call(std::vector<std::string> options, const std::string& text = kFile) {
  const Scrap file(text);
  options.insert(options.begin(), file.path());
  std::ostringstream out, err;
  const int code = tally_command(options, out, err);
  return {code, out.str(), err.str()};
}

Json winners(std::vector<std::string> options) {
  options.emplace_back("--json");
  const Answer answer = call(std::move(options));
  INFO(answer.err);
  CHECK(answer.code == 0);
  return answer.json()["winners"];
}

}  // namespace

TEST_CASE("tally: one JSON object with winners, cost, ties, rounds and seconds") {
  const Answer answer = call({"--rule", "greedy", "--json"});
  REQUIRE(answer.code == 0);
  const Json json = answer.json();
  CHECK(json["winners"] == Json({"10", "8"}));
  CHECK(json["total_cost"] == 100.5);
  CHECK(json["ties"][0]["projects"] == Json({"10", "9"}));
  CHECK(json["rounds"].size() == 3);
  CHECK(json["rounds"][1]["lacked"] == "9.50");
  CHECK(json["seconds"]["parse"].get<double>() >= 0);
  CHECK(json["seconds"]["tally"].get<double>() >= 0);
  CHECK(json["projects"][1]["verdict"] == "no_money");
  CHECK(json["faults"].is_array());
}

TEST_CASE("tally: a whole sum is a whole number") {
  CHECK(call({"--rule", "greedy-no-skip", "--json"}).json()["total_cost"].dump() == "60");
}

TEST_CASE("tally: each rule by the name it has on the command line") {
  CHECK(winners({"--rule", "greedy-no-skip"}) == Json({"10"}));
  CHECK(winners({"--rule", "greedy-per-cost"}) == Json({"9", "8"}));
  CHECK(winners({"--rule", "greedy-threshold", "--threshold", "2"}) == Json({"10"}));
  CHECK(winners({"--rule", "greedy-threshold"}) == Json({"10"}));
  CHECK(winners({"--rule", "greedy-threshold", "--threshold", "1"}) == Json({"10", "8"}));
  CHECK(winners({"--rule", "mes"}) == Json({"10"}));
  CHECK(winners({"--rule", "mes", "--utility", "cardinality"}) == Json({"9"}));
  CHECK(winners({"--rule", "mes", "--completion", "add1"}) == Json({"10"}));
  CHECK(winners({"--rule", "mes", "--completion", "add1-then-greedy"}) == Json({"10", "8"}));
  CHECK(winners({"--rule", "phragmen"}) == Json({"9"}));
  CHECK(winners({"--rule", "borda"}) == Json({"10", "8"}));
  CHECK(winners({"--rule", "plurality"}) == Json({"8"}));
  CHECK(winners({"--rule", "knapsack-per-rouble"}) == Json({"10"}));
}

TEST_CASE("tally: published scores, another budget, chains of ties") {
  CHECK(winners({"--rule", "greedy", "--scores", "published"}) == Json({"9", "8"}));
  CHECK(winners({"--rule", "greedy", "--budget", "110"}) == Json({"10", "9"}));
  CHECK(winners({"--rule", "greedy", "--budget", "5025/50"}) == Json({"10", "8"}));
  CHECK(winners({"--rule", "greedy", "--ties", "cheaper"}) == Json({"9", "8"}));
  CHECK(winners({"--rule", "greedy", "--ties", "votes,dearer"}) == Json({"10", "8"}));
  CHECK(winners({"--rule", "greedy", "--ties", "lot:1"}) != winners({"--rule", "greedy", "--ties", "lot:2"}));
}

TEST_CASE("tally: in words the rounds are read one by one") {
  const Answer answer = call({"--rule", "greedy"});
  CHECK(answer.out.find("1. «Сквер» (№ 10): 3\u00A0голоса, стоит 60\u00A0₽. Проходит: "
                        "после него остаётся") != std::string::npos);
  CHECK(answer.out.find(
            "Не победили:\n – «Мост» (№ 9): 3\u00A0голоса, стоит 50\u00A0₽.") !=
        std::string::npos);
  CHECK(answer.out.find("Осталось 40,50\u00A0₽, не хватает 9,50\u00A0₽") != std::string::npos);
}

TEST_CASE("tally: a wrong call is refused with what is wrong and how to call") {
  const auto refused = [](std::vector<std::string> options) {
    const Answer answer = call(std::move(options));
    CHECK(answer.out.empty());
    CHECK(answer.err.find("Как вызвать: pochin tally") != std::string::npos);
    return answer.code;
  };
  CHECK(refused({}) == 2);
  CHECK(refused({"--rule", "dice"}) == 2);
  CHECK(refused({"--rule"}) == 2);
  CHECK(refused({"--rule", "mes", "--utility", "fun"}) == 2);
  CHECK(refused({"--rule", "mes", "--completion", "add2"}) == 2);
  CHECK(refused({"--rule", "greedy", "--threshold", "-1"}) == 2);
  CHECK(refused({"--rule", "greedy", "--threshold", "many"}) == 2);
  CHECK(refused({"--rule", "greedy", "--scores", "guessed"}) == 2);
  CHECK(refused({"--rule", "greedy", "--ties", "age"}) == 2);
  CHECK(refused({"--rule", "greedy", "--ties", "lot"}) == 2);
  CHECK(refused({"--rule", "greedy", "--budget", "much"}) == 2);
  CHECK(refused({"--rule", "greedy", "--colour", "red"}) == 2);
  CHECK(refused({"other.pb", "--rule", "greedy"}) == 2);
}

TEST_CASE("tally: a file that is not there, and one that cannot be counted") {
  std::ostringstream out, err;
  const std::vector<std::string> absent = {"/nowhere/vote.pb", "--rule", "greedy"};
  CHECK(tally_command(absent, out, err) == 2);
  CHECK(err.str().find("Не удалось прочитать файл /nowhere/vote.pb") != std::string::npos);
  const Answer answer = call({"--rule", "greedy", "--json"}, "META\nkey;value\nbudget;10\n");
  CHECK(answer.code == 1);
  CHECK(answer.out.empty());
  CHECK(answer.err.find("Нет раздела PROJECTS") != std::string::npos);
  CHECK(answer.err.find("Посчитать нельзя") != std::string::npos);
}

TEST_CASE("tally: mistakes that do not forbid to count are told, and it is counted when asked for") {
  std::string text = kFile;
  text.replace(text.find("d;8"), 3, "d;8,7");
  CHECK(call({"--rule", "greedy", "--json"}, text).code == 1);
  const Answer answer = call({"--rule", "greedy", "--json", "--lenient"}, text);
  CHECK(answer.code == 0);
  CHECK(answer.err.find(":26: ошибка: Проекта «7» нет в списке.") != std::string::npos);
  CHECK(answer.json()["winners"] == Json({"10", "8"}));
}

TEST_CASE("tally: a threshold with a rule that has none is told to be of no use") {
  CHECK(call({"--rule", "greedy", "--threshold", "3", "--json"}).code == 2);
  const Answer answer = call({"--rule", "greedy", "--threshold", "3", "--json", "--lenient"});
  CHECK(answer.code == 0);
  CHECK(answer.err.find("--threshold действует только") != std::string::npos);
  CHECK(answer.json()["winners"] == Json({"10", "8"}));
}

TEST_CASE("tally: what the file has wrong is said line by line, and counted only when asked for") {
  const auto with = [](std::string_view old, std::string_view changed) {
    std::string text = kFile;
    text.replace(text.find(old), old.size(), changed);
    return text;
  };
  struct Line {
    std::string text;
    const char* said;
  };
  const Line lines[] = {
      {with("b;10,9", "a;10,9"), "ошибка: "},
      {with("currency;RUB\n", "currency;RUB\nmax_length;1\n"), "ошибка: "},
      {with("60;3;1;Сквер", "60;3;1;\xd1\xea\xe2\xe5\xf0"), "ошибка: "},
      {with("10;60", "10;NaN"), "ошибка: "},
      {with("10;60", "10;1e3"), "ошибка: "},
      {with("10;60", "10;-5"), "ошибка: "},
      {with("a;10,9", "a;10,77"), "ошибка: "},
  };
  for (const Line& each : lines) {
    CAPTURE(each.text);
    const Answer strict = call({"--rule", "greedy-no-skip", "--json"}, each.text);
    CHECK(strict.code == 1);
    CHECK(strict.out.empty());
    CHECK(strict.err.find(each.said) != std::string::npos);
  }
  const Answer lenient = call({"--rule", "greedy-no-skip", "--lenient", "--json"}, lines[0].text);
  CHECK(lenient.code == 0);
  CHECK(lenient.json()["winners"] == Json({"10"}));
  CHECK(lenient.err.find("ошибка: ") != std::string::npos);
}

TEST_CASE("tally: a threshold that nobody named is asked for, one that does nothing is refused") {
  const std::string bare = [] {
    std::string text = kFile;
    const std::string line = "min_project_score_threshold;2\n";
    return text.erase(text.find(line), line.size());
  }();
  const Answer missing = call({"--rule", "greedy-threshold", "--json"}, bare);
  CHECK(missing.code == 2);
  CHECK(missing.err.find("добавьте --threshold") != std::string::npos);
  CHECK(call({"--rule", "greedy-threshold", "--lenient", "--json"}, bare).code == 0);
  CHECK(call({"--rule", "greedy", "--threshold", "2", "--json"}).code == 2);
  CHECK(call({"--rule", "greedy", "--threshold", "2", "--lenient", "--json"}).code == 0);
}

}  // namespace pochin::server
