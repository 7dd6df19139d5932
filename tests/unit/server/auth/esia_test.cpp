#include "server/auth/esia.h"

#include <catch2/catch_test_macros.hpp>
#include <map>

#include "server/auth/certificates.h"
#include "tests/unit/server/auth/keys.h"

using namespace pochin::auth;
using namespace pochin::auth::testing;

namespace {

struct Site {
  Folder folder;
  Pair own = gost_pair();
  Pair theirs = gost_pair();
  EsiaConfig config;

  Site() {
    std::filesystem::create_directory(folder.file("esia"));
    config.portal = "https://esia.example.ru";
    config.client_id = "POCHIN";
    config.redirect_uri = "https://pochin.example.ru/auth/esia/callback";
    config.issuers = {"http://esia.example.ru/"};
    config.certificates = folder.file("esia");
    config.signer = {folder.write("own.cer", pem_of(own.certificate)),
                     KeyFile{folder.write("own.key", pem_of(own.key)), ""}};
    std::filesystem::permissions(folder.file("own.key"), std::filesystem::perms::owner_read);
    folder.write("esia/2026.cer", pem_of(theirs.certificate));
  }
  [[nodiscard]] Esia open() const {
    auto esia = Esia::open(config);
    REQUIRE(esia);
    return *std::move(esia);
  }
  [[nodiscard]] std::string findings() const {
    std::string out;
    for (const SelfTestFinding& finding : Esia::self_test(config, today()))
      if (finding.weight != SelfTestFinding::Weight::note)
        out += (finding.weight == SelfTestFinding::Weight::error ? "error: " : "warning: ") + finding.text + "\n";
    return out;
  }
};

int hex_digit(char c) { return c <= '9' ? c - '0' : c - 'A' + 10; }

std::map<std::string, std::string> query_of(const std::string& url) {
  std::map<std::string, std::string> out;
  std::string name;
  std::string value;
  bool in_value = false;
  const std::string query = url.substr(url.find('?') + 1) + "&";
  for (std::size_t i = 0; i < query.size(); ++i) {
    if (query[i] == '&') {
      out[name] = value;
      name.clear();
      value.clear();
      in_value = false;
    } else if (query[i] == '=') {
      in_value = true;
    } else if (query[i] == '%') {
      (in_value ? value : name) += static_cast<char>(hex_digit(query[i + 1]) * 16 + hex_digit(query[i + 2]));
      i += 2;
    } else {
      (in_value ? value : name) += query[i];
    }
  }
  return out;
}

constexpr std::chrono::sys_seconds kNow{std::chrono::seconds(1795468029)};  // 2026-11-23 21:07:09 UTC

}  // namespace

TEST_CASE("the redirect carries the signed string of v2 in the order client, scope, time, state, address") {
  const Site site;
  const Esia esia = site.open();
  const auto start = esia.begin(Flow::citizen, "/my", kNow);
  REQUIRE(start);
  CHECK(start->url.starts_with("https://esia.example.ru/aas/oauth2/v2/ac?"));
  auto query = query_of(start->url);
  CHECK(query["timestamp"] == "2026.11.23 21:07:09 +0000");
  CHECK(query["access_type"] == "online");
  CHECK(query["response_type"] == "code");
  CHECK(query["scope"] == "openid fullname birthdate addresses");
  CHECK(query["state"] == start->attempt.state);
  CHECK_FALSE(query.contains("scope_org"));
  const auto secret = strict_base64url(query["client_secret"]);
  REQUIRE(secret);
  const std::string signed_text =
      "POCHIN" + query["scope"] + query["timestamp"] + query["state"] + site.config.redirect_uri;
  CHECK(verify_gost(X509_get0_pubkey(site.own.certificate.get()), signed_text, *secret));
}

TEST_CASE("an attempt keeps the hash of the cookie, never the cookie") {
  const Site site;
  const Esia esia = site.open();
  const auto start = esia.begin(Flow::staff, "/work/queue", kNow);
  REQUIRE(start);
  CHECK(start->cookie.size() == 43);
  CHECK(start->attempt.cookie_sha256 == sha256_hex(start->cookie));
  CHECK(start->attempt.return_to == "/work/queue");
  CHECK(start->attempt.flow == Flow::staff);
  CHECK(start->attempt.scope.ends_with("usr_org"));
  CHECK(start->url.find(start->cookie) == std::string::npos);
  const auto second = esia.begin(Flow::staff, "/work/queue", kNow);
  CHECK(second->cookie != start->cookie);
  CHECK(second->attempt.state != start->attempt.state);
}

