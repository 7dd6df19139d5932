#include "server/ops/score_command.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "server/ops/practice_command.h"
#include "shared/base/json.h"
#include "tests/unit/shared/data_folder.h"

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

Run run_score(std::string_view applications, std::vector<std::string> more = {"--json"},
              const std::string& pack = kPack) {
  const Scrap file(applications);
  std::vector<std::string> args = {"--practice", pack, "--applications", file.path()};
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

TEST_CASE("pochin score refuses an application twice, marks for no criterion, points by one person") {
  const auto with = [](std::string_view more) {
    return run_score(R"([{"id":"a","municipality":{"kind":"sp"},"answers":{})" + std::string(more) + "}]");
  };
  CHECK(with("").code == 0);
  const Run twice = run_score(R"([{"id":"a","municipality":{"kind":"sp"},"answers":{}},
    {"id":"a","municipality":{"kind":"sp"},"answers":{}}])");
  CHECK(twice.code == 1);
  CHECK(twice.err.find("/1/id") != std::string::npos);
  const Run mark = with(R"(,"marks":[{"criterion":"media","member":"А","points":"1"}])");
  CHECK(mark.code == 1);
  CHECK(mark.err.find("/0/marks/0/criterion") != std::string::npos);
  const Run alone = with(R"(,"adjustments":[{"points":"1","reason":"за дело","author":"А","confirmed":"А",
    "at":"2026-12-26T10:00:00Z"}])");
  CHECK(alone.code == 1);
  CHECK(alone.err.find("/0/adjustments/0/confirmed") != std::string::npos);
  CHECK(with(R"(,"plus":1.5)").err.find("/0/plus") != std::string::npos);
}

namespace {

// The shipped pack with windows, a criterion that compares with the best, one of the commission, and a second round.
std::string contest_pack() {
  std::ifstream file(kPack, std::ios::binary);
  Json pack = Json::parse(file);
  pack["criteria"] = Json::parse(R"({"version":"test-1","scale":"points","items":[
    {"code":"share","title":"Доля","shape":"cohort","weight":"1","max":"100","digits":3,"round":"up","minimum":"10",
     "value":"source_municipal * 100 / sources_sum","unit":"%","unknown":"источники не заполнены"},
    {"code":"jury","title":"Комиссия","shape":"expert","weight":"1","max":"10","digits":2,"members":2}]})");
  pack["ranking"] = Json::parse(R"({"tie_chain":["lot"],"border":"stop","pass_mark":"20","reserve":1,
    "windows":[{"code":"towns","title":"Города","when":"municipality.kind == \"go\"","available":"1000"},
               {"code":"rest","title":"Остальные","available":"1000"}],
    "additional":{"pass_mark":"5"}})");
  return pack.dump();
}

std::string entrant(std::string_view id, std::string_view kind, int64_t municipal, int64_t region,
                    std::string_view more = "") {
  return R"({"id":")" + std::string(id) + R"(","municipality":{"kind":")" + std::string(kind) +
         R"(","population":800,"code":"m1"},"answers":{"source_municipal":")" + std::to_string(municipal) +
         R"(","source_people":"0","source_legal":"0","source_region":")" + std::to_string(region) + "\"}" +
         std::string(more) + "}";
}

}  // namespace

