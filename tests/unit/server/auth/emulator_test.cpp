// The whole login against the emulator over HTTP, with every fault it can make.
#include <httplib.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

#include "server/auth/esia.h"
#include "tests/unit/server/auth/keys.h"

using namespace pochin::auth;
using namespace pochin::auth::testing;
using Json = nlohmann::json;

namespace {

constexpr const char* kRedirect = "http://127.0.0.1:9/auth/esia/callback";

// A program that ends with this object.
class Program {
 public:
  explicit Program(std::vector<std::string> argv) {
    int ends[2];
    REQUIRE(pipe2(ends, O_CLOEXEC) == 0);
    std::vector<char*> arguments;
    for (std::string& argument : argv) arguments.push_back(argument.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
    REQUIRE(posix_spawn(&pid_, argv[0].c_str(), &actions, nullptr, arguments.data(), environ) == 0);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);
    char c = 0;
    while (read(ends[0], &c, 1) == 1 && c != '\n') line_ += c;
    close(ends[0]);
  }
  Program(const Program&) = delete;
  Program& operator=(const Program&) = delete;
  ~Program() { stop(); }
  int stop() {
    if (pid_ > 0) {
      kill(pid_, SIGTERM);
      waitpid(pid_, &status_, 0);
    }
    pid_ = -1;
    return status_;
  }
  [[nodiscard]] const std::string& first_line() const { return line_; }

 private:
  pid_t pid_ = -1;
  int status_ = -1;
  std::string line_;
};

struct Emulator {
  Folder folder;
  std::unique_ptr<Program> program;
  Json control;
  EsiaConfig config;

  explicit Emulator(const std::string& algorithm) {
    Program init({POCHIN_EMULATOR, "init", "--dir", folder.path(), "--client", "POCHIN", "--redirect", kRedirect,
                  "--token-alg", algorithm});
    program = std::make_unique<Program>(
        std::vector<std::string>{POCHIN_EMULATOR, "serve", "--dir", folder.path(), "--control-port", "0"});
    REQUIRE(program->first_line().starts_with("ready http://127.0.0.1:"));
    control = Json::parse(read_file(folder.file("control.json")));
    config.portal = program->first_line().substr(6);
    config.client_id = "POCHIN";
    config.redirect_uri = kRedirect;
    config.issuers = {"http://esia-emu.invalid/"};
    config.certificates = folder.file("certificates");
    config.signer = {folder.file("client.cer"), KeyFile{folder.file("client.key"), ""}};
    config.request_timeout = std::chrono::milliseconds(1500);
  }

  [[nodiscard]] int control_post(const std::string& path, const Json& body) const {
    httplib::Client client(control.at("url").get<std::string>());
    const auto answer = client.Post(path, {{"Authorization", "Bearer " + control.at("token").get<std::string>()}},
                                    body.dump(), "application/json");
    return answer ? answer->status : 0;
  }
  void fault(const std::string& name) const { REQUIRE(control_post("/faults", {{"name", name}}) == 200); }
};

CallbackQuery query_of(const std::string& url) {
  CallbackQuery query;
  std::istringstream parts(url.substr(url.find('?') + 1));
  for (std::string part; std::getline(parts, part, '&');) {
    const auto equals = part.find('=');
    query.emplace_back(part.substr(0, equals), httplib::decode_query_component(part.substr(equals + 1)));
  }
  return query;
}

// What a browser does between the two steps: follows to the page of choice and presses somebody's button.
CallbackQuery choose(const Emulator& emulator, const std::string& url, const std::string& persona) {
  httplib::Client browser(emulator.config.portal);
  const auto accepted = browser.Get(url.substr(emulator.config.portal.size()));
  REQUIRE(accepted);
  REQUIRE(accepted->status == 302);
  const std::string page = accepted->get_header_value("Location");
  if (!page.starts_with("/login")) return query_of(page);
  const auto back = browser.Post("/login", page.substr(page.find('?') + 1) + "&persona=" + persona,
                                 "application/x-www-form-urlencoded");
  REQUIRE(back);
  REQUIRE(back->status == 302);
  REQUIRE(back->get_header_value("Location").starts_with(kRedirect));
  return query_of(back->get_header_value("Location"));
}

LoginResult<Identity> log_in(const Emulator& emulator, const Esia& esia, const std::string& persona,
                             Flow flow = Flow::citizen) {
  const auto start = esia.begin(flow, "/", today());
  REQUIRE(start);
  return esia.complete(start->attempt, choose(emulator, start->url, persona), start->cookie, today());
}

Esia open(const EsiaConfig& config) {
  auto esia = Esia::open(config);
  REQUIRE(esia);
  return *std::move(esia);
}

}  // namespace

