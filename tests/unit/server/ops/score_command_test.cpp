#include "server/ops/score_command.h"

#include <catch2/catch_test_macros.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "server/ops/practice_command.h"
#include "shared/base/json.h"

namespace pochin::server {
namespace {

// A file of its own, removed at the end.
class Scrap {
 public:
  explicit Scrap(std::string_view text) {
    static int next = 0;
    path_ = std::filesystem::temp_directory_path() /
            ("pochin_score_" + std::to_string(reinterpret_cast<std::uintptr_t>(this)) + "_" + std::to_string(next++));
    std::ofstream(path_, std::ios::binary) << text;
  }
  ~Scrap() { std::filesystem::remove(path_); }
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

const std::string kPack = POCHIN_ROOT "/web/packs/ppmi.json";

const char* const kVector = R"({"id":"vector","municipality":{"kind":"sp","population":800},
  "submitted_at":"2026-12-01T09:30:00Z","answers":{"source_municipal":"300 000","source_people":"60 000",
  "source_legal":"40 000","source_region":"1 600 000","cost_repair":"2 000 000","users_count":"500",
  "meeting_count":"60","participation":[{"id":"r1","what":"Субботник"}],
  "upkeep_costs":[{"id":"r1","what":"Покос","budget":"12 000"}],
  "upkeep_participation":[{"id":"r1","what":"Полив"}],
  "discussion_files":[{"id":"f1","name":"анкеты.pdf","type":"application/pdf","size":10}],
  "media":"1","media_links":[{"id":"r1","url":"https://example.ru"}]}})";

struct Run {
  int code;
  std::string out, err;
};

Run run_score(std::string_view applications, std::vector<std::string> more = {"--json"}) {
  const Scrap file(applications);
  std::vector<std::string> args = {"--practice", kPack, "--applications", file.path()};
  args.insert(args.end(), more.begin(), more.end());
  std::ostringstream out, err;
  const int code = score_command(args, out, err);
  return {code, out.str(), err.str()};
}

}  // namespace

TEST_CASE("pochin score gives 73.5 on the vector of the regulation") {
  const Run run = run_score("[" + std::string(kVector) + "]");
  REQUIRE(run.code == 0);
  const Json json = Json::parse(run.out);
  const Json& row = json.at("applications").at(0);
  CHECK(row.at("total") == "73.5");
  CHECK(row.at("rank") == 1);
  CHECK(row.at("scores").size() == 9);
  CHECK(row.at("scores").at(1).at("points") == "60");
  CHECK(!row.at("scores").at(1).at("explanation").get<std::string>().empty());
}

TEST_CASE("pochin score handles population zero and unknown, and ranks by points") {
  const Run run = run_score(
      "["
      R"({"id":"zero","municipality":{"kind":"sp","population":0},"answers":{"users_count":"5"}},)"
      R"({"id":"none","municipality":{"kind":"go"},"answers":{}},)" +
      std::string(kVector) + "]");
  REQUIRE(run.code == 0);
  const Json json = Json::parse(run.out);
  CHECK(json.at("applications").at(0).at("id") == "vector");
  CHECK(json.at("applications").at(1).at("total") == "0");
  CHECK(json.at("applications").at(2).at("total") == "0");
}

TEST_CASE("pochin score names the place of bad data") {
  CHECK(run_score("{}").code == 1);
  const Run unknown = run_score(R"([{"id":"a","municipality":{"kind":"sp"},"answers":{"cost":"1"}}])");
  CHECK(unknown.code == 1);
  CHECK(unknown.err.find("/0/answers/cost") != std::string::npos);
  CHECK(run_score("[]", {"--what"}).code == 2);
}

TEST_CASE("pochin practice lint: 0 for our pack, 1 with FILE:LINE:COLUMN for a broken one, 2 for a wrong call") {
  std::ostringstream out, err;
  CHECK(practice_command(std::vector<std::string>{"lint", kPack}, out, err) == 0);
  std::ifstream file(kPack, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  std::string broken = text.str();
  broken.replace(broken.find("\"format\": 1"), 11, "\"format\": 9");
  const Scrap scrap(broken);
  std::ostringstream said;
  CHECK(practice_command(std::vector<std::string>{"lint", scrap.path()}, said, err) == 1);
  CHECK(said.str().find(scrap.path() + ":2:13: ошибка: ") != std::string::npos);
  CHECK(practice_command(std::vector<std::string>{"lint", "no such file"}, out, err) == 2);
  CHECK(practice_command(std::vector<std::string>{"check"}, out, err) == 2);
}

TEST_CASE("pochin practice regulation: the draft for our pack, 1 for what is no pack, 2 for a wrong call") {
  std::ostringstream out, err;
  CHECK(practice_command(std::vector<std::string>{"regulation", kPack}, out, err) == 0);
  CHECK(out.str().find("1. Общие положения") != std::string::npos);
  CHECK(err.str().empty());
  const Scrap scrap(R"({"format": 1})");
  CHECK(practice_command(std::vector<std::string>{"regulation", scrap.path()}, out, err) == 1);
  CHECK(practice_command(std::vector<std::string>{"regulation", "no such file"}, out, err) == 2);
  CHECK(practice_command(std::vector<std::string>{"regulation"}, out, err) == 2);
}

}  // namespace pochin::server
