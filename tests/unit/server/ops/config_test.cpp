#include "server/ops/config.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>

using namespace pochin;
using namespace pochin::server;
namespace fs = std::filesystem;

namespace {

std::vector<std::string> keys_of(const std::vector<Finding>& findings, Finding::Level level) {
  std::vector<std::string> keys;
  for (const Finding& f : findings)
    if (f.level == level) keys.push_back(f.key);
  return keys;
}

std::vector<std::string> errors_in(std::string_view text) {
  auto config = parse_config(text, "/srv/pochin");
  return config ? std::vector<std::string>{} : keys_of(config.error(), Finding::Level::error);
}

bool names(const std::vector<std::string>& keys, std::string_view key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

// A calendar of these years, all by acts.
std::string calendar_of(std::initializer_list<int> years, const char* source = "verified") {
  std::string list;
  for (const int year : years)
    list += std::string(list.empty() ? "" : ",") + R"({"year":)" + std::to_string(year) + R"(,"act":"","source":")" +
            source + R"(","days_off":[],"workdays":[]})";
  return R"({"format":1,"years":[)" + list + "]}";
}

int this_year() { return local(system_clock()(), Zone{"МСК", 180}).date.year(); }

// A folder with everything a faultless production needs.
struct Installation {
  fs::path root = fs::temp_directory_path() / ("pochin-ops-" + std::to_string(getpid()));
  Config config;

  Installation() {
    fs::remove_all(root);
    fs::create_directories(root / "data");
    fs::create_directories(root / "web/assets");
    fs::create_directories(root / "trusted");
    for (const char* name :
         {"web/assets/manifest.json", "ppmi.json", "region.json", "our.cer", "our.key", "trusted/esia.cer"})
      std::ofstream(root / name) << "x";
    std::ofstream(root / "calendar.json") << calendar_of({this_year(), this_year() + 1});
    chmod((root / "data").c_str(), 0700);
    chmod((root / "our.key").c_str(), 0600);
    config = *parse_config(R"({
      "public_url": "https://pochin.example.ru", "trusted_proxies": ["127.0.0.1"],
      "packs": ["ppmi.json"],
      "region": {"name": "Томская область", "name_genitive": "Томской области", "centre": "Центр", "phone": "1", "email": "a@example.ru"},
      "esia": {"enabled": true, "client_id": "PB", "certificate": "our.cer", "private_key": "our.key", "trusted_certificates": "trusted"}
    })",
                           root.string());
  }
  ~Installation() { fs::remove_all(root); }
  std::vector<std::string> errors() const { return keys_of(check_config(config), Finding::Level::error); }
  std::vector<std::string> warnings() const { return keys_of(check_config(config), Finding::Level::warning); }
};

}  // namespace

TEST_CASE("the printed file is a file, explains every key and means the defaults") {
  const std::string text = default_config_text();
  auto config = parse_config(text, "/srv/pochin");
  REQUIRE(config);
  CHECK(config->environment == Environment::production);
  CHECK(config->port == 8080);
  CHECK(config->data == "/srv/pochin/data");
  CHECK(config->esia.issuers == std::vector<std::string>{"http://esia.gosuslugi.ru/"});
  // No key without words before it.
  std::istringstream lines(text);
  bool explained = false;
  for (std::string line; std::getline(lines, line);) {
    const size_t first = line.find_first_not_of(' ');
    if (first == std::string::npos) continue;
    const bool comment = line.compare(first, 2, "//") == 0;
    if (line[first] == '"' && !line.ends_with("{")) {
      INFO(line);
      CHECK(explained);
    }
    explained = comment;
  }
}

TEST_CASE("a file says only what differs; paths are relative to it") {
  auto config = parse_config(
      "{\n// показ\n\"environment\":\"demo\",\"port\":0,\"data\":\"../d\",\"packs\":[\"a.json\",\"/b.json\"],"
      "\"public_url\":\"http://127.0.0.1:8080/\",\"limits\":{\"threads\":4}}",
      "/srv/pochin");
  REQUIRE(config);
  CHECK(config->demo());
  CHECK(config->port == 0);
  CHECK(config->database() == "/srv/d/pochin.db");
  CHECK(config->packs == std::vector<std::string>{"/srv/pochin/a.json", "/b.json"});
  CHECK(config->public_url == "http://127.0.0.1:8080");
  CHECK(config->limits.threads == 4);
  CHECK(config->limits.most_threads == 32);
}

