#include "server/ops/practice_command.h"

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "shared/base/json.h"

namespace pochin::server {
namespace {

const std::string kPack = POCHIN_ROOT "/web/packs/ppmi.json";

std::string read(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

// The shipped pack with one place changed, in a file that is removed at the end.
class Changed {
 public:
  Changed(const char* pointer, const Json& value)
      : path_(std::filesystem::temp_directory_path() /
              ("pochin_practice_" + std::to_string(reinterpret_cast<std::uintptr_t>(this)))) {
    Json json = Json::parse(read(kPack));
    json[Json::json_pointer(pointer)] = value;
    std::ofstream(path_, std::ios::binary) << json.dump(1);
  }
  ~Changed() { std::filesystem::remove(path_); }
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

struct Run {
  int code = 0;
  std::string out, err;
};

Run run(const std::vector<std::string>& args) {
  std::ostringstream out, err;
  const int code = practice_command(args, out, err);
  return {code, out.str(), err.str()};
}

}  // namespace

TEST_CASE("every pack that ships passes its lint without a remark") {
  for (const char* const name : {"ppmi", "karelia", "kirov", "sakha", "tver", "volgograd", "yugra", "spb"}) {
    const Run checked = run({"lint", std::string(POCHIN_ROOT "/web/packs/") + name + ".json"});
    CAPTURE(name, checked.out, checked.err);
    CHECK(checked.code == 0);
    CHECK(checked.out.find("всё в порядке") != std::string::npos);
  }
}

TEST_CASE("pochin practice diff answers as diff does: 0 the same, 1 different, 2 trouble") {
  const Changed money("/ranking/available", "70000000");
  const Run same = run({"diff", kPack, kPack});
  CHECK(same.code == 0);
  CHECK(same.out.empty());
  const Run different = run({"diff", kPack, money.path()});
  CHECK(different.code == 1);
  CHECK(different.out.starts_with("! Рейтинг: деньги на все проекты 60\u00a0000\u00a0000 → 70\u00a0000\u00a0000\n"));
  CHECK(run({"diff", kPack}).code == 2);
  CHECK(run({"diff", kPack, "no such file"}).code == 2);
}

TEST_CASE("pochin practice diff --json tells programs what may be changed while intake is open") {
  const Changed text("/texts/who", "Жители");
  const Run run_json = run({"diff", "--json", kPack, text.path()});
  const Json json = Json::parse(run_json.out);
  CHECK(json["while_open"] == true);
  CHECK(json["changes"][0]["id"] == "who");
  CHECK(json["changes"][0]["weight"] == "patch");
}

TEST_CASE("pochin practice diff does not compare what cannot be read, and says where it breaks") {
  const Changed broken("/title", 5);
  const Run trouble = run({"diff", kPack, broken.path()});
  CHECK(trouble.code == 2);
  CHECK(trouble.err.find("[wrong_type /title]") != std::string::npos);
}

TEST_CASE("pochin practice preview shows what a resident sees on that day") {
  const Run seen = run({"preview", kPack, "--day", "2027-01-15T18:00"});
  CHECK(seen.code == 0);
  CHECK(seen.out.find("Этап 3 из 8: Проверка заявок") != std::string::npos);
  CHECK(seen.out.find("Подать заявку (Черновик) — нельзя: приём заявок закрыт") != std::string::npos);
  CHECK(Json::parse(run({"preview", kPack, "--day", "2026-12-01", "--json"}).out)["takes_applications"] == true);
  CHECK(run({"preview", kPack}).code == 2);
  CHECK(run({"preview", kPack, "--day", "завтра"}).code == 2);
}

TEST_CASE("pochin practice schema prints the schema that ships") {
  const Run schema = run({"schema"});
  CHECK(schema.code == 0);
  const bool same = schema.out == read(POCHIN_ROOT "/web/packs/practice.schema.json");  // not shown: it is long
  CHECK(same);
}

}  // namespace pochin::server