TEST_CASE("one returns into the site and nowhere else") {
  for (const char* good : {"/", "/my", "/applications/7?x=1#place", "/a//b"}) CHECK(safe_return_to(good) == good);
  for (const char* wrong : {"", "my", "//evil.example", "/\\evil.example", "\\\\evil", "https://evil.example", "/a\nb",
                            "/a b", "/\t/evil", "/кириллица", "javascript:alert(1)"})
    CHECK(safe_return_to(wrong) == "/");
  CHECK(safe_return_to("/" + std::string(2000, 'a')) == "/");
}

TEST_CASE("a callback names one state, a UUID") {
  const std::string state = random_uuid();
  CHECK(callback_state({{"code", "x"}, {"state", state}}) == state);
  CHECK_FALSE(callback_state({{"state", state}, {"state", state}}));
  CHECK_FALSE(callback_state({{"code", "x"}}));
  CHECK_FALSE(callback_state({{"state", "x' OR 1=1"}}));
}

TEST_CASE("a callback that is not this browser's own, in time and whole goes no further") {
  const Site site;
  const Esia esia = site.open();
  const auto start = *esia.begin(Flow::citizen, "/", kNow);
  const std::string state = start.attempt.state;
  const auto code_of = [&](const CallbackQuery& query, std::string_view cookie, std::chrono::sys_seconds now = kNow) {
    const auto identity = esia.complete(start.attempt, query, cookie, now);
    REQUIRE_FALSE(identity);
    CHECK_FALSE(identity.error().message.empty());
    return identity.error().code;
  };
  CHECK(code_of({{"code", "c"}, {"state", random_uuid()}}, start.cookie) == "login.state");
  CHECK(code_of({{"code", "c"}, {"state", state}, {"state", state}}, start.cookie) == "login.state");
  CHECK(code_of({{"code", "c"}, {"state", state}}, "") == "login.cookie");
  CHECK(code_of({{"code", "c"}, {"state", state}}, std::string(43, 'A')) == "login.cookie");
  CHECK(code_of({{"code", "c"}, {"state", state}}, start.cookie, kNow + std::chrono::seconds(601)) == "login.expired");
  CHECK(code_of({{"code", "c"}, {"code", "d"}, {"state", state}}, start.cookie) == "login.query");
  CHECK(code_of({{"state", state}}, start.cookie) == "login.query");
  CHECK(code_of({{"code", "a b"}, {"state", state}}, start.cookie) == "login.query");
  CHECK(code_of({{"code", std::string(9000, 'a')}, {"state", state}}, start.cookie) == "login.query");
}

TEST_CASE("a refusal of ЕСИА becomes our words, the cookie is looked at first") {
  const Site site;
  const Esia esia = site.open();
  const auto start = *esia.begin(Flow::citizen, "/", kNow);
  const CallbackQuery refused = {{"error_description", "ESIA-007004: <script>alert(1)</script>"},
                                 {"state", start.attempt.state},
                                 {"error", "access_denied"}};
  CHECK(esia.complete(start.attempt, refused, "other", kNow).error().code == "login.cookie");
  const LoginFailure failure = esia.complete(start.attempt, refused, start.cookie, kNow).error();
  CHECK(failure.code == "ESIA-007004");
  CHECK(failure.retry);
  CHECK_FALSE(failure.alarm);
  CHECK(failure.message.find("Вход отменён") != std::string::npos);
  CHECK(failure.message.find("script") == std::string::npos);
}

TEST_CASE("errors of ours call the operator and send the person to wait, not to repair") {
  for (const char* code : {"ESIA-007002", "ESIA-007005", "ESIA-007053", "ESIA-007023", "ESIA-999999"}) {
    const LoginFailure failure = esia_failure("invalid_request", std::string(code) + ": text from outside");
    CHECK(failure.code == code);
    CHECK(failure.alarm);
    CHECK(failure.message.find("text from outside") == std::string::npos);
  }
  CHECK(esia_failure("access_denied", "").code == "login.denied");
  CHECK(esia_failure("server_error", "ESIA-0070x3").code == "portal.answer");
  CHECK(esia_failure("x", "ESIA-007011").retry);
}

TEST_CASE("logging out of ЕСИА is asked for with redirect_url") {
  const Site site;
  CHECK(site.open().logout_url("https://pochin.example.ru/") ==
        "https://esia.example.ru/idp/ext/Logout?client_id=POCHIN&redirect_url=https%3A%2F%2Fpochin.example.ru%2F");
}