TEST_CASE("every unknown, repeated or wrong key is named, all at once") {
  CHECK(errors_in(R"({"prot":8080,"esia":{"portal":"x"},"region":5})") ==
        std::vector<std::string>{"esia.portal", "prot", "region"});
  CHECK(errors_in(R"({"port":"8080"})") == std::vector<std::string>{"port"});
  CHECK(errors_in(R"({"port":70000})") == std::vector<std::string>{"port"});
  CHECK(errors_in(R"({"port":80.5})") == std::vector<std::string>{"port"});
  CHECK(errors_in(R"({"port":18446744073709551615})") == std::vector<std::string>{"port"});
  CHECK(errors_in(R"({"environment":"prod"})") == std::vector<std::string>{"environment"});
  CHECK(errors_in(R"({"packs":"a.json"})") == std::vector<std::string>{"packs"});
  CHECK(errors_in(R"({"packs":[1]})") == std::vector<std::string>{"packs"});
  CHECK(errors_in(R"({"insecure_cookies":"yes"})") == std::vector<std::string>{"insecure_cookies"});
  CHECK(errors_in(R"({"demo_clock":"вчера"})") == std::vector<std::string>{"demo_clock"});
  CHECK(errors_in(R"({"port":1,"port":2})") == std::vector<std::string>{"port"});
  CHECK(errors_in(R"({"esia":{"esia":{}}})") == std::vector<std::string>{"esia.esia"});
  CHECK(errors_in(R"([])") == std::vector<std::string>{""});
  auto broken = parse_config("{\n\"port\": 1,\n oops\n}", "/");
  REQUIRE_FALSE(broken);
  CHECK(broken.error().front().message.find("строке 3") != std::string::npos);
  CHECK_FALSE(load_config("/nonexistent/pochin.json"));
}

TEST_CASE("a sound production has nothing to say against it but where the key lies") {
  const Installation at;
  CHECK(at.errors().empty());
  auto warnings = at.warnings();
  std::erase(warnings, "environment");  // tests may run as root
  std::erase(warnings, "data");         // and on a full disk
  CHECK(warnings == std::vector<std::string>{"esia.sign_command", "privacy.consent", "backup.folder"});
}

TEST_CASE("what is insecure in production is an error there and a warning in a demonstration") {
  const auto changed = [](auto change) {
    Installation at;
    change(at);
    const auto errors = at.errors();
    at.config.environment = Environment::demo;
    const auto warnings = at.warnings();
    std::vector<std::string> both;
    for (const auto& key : errors)
      if (names(warnings, key)) both.push_back(key);
    return both;
  };
  CHECK(names(changed([](auto& at) { at.config.public_url = "http://pochin.example.ru"; }), "public_url"));
  CHECK(names(changed([](auto& at) { at.config.insecure_cookies = true; }), "insecure_cookies"));
  CHECK(names(changed([](auto& at) { at.config.demo_clock = Instant{0}; }), "demo_clock"));
  CHECK(names(changed([](auto& at) { at.config.test_clock = Instant{0}; }), "test_clock"));
  CHECK(names(changed([](auto& at) { at.config.esia.enabled = false; }), "esia.enabled"));
  CHECK(names(changed([](auto& at) { at.config.esia.emulator = true; }), "esia.emulator"));
  CHECK(names(changed([](auto& at) { at.config.esia.portal_url = "http://127.0.0.1:9000"; }), "esia.portal_url"));
  CHECK(names(changed([](auto& at) { at.config.esia.portal_url = "https://esia-portal1.test.gosuslugi.ru"; }),
              "esia.portal_url"));
  CHECK(names(changed([](auto& at) { chmod(at.config.esia.private_key.c_str(), 0644); }), "esia.private_key"));
  CHECK(names(changed([](auto& at) { chmod(at.config.data.c_str(), 0755); }), "data"));
  CHECK(names(changed([](auto& at) {
                std::ofstream(at.config.database()) << "x";
                chmod(at.config.database().c_str(), 0644);
              }),
              "data"));
}

TEST_CASE("a production calendar without this or the next year, or with a guessed one, is warned of") {
  const auto said = [](const std::string& text) {
    Installation at;
    fs::remove(at.root / "calendar.json");
    if (!text.empty()) std::ofstream(at.root / "calendar.json") << text;
    std::vector<std::string> messages;
    for (const Finding& f : check_config(at.config))
      if (f.key == "calendar" && f.level == Finding::Level::warning) messages.push_back(f.message);
    return messages;
  };
  const int now = this_year();
  const std::string next = std::to_string(now + 1);
  CHECK(said(calendar_of({now, now + 1})).empty());
  REQUIRE(said(calendar_of({now})).size() == 1);
  CHECK(said(calendar_of({now})).at(0).find("нет " + next + " года") != std::string::npos);
  CHECK(said(calendar_of({now, now + 1}, "illustrative")).size() == 2);
  REQUIRE(said("").size() == 1);
  CHECK(said("").at(0).find("calendar.json") != std::string::npos);
}