TEST_CASE("a resident logs in through the emulator with tokens of either algorithm") {
  const std::string algorithm = GENERATE("GOST3410_2012_256", "RS256");
  const Emulator emulator(algorithm);
  const Esia esia = open(emulator.config);
  const auto person = log_in(emulator, esia, "1000000001");
  REQUIRE(person);
  CHECK(person->oid == "1000000001");
  CHECK(person->full_name() == "Ильина Мария Сергеевна");
  CHECK(person->trusted);
  CHECK(person->level == AccountLevel::confirmed);
  CHECK(person->birth_date == std::chrono::year(1985) / 3 / 14);
  REQUIRE(person->addresses_known);
  CHECK(person->addresses.at(0).settlement == "Заречье");
  CHECK_FALSE(person->organisations_known);

  EsiaConfig strict = emulator.config;
  strict.token_algorithms = {algorithm == "RS256" ? "GOST3410_2012_256" : "RS256"};
  CHECK(log_in(emulator, open(strict), "1000000001").error().code == "token.alg");
}

TEST_CASE("each persona comes with the facts of its account") {
  const Emulator emulator("GOST3410_2012_256");
  const Esia esia = open(emulator.config);
  const auto without_middle_name = log_in(emulator, esia, "1000000002");
  CHECK(without_middle_name->full_name() == "Ёлкин Пётр");
  const auto clerk = log_in(emulator, esia, "1000000010", Flow::staff);
  REQUIRE(clerk);
  REQUIRE(clerk->organisations_known);
  CHECK(clerk->organisations.at(0).ogrn == "1027600000014");
  CHECK(clerk->organisations.at(0).holds());
  const auto centre = log_in(emulator, esia, "1000000020", Flow::staff);
  CHECK(centre->organisations.at(0).ogrn == "1027600000025");
  const auto dismissed = log_in(emulator, esia, "1000000060", Flow::staff);
  CHECK_FALSE(dismissed->organisations.at(0).holds());
  const auto unconfirmed = log_in(emulator, esia, "1000000030");
  CHECK_FALSE(unconfirmed->trusted);
  CHECK(unconfirmed->level == AccountLevel::unconfirmed);
  const auto child = log_in(emulator, esia, "1000000040");
  CHECK_FALSE(child->trusted);
  CHECK(child->level == AccountLevel::child);
  CHECK_FALSE(log_in(emulator, esia, "1000000047")->birth_date);
  CHECK(log_in(emulator, esia, "1000000074")->family_name == "<b>Разметкин</b>");
  CHECK(log_in(emulator, esia, "1000000080").error().code == "ESIA-007004");
  CHECK(log_in(emulator, esia, "1000000081").error().code == "ESIA-007046");
  CHECK(log_in(emulator, esia, "cancel").error().code == "ESIA-007004");
}

TEST_CASE("every fault ends the login with its code and words for the person") {
  const Emulator emulator("GOST3410_2012_256");
  const Esia esia = open(emulator.config);
  const std::vector<std::pair<std::string, std::string>> expected = {
      {"callback.state_missing", "login.state"},
      {"callback.state_changed", "login.state"},
      {"callback.state_twice", "login.state"},
      {"code.used", "ESIA-007011"},
      {"code.expired", "ESIA-007011"},
      {"code.foreign", "ESIA-007011"},
      {"te.500_html", "portal.busy"},
      {"te.502", "portal.busy"},
      {"te.redirect", "portal.answer"},
      {"te.slow", "portal.timeout"},
      {"te.truncated", "portal.answer"},
      {"te.content_type", "portal.answer"},
      {"te.huge", "portal.too_long"},
      {"te.state", "token.state"},
      {"te.no_id_token", "portal.answer"},
      {"token.alg_none", "token.alg"},
      {"token.alg_hs256", "token.alg"},
      {"token.alg_rs256_gost_key", "token.signature"},
      {"token.sbt_swapped", "token.kind"},
      {"token.reversed", "token.signature"},
      {"token.halves_swapped", "token.signature"},
      {"token.short", "token.signature"},
      {"token.long", "token.signature"},
      {"token.unknown_key", "token.signature"},
      {"claims.iss", "token.issuer"},
      {"claims.aud", "token.audience"},
      {"claims.client_id", "token.audience"},
      {"claims.sub", "token.subject"},
      {"claims.sid", "token.session"},
      {"claims.exp_past", "token.expired"},
      {"claims.exp_missing", "token.times"},
      {"claims.nbf_future", "token.future"},
      {"claims.is_tru_text", "token.subject"},
      {"claims.is_tru_number", "token.subject"},
      {"claims.oid_huge", "token.subject"},
      {"claims.auth_long_ago", "token.stale"},
      {"rest.person_500", "portal.busy"},
      {"rest.person_html", "portal.answer"},
      {"rest.person_403", "portal.answer"},
      {"rest.roles_500", "portal.busy"},
      {"rest.roles_links", "portal.answer"},
  };
  for (const auto& [fault, code] : expected) {
    INFO(fault);
    emulator.fault(fault);
    const auto identity = log_in(emulator, esia, "1000000010", Flow::staff);
    REQUIRE_FALSE(identity);
    CHECK(identity.error().code == code);
    CHECK(identity.error().message.size() > 40);
    CHECK(identity.error().detail.find("eyJ") == std::string::npos);
  }
  CHECK(log_in(emulator, esia, "1000000010", Flow::staff));
}

