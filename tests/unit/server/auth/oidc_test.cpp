// Login by OpenID Connect against a provider that answers over HTTP and signs with real keys.
#include "server/auth/oidc.h"

#include <httplib.h>
#include <openssl/core_names.h>
#include <openssl/ec.h>
#include <openssl/ecdsa.h>

#include <catch2/catch_test_macros.hpp>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>
#include <sstream>
#include <thread>

#include "server/auth/jwks.h"
#include "shared/base/sha256.h"
#include "tests/unit/server/auth/keys.h"

using namespace pochin::auth;
using namespace pochin::auth::testing;
using Json = nlohmann::json;

namespace {

std::string number64(const EVP_PKEY* key, const char* name, int size = 0) {
  BIGNUM* n = nullptr;
  EVP_PKEY_get_bn_param(key, name, &n);
  Bytes bytes(static_cast<std::size_t>(size == 0 ? BN_num_bytes(n) : size));
  BN_bn2binpad(n, bytes.data(), static_cast<int>(bytes.size()));
  BN_free(n);
  return base64url(bytes);
}

Json rsa_jwk(const EVP_PKEY* key, const std::string& id) {
  return {{"kty", "RSA"},
          {"use", "sig"},
          {"kid", id},
          {"n", number64(key, OSSL_PKEY_PARAM_RSA_N)},
          {"e", number64(key, OSSL_PKEY_PARAM_RSA_E)}};
}
Json ec_jwk(const EVP_PKEY* key, const std::string& id) {
  return {{"kty", "EC"},
          {"crv", "P-256"},
          {"kid", id},
          {"x", number64(key, OSSL_PKEY_PARAM_EC_PUB_X, 32)},
          {"y", number64(key, OSSL_PKEY_PARAM_EC_PUB_Y, 32)}};
}

// DER of a signature by a key on P-256 → 64 bytes r‖s.
Bytes raw_ecdsa(const Bytes& der) {
  const auto* data = der.data();
  ECDSA_SIG* parts = d2i_ECDSA_SIG(nullptr, &data, static_cast<long>(der.size()));
  Bytes raw(64);
  BN_bn2binpad(ECDSA_SIG_get0_r(parts), raw.data(), 32);
  BN_bn2binpad(ECDSA_SIG_get0_s(parts), raw.data() + 32, 32);
  ECDSA_SIG_free(parts);
  return raw;
}

struct Provider {
  Pair rsa = rsa_pair();
  Pair gost = gost_pair();
  Pair ec{Key(EVP_EC_gen("P-256")), nullptr, EVP_sha256()};
  Folder folder;
  httplib::Server server;
  std::thread thread;
  std::string url;
  // What the provider says, to be changed by a test before the login.
  std::string algorithm = "RS256";
  Json header_extra = Json::object();
  Json claims = Json::object();
  Json removed = Json::array();
  Json userinfo = {{"sub", "u-17"},
                   {"birthdate", "1985-03-14"},
                   {"address", {{"region", "Приозёрская область"}, {"locality", "с. Заречье"}}}};
  Json keys = Json::array();
  std::string challenge, nonce, discovered_issuer;
  int key_requests = 0;
  bool strip_signature = false;
  int token_status = 200;

  Provider() {
    keys = Json::array({rsa_jwk(rsa.key.get(), "r1"), ec_jwk(ec.key.get(), "e1")});
    server.Get("/.well-known/openid-configuration", [this](const httplib::Request&, httplib::Response& r) {
      r.set_content(Json{{"issuer", discovered_issuer},
                         {"authorization_endpoint", url + "/authorize"},
                         {"token_endpoint", url + "/token"},
                         {"userinfo_endpoint", url + "/userinfo"},
                         {"jwks_uri", url + "/jwks"}}
                        .dump(),
                    "application/json");
    });
    server.Get("/jwks", [this](const httplib::Request&, httplib::Response& r) {
      ++key_requests;
      r.set_content(Json{{"keys", keys}}.dump(), "application/json");
    });
    server.Post("/token", [this](const httplib::Request& q, httplib::Response& r) {
      const pochin::Digest digest = pochin::sha256(q.get_param_value("code_verifier"));
      const bool proved =
          base64url(digest.data(), digest.size()) == challenge && q.get_param_value("client_secret") == "тайна";
      r.status = proved ? token_status : 400;
      if (!proved) return r.set_content(R"({"error":"invalid_grant"})", "application/json");
      r.set_content(Json{{"id_token", token()}, {"access_token", "a"}, {"token_type", "Bearer"}}.dump(),
                    "application/json");
    });
    server.Get("/userinfo", [this](const httplib::Request& q, httplib::Response& r) {
      r.status = q.get_header_value("Authorization") == "Bearer a" ? 200 : 401;
      r.set_content(userinfo.dump(), "application/json");
    });
    const int port = server.bind_to_any_port("127.0.0.1");
    url = "http://127.0.0.1:" + std::to_string(port);
    discovered_issuer = url;
    thread = std::thread([this] { server.listen_after_bind(); });
    server.wait_until_ready();
  }
  ~Provider() {
    server.stop();
    thread.join();
  }