TEST_CASE("what cannot work is an error everywhere") {
  const auto errors = [](auto change) {
    Installation at;
    at.config.environment = Environment::demo;
    change(at);
    return at.errors();
  };
  CHECK(errors([](auto&) {}).empty());
  CHECK(names(errors([](auto& at) { at.config.public_url = "pochin.example.ru"; }), "public_url"));
  CHECK(names(errors([](auto& at) { at.config.public_url = "https://pochin.example.ru/portal"; }), "public_url"));
  CHECK(names(errors([](auto& at) { at.config.packs = {"/nonexistent.json"}; }), "packs"));
  CHECK(names(errors([](auto& at) { at.config.packs.clear(); }), "packs"));
  CHECK(names(errors([](auto& at) { at.config.territories.clear(); }), "territories"));
  CHECK(names(errors([](auto& at) { at.config.calendar = "/nonexistent.json"; }), "calendar"));
  CHECK(names(errors([](auto& at) { std::ofstream(at.root / "calendar.json") << "{"; }), "calendar"));
  CHECK(names(errors([](auto& at) { fs::remove_all(at.config.assets); }), "assets"));
  CHECK(names(errors([](auto& at) {
                at.config.data = at.config.assets + "/data";
                fs::create_directory(at.config.data);
              }),
              "data"));
  CHECK(names(errors([](auto& at) { at.config.data = "/nonexistent/deep/data"; }), "data"));
  CHECK(names(errors([](auto& at) { at.config.esia.certificate = "/nonexistent"; }), "esia.certificate"));
  CHECK(names(errors([](auto& at) { fs::remove(at.root / "trusted/esia.cer"); }), "esia.trusted_certificates"));
  CHECK(names(errors([](auto& at) { at.config.esia.algorithms = {"none"}; }), "esia.algorithms"));
  CHECK(names(errors([](auto& at) { at.config.esia.portal_url = "http://esia.example.ru"; }), "esia.portal_url"));
  CHECK(names(errors([](auto& at) { at.config.esia.sign_command = {"/nonexistent"}; }), "esia.sign_command"));
  CHECK(names(errors([](auto& at) { at.config.limits.most_threads = 1; }), "limits.most_threads"));
}

TEST_CASE("a settable clock stands still until it is told the time, and its copies show the same") {
  SettableClock hand(Instant{1000});
  const Clock seen = hand;
  usleep(5'000);
  CHECK(seen().ms == 1000);
  hand.set(Instant{5000});
  CHECK(seen().ms == 5000);
}

TEST_CASE("a settable clock is set and read by many threads at once") {
  SettableClock hand(Instant{0});
  const Clock seen = hand;
  std::int64_t last = 0;
  std::thread setter([&] {
    for (std::int64_t ms = 1; ms <= 10'000; ++ms) hand.set(Instant{ms});
  });
  bool backwards = false;
  while (last < 10'000) {
    const std::int64_t now = seen().ms;
    backwards = backwards || now < last;
    last = now;
  }
  setter.join();
  CHECK_FALSE(backwards);
}

TEST_CASE("with a test clock logins keep the true time") {
  Config config;
  config.environment = Environment::demo;
  config.test_clock = Instant{1000};
  CHECK(config.clock()().ms == 1000);
  CHECK(config.login_clock(config.clock())().ms > 1'700'000'000'000);
  config.test_clock.reset();
  CHECK(config.login_clock(SettableClock(Instant{1000}))().ms == 1000);
}

TEST_CASE("the demonstration's clock starts where it is told and runs; production's never does") {
  Config config;
  config.environment = Environment::demo;
  config.demo_clock = *parse_instant("2026-11-23T09:00:00Z");
  const Clock clock = config.clock();
  const Instant first = clock();
  CHECK(first.ms - config.demo_clock->ms < 1000);
  usleep(20'000);
  CHECK(clock().ms - first.ms >= 15);
  config.environment = Environment::production;
  CHECK(config.clock()().ms > config.demo_clock->ms);
}