TEST_CASE("the self-test finds nothing in a sound installation but a missing RSA certificate") {
  Site site;
  CHECK(site.findings().find("error") == std::string::npos);
  CHECK(site.findings().find("RS256") != std::string::npos);
  site.config.token_algorithms = {"GOST3410_2012_256"};
  CHECK(site.findings().empty());
}

TEST_CASE("the self-test says what is wrong and where") {
  Site site;
  site.config.token_algorithms = {"GOST3410_2012_256"};
  const auto found = [&site](const char* text) {
    INFO(site.findings());
    return site.findings().find(text) != std::string::npos;
  };
  site.config.portal = "http://esia.example.ru";
  CHECK(found("error: Адрес ЕСИА: без шифрования"));
  site.config.portal = "https://esia.example.ru/";
  CHECK(found("error: Адрес ЕСИА: нужен только узел"));
  site.config.portal = "https://user@esia.example.ru";
  CHECK(found("записан неверно"));
  site.config.portal = "http://127.0.0.1:8081";
  CHECK(found("warning: Адрес ЕСИА: адрес этой же машины"));
  site.config.portal = "https://esia.example.ru";
  site.config.client_id.clear();
  CHECK(found("мнемоника"));
  site.config.client_id = "POCHIN";
  site.config.issuers.clear();
  CHECK(found("issuers"));
  site.config.issuers = {"i"};
  site.config.token_algorithms = {"none"};
  CHECK(found("Неизвестный алгоритм подписи маркеров: none"));
  site.config.token_algorithms = {"GOST3410_2012_256"};
  site.config.ca_bundle = site.folder.file("absent.pem");
  CHECK(found("absent.pem"));
  site.config.ca_bundle.clear();
  std::filesystem::permissions(site.folder.file("own.key"), std::filesystem::perms::all);
  CHECK(found("права 600"));
}

TEST_CASE("the self-test warns a month before certificates end") {
  Site site;
  site.config.token_algorithms = {"GOST3410_2012_256"};
  site.folder.write("esia/2026.cer", pem_of(gost_pair(20).certificate));
  CHECK(site.findings().find("warning: Сертификат ЕСИА для алгоритма GOST3410_2012_256 истекает") != std::string::npos);
  site.folder.write("esia/2027.cer", pem_of(gost_pair(300).certificate));
  CHECK(site.findings().empty());
  site.folder.write("esia/note.pem", "not a certificate");
  CHECK(site.findings().find("note.pem") != std::string::npos);
  std::filesystem::remove(site.folder.file("esia/2027.cer"));
  site.folder.write("esia/2026.cer", pem_of(gost_pair(-2).certificate));
  CHECK(site.findings().find("error: В папке нет ни одного действующего сертификата") != std::string::npos);
}

TEST_CASE("a changed folder of certificates is seen at the next use") {
  const Site site;
  const CertificateFolder certificates(site.config.certificates);
  CHECK(certificates.current()->items.size() == 1);
  const auto before = certificates.current();
  CHECK(certificates.current() == before);
  site.folder.write("esia/2027.cer", pem_of(gost_pair().certificate));
  CHECK(certificates.current()->items.size() == 2);
  std::filesystem::remove_all(site.config.certificates);
  CHECK(certificates.current()->items.empty());
}

TEST_CASE("plain TLS contexts offer no GOST suites once the engine is loaded") {
  REQUIRE(pochin::auth::load_gost_engine({}));
  const auto gost_suites = [](SSL_CTX* context) {
    int count = 0;
    SSL* ssl = SSL_new(context);
    STACK_OF(SSL_CIPHER)* ciphers = SSL_get1_supported_ciphers(ssl);
    for (int i = 0; i < sk_SSL_CIPHER_num(ciphers); ++i)
      if (std::string_view(SSL_CIPHER_get_name(sk_SSL_CIPHER_value(ciphers, i))).find("GOST") != std::string_view::npos)
        ++count;
    sk_SSL_CIPHER_free(ciphers);
    SSL_free(ssl);
    return count;
  };
  SSL_CTX* context = SSL_CTX_new(TLS_client_method());
  CHECK(gost_suites(context) > 0);  // why the restriction is there
  CHECK(restrict_tls(context));
  CHECK(gost_suites(context) == 0);
  SSL_CTX_free(context);
}