  std::string token() {
    const auto now = today().time_since_epoch().count();
    Json all{{"iss", url},
             {"aud", "pochin"},
             {"sub", "u-17"},
             {"iat", now},
             {"exp", now + 300},
             {"nonce", nonce},
             {"auth_time", now - 5},
             {"trusted", true},
             {"family_name", "Ильина"},
             {"given_name", "Мария"},
             {"sid", "s1"}};
    all.update(claims);
    for (const Json& name : removed) all.erase(name.get<std::string>());
    Json header{{"typ", "JWT"}, {"alg", algorithm}};
    header.update(header_extra);
    const std::string message = b64(header.dump()) + "." + b64(all.dump());
    const Bytes signature = algorithm == "ES256"               ? raw_ecdsa(sign_with(ec, message))
                            : algorithm == "GOST3410_2012_256" ? sign_with(gost, message)
                                                               : sign_with(rsa, message);
    return message + "." + (strip_signature ? "" : base64url(signature));
  }

  [[nodiscard]] OidcConfig config() const {
    OidcConfig c;
    c.title = "Войти через шлюз";
    c.issuer = url;
    c.client_id = "pochin";
    c.client_secret_file = folder.write("secret", "тайна\n");
    c.redirect_uri = "http://127.0.0.1:9/auth/oidc/callback";
    c.request_timeout = std::chrono::milliseconds(1500);
    return c;
  }
};

std::map<std::string, std::string> query_of(const std::string& url) {
  std::map<std::string, std::string> query;
  std::istringstream parts(url.substr(url.find('?') + 1));
  for (std::string part; std::getline(parts, part, '&');)
    query[part.substr(0, part.find('='))] = httplib::decode_query_component(part.substr(part.find('=') + 1));
  return query;
}

LoginResult<Identity> log_in(Provider& provider, const Oidc& oidc,
                             std::chrono::seconds max_age = std::chrono::seconds(0)) {
  auto start = oidc.begin(Flow::citizen, "/my", today(), max_age);
  if (!start) return std::unexpected(start.error());
  auto asked = query_of(start->url);
  provider.challenge = asked["code_challenge"];
  provider.nonce = asked["nonce"];
  return oidc.complete(start->attempt, {{"state", asked["state"]}, {"code", "c"}}, start->cookie, today());
}

std::string code_of_login(Provider& provider, const OidcConfig& config) {
  const auto done = log_in(provider, Oidc(config));
  return done ? "" : done.error().code;
}

}  // namespace

TEST_CASE("a person logs in through a gateway, its claims under the names of the configuration") {
  for (const char* algorithm : {"RS256", "ES256"}) {
    Provider provider;
    provider.algorithm = algorithm;
    const auto person = log_in(provider, Oidc(provider.config()));
    REQUIRE(person);
    CHECK(person->realm == "oidc");
    CHECK(person->oid == "u-17");
    CHECK(person->trusted);
    CHECK(person->full_name() == "Ильина Мария");
    CHECK(person->birth_date == std::chrono::year(1985) / 3 / 14);
    REQUIRE(person->addresses_known);
    CHECK(person->addresses.at(0).settlement == "с. Заречье");
  }
}

TEST_CASE("a gateway that signs by GOST is verified with the certificates of its folder") {
  Provider provider;
  provider.algorithm = "GOST3410_2012_256";
  OidcConfig config = provider.config();
  config.algorithms = {"GOST3410_2012_256"};
  provider.folder.write("gate.cer", pem_of(provider.gost.certificate));
  config.keys_folder = provider.folder.path();
  CHECK(code_of_login(provider, config).empty());
  provider.algorithm = "RS256";
  CHECK(code_of_login(provider, config) == "token.alg");
}

TEST_CASE("a gateway that passes on the number of ЕСИА logs in the same person") {
  Provider provider;
  OidcConfig config = provider.config();
  config.subject_is_oid = true;
  config.claims.subject = "oid";
  provider.claims = {{"oid", 1000299656}};
  const auto person = log_in(provider, Oidc(config));
  REQUIRE(person);
  CHECK(person->realm == "esia");
  CHECK(person->oid == "1000299656");
  provider.claims = {{"oid", "not a number"}};
  CHECK(code_of_login(provider, config) == "token.subject");
}