TEST_CASE("pochin score: windows, the best of each, marks, rounds, reserve, all in one answer") {
  const Scrap pack(contest_pack());
  const std::string marks =
      R"(,"marks":[{"criterion":"jury","member":"А","points":"10"},{"criterion":"jury","member":"Б","points":"5"}])";
  const std::string all = "[" + entrant("a", "go", 400, 600, marks) + "," + entrant("b", "go", 200, 800) + "," +
                          entrant("c", "sp", 300, 700) + "," + entrant("d", "sp", 100, 900) + "]";
  const Run run = run_score(all, {"--json", "--seed", "7"}, pack.path());
  INFO(run.err);
  REQUIRE(run.code == 0);
  const Json json = Json::parse(run.out);
  CHECK(json.at("criteria_version") == "test-1");
  CHECK(json.at("criteria_hash").get<std::string>().size() == 64);
  const auto row = [&](std::string_view id) {
    for (const Json& each : json.at("applications"))
      if (each.at("id") == id) return each;
    return Json();
  };
  CHECK(row("a").at("total") == "107.5");
  CHECK(row("a").at("window") == "towns");
  CHECK(row("a").at("place") == "funded");
  CHECK(row("a").at("granted_kopecks") == 60'000);
  CHECK(row("b").at("total") == "33.4");
  CHECK(row("b").at("complete") == false);  // nobody of the commission has marked it
  CHECK(row("b").at("place") == "reserve");
  CHECK(row("c").at("rank") == 1);
  CHECK(row("c").at("scores").at(0).at("points") == "100");  // the best of its own window
  CHECK(row("d").at("place") == "below_pass_mark");
  CHECK(json.at("windows").size() == 2);
  CHECK(json.at("windows").at(0).at("used_kopecks") == 60'000);
  CHECK(json.at("rounds").size() == 2);
  CHECK(json.at("rounds").at(1).at("available_kopecks") == 70'000);
  CHECK(json.at("used_kopecks") == 130'000);
  CHECK(!row("d").at("why").get<std::string>().empty());
  CHECK(row("a").at("scores").at(0).at("reasons").size() == 4);

  const Run text = run_score(all, {}, pack.path());
  CHECK(text.out.find(
            "== Города\n1. a — 107,5. Поддержана: 600\u00a0₽ есть в остатке.") !=
        std::string::npos);
}

TEST_CASE("pochin score gives the same answer whatever the order of the file") {
  const Scrap pack(contest_pack());
  const std::string a = entrant("a", "go", 400, 600), b = entrant("b", "go", 400, 600),
                    c = entrant("c", "sp", 300, 700);
  const std::vector<std::string> seed = {"--json", "--seed", "7"};
  const std::string first = run_score("[" + a + "," + b + "," + c + "]", seed, pack.path()).out;
  CHECK(first == run_score("[" + c + "," + b + "," + a + "]", seed, pack.path()).out);
  CHECK(!first.empty());
}

TEST_CASE("an empty contest is an answer") {
  const Run run = run_score("[]");
  CHECK(run.code == 0);
  CHECK(Json::parse(run.out).at("applications").empty());
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

TEST_CASE("pochin practice regulation: the draft for our pack, 2 for what is no pack and for a wrong call") {
  std::ostringstream out, err;
  CHECK(practice_command(std::vector<std::string>{"regulation", kPack}, out, err) == 0);
  CHECK(out.str().find("1. Общие положения") != std::string::npos);
  CHECK(err.str().empty());
  const Scrap scrap(R"({"format": 1})");
  CHECK(practice_command(std::vector<std::string>{"regulation", scrap.path()}, out, err) == 2);
  CHECK(practice_command(std::vector<std::string>{"regulation", "no such file"}, out, err) == 2);
  CHECK(practice_command(std::vector<std::string>{"regulation"}, out, err) == 2);
}

TEST_CASE("pochin score says line by line what it did not understand, and goes on only when asked to") {
  const auto changed = [](const char* pointer, const Json& value) {
    Json one = Json::parse(kVector);
    one[Json::json_pointer(pointer)] = value;
    return Json::array({one}).dump();
  };
  const std::pair<std::string, const char*> lines[] = {
      {changed("/answers/cost_repair", "NaN"), "/0/answers/cost_repair: "},
      {changed("/answers/cost_repair", "1e3"), "/0/answers/cost_repair: "},
      {changed("/answers/cost_repair", "-5"), "/0/answers/cost_repair: "},
      {changed("/answers/meeting_count", "1000000000000"), "/0/answers/meeting_count: "},
      {changed("/answers/media", "true"), "/0/answers/media: "},
      {changed("/admitted", "false"), "/0/admitted: "},
      {changed("/votes", "1000"), "/0/votes: "},
      {changed("/votes", -1), "/0/votes: "},
      {changed("/votess", 5), "/0/votess: "},
      {changed("/municipality/population", "800"), "/0/municipality/population: "},
      {changed("/municipality/kind", "village"), "/0/municipality/kind: "}};
  for (const auto& [text, place] : lines) {
    CAPTURE(text, place);
    const Run strict = run_score(text);
    CHECK(strict.code == 1);
    CHECK(strict.out.empty());
    CHECK(strict.err.find(place) != std::string::npos);
    const Run lenient = run_score(text, {"--json", "--lenient"});
    CHECK(lenient.code == 0);
    CHECK(lenient.err.find(place) != std::string::npos);
    CHECK(Json::parse(lenient.out).at("applications").size() == 1);
  }
  const Run ansi = run_score("[{\"id\":\"\xd1\xea\xe2\xe5\xf0\"}]", {"--json", "--lenient"});
  CHECK(ansi.code == 1);
  CHECK(ansi.err.find("UTF-8") != std::string::npos);
}

TEST_CASE("pochin score does not count by a pack that lint refuses") {
  std::ifstream file(kPack, std::ios::binary);
  Json pack = Json::parse(file);
  pack["form"]["groups"][0]["sections"][0]["fields"][0]["id"] = "votes.count";
  const Scrap broken(pack.dump());
  const std::string one = "[" + std::string(kVector) + "]";
  const Run strict = run_score(one, {"--json"}, broken.path());
  CHECK(strict.code == 1);
  CHECK(strict.err.find("reserved_name") != std::string::npos);
  CHECK(run_score(one, {"--json", "--lenient"}, broken.path()).code == 0);
}

TEST_CASE("a contest of six unrounded shares and a sum of five have their true winners") {
  if (!testing::has_data("cases"))
    SKIP("the cases are not on this machine: shared/data/cases beside the clone, or POCHIN_DATA");
  const auto run = [](const std::string& name) {
    const std::string folder = testing::data_folder("cases/" + name);
    const std::vector<std::string> args = {
        "--practice", folder + ".pack.json", "--applications", folder + ".apps.json", "--json", "--lenient"};
    std::ostringstream out, err;
    CHECK(score_command(args, out, err) == 0);
    return Json::parse(out.str());
  };
  const Json total = run("overflow_total");
  CHECK(total["applications"][0]["id"] == "w33");
  CHECK(std::ranges::count_if(total["applications"], [](const Json& each) { return each["funded"] == true; }) == 22);
  for (const Json& each : run("overflow_formula")["applications"]) {
    CHECK(each["total"] != "0");
    CHECK(each["scores"][0]["standing"] == "scored");
  }
  for (const Json& each : run("hidden_answer")["applications"]) {
    const Json& bonus = each["scores"].back();
    CHECK(bonus["points"] == (each["id"] == "visible" ? "5" : "0"));
  }
}

}  // namespace pochin::server