TEST_CASE("what is not known stays unknown and does not stop a login") {
  const Emulator emulator("GOST3410_2012_256");
  const Esia esia = open(emulator.config);
  emulator.fault("rest.addrs_500");
  CHECK_FALSE(log_in(emulator, esia, "1000000001")->addresses_known);
  emulator.fault("claims.is_tru_false");
  CHECK_FALSE(log_in(emulator, esia, "1000000001")->trusted);
  emulator.fault("claims.oid_text");
  CHECK(log_in(emulator, esia, "1000000001")->oid == "1000000001");
}

TEST_CASE("a code serves once and only the browser that asked for it") {
  const Emulator emulator("GOST3410_2012_256");
  const Esia esia = open(emulator.config);
  const auto start = esia.begin(Flow::citizen, "/", today());
  const CallbackQuery callback = choose(emulator, start->url, "1000000001");
  const auto other = esia.begin(Flow::citizen, "/", today());
  CHECK(esia.complete(start->attempt, callback, other->cookie, today()).error().code == "login.cookie");
  CHECK(esia.complete(start->attempt, callback, start->cookie, today()));
  CHECK(esia.complete(start->attempt, callback, start->cookie, today()).error().code == "ESIA-007011");
}

TEST_CASE("clocks that differ, another key and a portal that is gone are told apart") {
  Emulator emulator("GOST3410_2012_256");
  const Esia esia = open(emulator.config);
  REQUIRE(emulator.control_post("/clock", {{"shift_seconds", 600}}) == 200);
  CHECK(log_in(emulator, esia, "1000000001").error().code == "ESIA-007015");
  CHECK(log_in(emulator, esia, "1000000001").error().alarm);
  REQUIRE(emulator.control_post("/clock", {{"shift_seconds", 0}}) == 200);

  const Pair other = gost_pair();
  EsiaConfig foreign = emulator.config;
  foreign.signer = {emulator.folder.write("x.cer", pem_of(other.certificate)),
                    KeyFile{emulator.folder.write("x.key", pem_of(other.key)), ""}};
  CHECK(log_in(emulator, open(foreign), "1000000001").error().code == "ESIA-007053");

  EsiaConfig nosy = emulator.config;
  nosy.citizen_scope = "openid fullname snils";
  CHECK(log_in(emulator, open(nosy), "1000000001").error().code == "ESIA-007019");

  const auto start = esia.begin(Flow::citizen, "/", today());
  const CallbackQuery callback = choose(emulator, start->url, "1000000001");
  CHECK(emulator.program->stop() == 0);
  const auto gone = esia.complete(start->attempt, callback, start->cookie, today());
  REQUIRE_FALSE(gone);
  CHECK(gone.error().code == "portal.unreachable");
  CHECK(gone.error().retry);
}

TEST_CASE("asking once more for organisations right after the login does not ask the person again") {
  const Emulator emulator("GOST3410_2012_256");
  const Esia esia = open(emulator.config);
  httplib::Client browser(emulator.config.portal);
  const auto path_of = [&](const LoginStart& start) { return start.url.substr(emulator.config.portal.size()); };
  const auto citizen = esia.begin(Flow::citizen, "/", today());
  const std::string page = browser.Get(path_of(*citizen))->get_header_value("Location");
  const auto back = browser.Post("/login", page.substr(page.find('?') + 1) + "&persona=1000000010",
                                 "application/x-www-form-urlencoded");
  const std::string cookie = back->get_header_value("Set-Cookie");
  const httplib::Headers headers = {{"Cookie", cookie.substr(0, cookie.find(';'))}};
  const auto staff = esia.begin(Flow::staff, "/work/queue", today());
  const auto silent = browser.Get(path_of(*staff), headers);
  REQUIRE(silent->get_header_value("Location").starts_with(kRedirect));
  const auto clerk =
      esia.complete(staff->attempt, query_of(silent->get_header_value("Location")), staff->cookie, today());
  REQUIRE(clerk);
  CHECK(clerk->organisations_known);
  const auto again = esia.begin(Flow::citizen, "/", today());
  CHECK(browser.Get(path_of(*again), headers)->get_header_value("Location").starts_with("/login"));
}