TEST_CASE("only the boolean true is a confirmed account") {
  for (const Json& value : {Json("true"), Json(1), Json(false), Json(nullptr)}) {
    Provider provider;
    provider.claims = {{"trusted", value}};
    const auto person = log_in(provider, Oidc(provider.config()));
    REQUIRE(person);
    CHECK_FALSE(person->trusted);
  }
}

TEST_CASE("a token that is unsigned, of another key or of an algorithm that was not allowed is refused") {
  Provider provider;
  provider.algorithm = "none";
  provider.strip_signature = true;
  CHECK(code_of_login(provider, provider.config()) == "token.alg");
  provider.algorithm = "RS256";
  CHECK(code_of_login(provider, provider.config()) == "token.signature");
  provider.strip_signature = false;
  provider.algorithm = "HS256";
  CHECK(code_of_login(provider, provider.config()) == "token.alg");
  // The public key as the secret of a MAC, or a key of the other kind: the name of the algorithm binds the key.
  provider.algorithm = "RS256";
  provider.keys = Json::array({rsa_jwk(rsa_pair().key.get(), "r1"), ec_jwk(provider.ec.key.get(), "e1")});
  CHECK(code_of_login(provider, provider.config()) == "token.signature");
}

TEST_CASE("each claim of a gateway that does not fit refuses the login with its own code") {
  const auto now = today().time_since_epoch().count();
  const std::vector<std::pair<Json, std::string>> wrong{{{{"iss", "https://evil.test"}}, "token.issuer"},
                                                        {{{"aud", "another"}}, "token.audience"},
                                                        {{{"aud", {"pochin", "another"}}}, "token.audience"},
                                                        {{{"nonce", "of another login"}}, "token.nonce"},
                                                        {{{"exp", now - 3600}}, "token.expired"},
                                                        {{{"iat", now + 3600}, {"exp", now + 7200}}, "token.future"},
                                                        {{{"exp", now + 10 * 86400}}, "token.times"},
                                                        {{{"sub", ""}}, "token.subject"},
                                                        {{{"sub", "u-18"}}, "token.subject"}};
  for (const auto& [claims, code] : wrong) {
    Provider provider;
    provider.claims = claims;
    INFO(claims.dump());
    CHECK(code_of_login(provider, provider.config()) == code);
  }
  Provider provider;
  provider.removed = {"nonce"};
  CHECK(code_of_login(provider, provider.config()) == "token.nonce");
}

TEST_CASE("an act that weighs asks for a new proof, and an old one is refused") {
  Provider provider;
  const Oidc oidc(provider.config());
  const auto start = oidc.begin(Flow::staff, "/", today(), std::chrono::minutes(15));
  REQUIRE(start);
  CHECK(query_of(start->url)["prompt"] == "login");
  CHECK(query_of(start->url)["max_age"] == "900");
  CHECK(log_in(provider, oidc, std::chrono::minutes(15)));
  provider.claims = {{"auth_time", today().time_since_epoch().count() - 3600}};
  CHECK(log_in(provider, oidc, std::chrono::minutes(15)).error().code == "token.stale");
}

TEST_CASE("a provider whose keys were changed is asked for them once more, and not at every login") {
  Provider provider;
  const Oidc oidc(provider.config());
  CHECK(log_in(provider, oidc));
  CHECK(log_in(provider, oidc));
  CHECK(provider.key_requests == 1);
}

TEST_CASE("discovery that names another issuer is not believed") {
  Provider provider;
  provider.discovered_issuer = "https://evil.test";
  CHECK(code_of_login(provider, provider.config()) == "token.issuer");
}

TEST_CASE("a provider that is gone or broken leaves the person with what to do") {
  Provider provider;
  provider.token_status = 503;
  const auto busy = log_in(provider, Oidc(provider.config()));
  REQUIRE_FALSE(busy);
  CHECK(busy.error().code == "portal.busy");
  CHECK(busy.error().retry);
  OidcConfig config = provider.config();
  config.issuer = "http://127.0.0.1:9";
  CHECK(code_of_login(provider, config) == "portal.unreachable");
}

TEST_CASE("the self-test of a gateway says what is missing") {
  OidcConfig config;
  config.issuer = "http://gate.example.ru";
  config.algorithms = {"GOST3410_2012_256", "HS256"};
  config.discovery = false;
  CHECK(Oidc::self_test(config).size() >= 5);
  Provider provider;
  CHECK(Oidc::self_test(provider.config()).empty());
}
