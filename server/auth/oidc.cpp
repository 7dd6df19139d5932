#include "server/auth/oidc.h"

#include <openssl/evp.h>
#include <unistd.h>

#include <algorithm>
#include <mutex>

#include "server/auth/certificates.h"
#include "server/auth/gost_engine.h"
#include "server/auth/jwks.h"
#include "server/auth/jwt.h"
#include "server/auth/oidc_claims.h"
#include "server/auth/portal_client.h"
#include "shared/base/json.h"
#include "shared/base/sha256.h"
#include "shared/base/tr.h"

namespace pochin::auth {

using std::chrono::sys_seconds;

namespace {

// How long addresses and keys are believed, and how often a key that is not known may make us ask again.
constexpr std::chrono::minutes kKnownFor{60};
constexpr std::chrono::seconds kAskAgain{30};

struct Url {
  std::string origin, path;
};

std::optional<Url> split(const std::string& url) {
  const auto scheme = url.find("://");
  if (scheme == std::string::npos) return std::nullopt;
  const auto slash = url.find('/', scheme + 3);
  Url out{url.substr(0, slash), slash == std::string::npos ? "/" : url.substr(slash)};
  const bool here = out.origin.starts_with("http://127.0.0.1:") || out.origin.starts_with("http://localhost:") ||
                    out.origin.starts_with("http://[::1]:");
  if (!here && !out.origin.starts_with("https://")) return std::nullopt;
  if (out.origin.find('@') != std::string::npos) return std::nullopt;
  return out;
}

std::string s256(std::string_view verifier) {
  const Digest digest = sha256(verifier);
  return base64url(digest.data(), digest.size());
}

}  // namespace

struct Oidc::Parts {
  OidcConfig config;
  Verifier verifier;
  CertificateFolder certificates;

  std::mutex mutex = {};
  std::optional<OidcEndpoints> endpoints = {};
  sys_seconds endpoints_at = {};
  std::vector<ProviderKey> keys = {};
  sys_seconds keys_at = {};

  using Deadline = PortalClient::Clock::time_point;

  // JSON by GET, 200 only.
  LoginResult<Json> fetch(const std::string& url, const SecretString& bearer, Deadline deadline) const;
  LoginResult<OidcEndpoints> places(sys_seconds now, Deadline deadline);
  LoginResult<std::vector<ProviderKey>> keys_now(const OidcEndpoints& places, bool anew, sys_seconds now,
                                                 Deadline deadline);
  LoginResult<Json> id_claims(std::string_view token, const OidcEndpoints& places, sys_seconds now, Deadline deadline);
  LoginResult<Json> tokens(const LoginAttempt& attempt, const SecretString& code, const OidcEndpoints& places,
                           Deadline deadline) const;
};

LoginResult<Json> Oidc::Parts::fetch(const std::string& url, const SecretString& bearer, Deadline deadline) const {
  const auto place = split(url);
  if (!place) return std::unexpected(failure("portal.answer", "an address of the provider is wrong"));
  const PortalClient client(place->origin, config.ca_bundle, config.request_timeout, deadline);
  auto reply = client.get(place->path, bearer);
  if (!reply) return std::unexpected(failure(reply.error().code, reply.error().detail));
  if (reply->status >= 500 || reply->status == 429)
    return std::unexpected(failure("portal.busy", "answered " + std::to_string(reply->status)));
  const Json json = parse_json(reply->body).value_or(Json());
  if (reply->status != 200 || !json.is_object())
    return std::unexpected(failure("portal.answer", "answered " + std::to_string(reply->status)));
  return json;
}

LoginResult<OidcEndpoints> Oidc::Parts::places(sys_seconds now, Deadline deadline) {
  if (!config.discovery) return config.endpoints;
  {
    const std::lock_guard lock(mutex);
    if (endpoints && now - endpoints_at < kKnownFor) return *endpoints;
  }
  const auto found = fetch(config.issuer + "/.well-known/openid-configuration", {}, deadline);
  if (!found) return std::unexpected(found.error());
  if (get_string(*found, "issuer") != config.issuer)
    return std::unexpected(failure("token.issuer", "discovery names another issuer"));
  OidcEndpoints read{get_string(*found, "authorization_endpoint"), get_string(*found, "token_endpoint"),
                     get_string(*found, "userinfo_endpoint"), get_string(*found, "jwks_uri")};
  if (!split(read.authorization) || !split(read.token))
    return std::unexpected(failure("portal.answer", "discovery gives no endpoints"));
  const std::lock_guard lock(mutex);
  endpoints = read;
  endpoints_at = now;
  return read;
}

LoginResult<std::vector<ProviderKey>> Oidc::Parts::keys_now(const OidcEndpoints& places, bool anew, sys_seconds now,
                                                            Deadline deadline) {
  {
    const std::lock_guard lock(mutex);
    const auto age = now - keys_at;
    if (!keys.empty() && (anew ? age < kAskAgain : age < kKnownFor)) return keys;
  }
  if (places.jwks.empty()) return std::vector<ProviderKey>{};
  const auto found = fetch(places.jwks, {}, deadline);
  if (!found) return std::unexpected(found.error());
  auto read = read_jwks(found->dump());
  if (!read) return std::unexpected(failure("portal.answer", "the key set is none"));
  const std::lock_guard lock(mutex);
  keys = *read;
  keys_at = now;
  return *std::move(read);
}

// `alg` is never trusted by itself: it has to be allowed here, and it names the only kind of key that may be tried.
LoginResult<Json> Oidc::Parts::id_claims(std::string_view token, const OidcEndpoints& places, sys_seconds now,
                                         Deadline deadline) {
  const auto parts = split_token(token);
  if (!parts) return std::unexpected(failure(parts.error().code, parts.error().detail));
  const std::string algorithm = get_string(parts->header, "alg");
  if (std::ranges::find(config.algorithms, algorithm) == config.algorithms.end())
    return std::unexpected(failure("token.alg", "the algorithm is not enabled"));
  const std::string kid = get_string(parts->header, "kid");
  const auto by_certificate = [&] {
    const auto pinned = certificates.current();
    return std::ranges::any_of(pinned->items, [&](const PinnedCertificate& c) {
      EVP_PKEY* key = X509_get0_pubkey(c.certificate.get());
      if (!c.valid_at(now)) return false;
      if (algorithm == "GOST3410_2012_256")
        return c.kind == KeyKind::gost_2012_256 && verifier.gost(c.certificate.get(), parts->message, parts->signature);
      return algorithm == "RS256" ? verify_rs256(key, parts->message, parts->signature)
                                  : algorithm == "ES256" && verify_es256(key, parts->message, parts->signature);
    });
  };
  const auto by_key = [&](const ProviderKey& key) {
    if (key.algorithm != algorithm || (!kid.empty() && !key.id.empty() && key.id != kid)) return false;
    return algorithm == "RS256" ? verify_rs256(key.key.get(), parts->message, parts->signature)
                                : verify_es256(key.key.get(), parts->message, parts->signature);
  };
  bool valid = !config.keys_folder.empty() && by_certificate();
  // A key that is not known yet may have been made since: the set is asked for once more.
  for (const bool anew : {false, true}) {
    if (valid || !config.keys_folder.empty()) break;
    const auto keys = keys_now(places, anew, now, deadline);
    if (!keys) return std::unexpected(keys.error());
    valid = std::ranges::any_of(*keys, by_key);
  }
  if (!valid) return std::unexpected(failure("token.signature", "no key of the provider verifies " + algorithm));
  auto claims = decode_claims(*parts);
  if (!claims) return std::unexpected(failure(claims.error().code, claims.error().detail));
  return *std::move(claims);
}

LoginResult<Json> Oidc::Parts::tokens(const LoginAttempt& attempt, const SecretString& code,
                                      const OidcEndpoints& places, Deadline deadline) const {
  const auto place = split(places.token);
  if (!place) return std::unexpected(failure("portal.answer", "the token endpoint's address is wrong"));
  Fields fields = {{"grant_type", "authorization_code"},
                   {"code", std::string(code.begin(), code.end())},
                   {"redirect_uri", attempt.redirect_uri},
                   {"client_id", config.client_id},
                   {"code_verifier", attempt.code_verifier}};
  if (!config.client_secret_file.empty()) {
    auto secret = read_small_file(config.client_secret_file);
    if (!secret) return std::unexpected(failure("signer.failed", "the client's secret cannot be read"));
    fields.emplace_back("client_secret", secret->substr(0, secret->find_first_of("\r\n")));
    wipe(*secret);
  }
  std::string form = form_encode(fields);
  for (auto& [name, value] : fields) wipe(value);
  const PortalClient client(place->origin, config.ca_bundle, config.request_timeout, deadline);
  const auto reply = client.post_form(place->path, take_secret(form));
  if (!reply) return std::unexpected(failure(reply.error().code, "token: " + reply.error().detail));
  const std::string status = "token answered " + std::to_string(reply->status);
  if (reply->status >= 500) return std::unexpected(failure("portal.busy", status));
  Json json = parse_json(reply->body).value_or(Json());
  if (!json.is_object()) return std::unexpected(failure("portal.answer", status));
  if (reply->status == 400 && get_string(json, "error") == "invalid_grant")
    return std::unexpected(failure("login.expired", "invalid_grant"));
  if (reply->status != 200) return std::unexpected(failure("portal.answer", status));
  return json;
}

Oidc::Oidc(OidcConfig config) {
  const VerifierConfig verifier = config.verifier;
  const std::string folder = config.keys_folder;
  parts_ = std::shared_ptr<Parts>(new Parts{std::move(config), Verifier(verifier), CertificateFolder(folder)});
}

const OidcConfig& Oidc::config() const { return parts_->config; }

LoginResult<LoginStart> Oidc::begin(Flow flow, std::string_view return_to, sys_seconds now,
                                    std::chrono::seconds max_auth_age) const {
  const OidcConfig& config = parts_->config;
  const auto places = parts_->places(now, PortalClient::Clock::now() + config.complete_timeout);
  if (!places) return std::unexpected(places.error());
  LoginStart start = new_attempt(flow, return_to, now);
  LoginAttempt& attempt = start.attempt;
  attempt.redirect_uri = config.redirect_uri;
  attempt.scope = config.scope;
  attempt.max_auth_age = max_auth_age;
  attempt.nonce = base64url(random_bytes(32));
  attempt.code_verifier = base64url(random_bytes(32));
  Fields fields = {{"response_type", "code"},
                   {"client_id", config.client_id},
                   {"redirect_uri", attempt.redirect_uri},
                   {"scope", attempt.scope},
                   {"state", attempt.state},
                   {"nonce", attempt.nonce},
                   {"code_challenge", s256(attempt.code_verifier)},
                   {"code_challenge_method", "S256"}};
  if (max_auth_age.count() > 0) {
    fields.emplace_back("prompt", "login");
    fields.emplace_back("max_age", std::to_string(max_auth_age.count()));
  }
  start.url =
      places->authorization + (places->authorization.find('?') == std::string::npos ? "?" : "&") + form_encode(fields);
  return start;
}

LoginResult<Identity> Oidc::complete(const LoginAttempt& attempt, const CallbackQuery& query, std::string_view cookie,
                                     sys_seconds now) const {
  const OidcConfig& config = parts_->config;
  const auto code = check_callback(attempt, query, cookie, now, config.attempt_lifetime);
  if (!code) return std::unexpected(code.error());
  const auto deadline = PortalClient::Clock::now() + config.complete_timeout;
  const auto places = parts_->places(now, deadline);
  if (!places) return std::unexpected(places.error());
  auto answer = parts_->tokens(attempt, *code, *places, deadline);
  if (!answer) return std::unexpected(answer.error());
  auto claims = parts_->id_claims(get_string(*answer, "id_token"), *places, now, deadline);
  if (!claims) return std::unexpected(claims.error());
  const OidcExpectations expected{config.issuer, config.client_id, attempt.nonce, now, attempt.max_auth_age};
  if (const auto right = check_id_claims(*claims, expected); !right)
    return std::unexpected(failure(right.error().code, right.error().detail));
  if (!places->userinfo.empty()) {
    std::string access = get_string(*answer, "access_token");
    const auto more = parts_->fetch(places->userinfo, take_secret(access), deadline);
    if (!more) return std::unexpected(more.error());
    // OpenID Connect Core §5.3.2: otherwise somebody else's facts could be put in.
    if (get(*more, "sub").is_null() || get(*more, "sub") != get(*claims, "sub"))
      return std::unexpected(failure("token.subject", "userinfo speaks of another person"));
    for (const auto& [name, value] : more->items())
      if (!claims->contains(name)) (*claims)[name] = value;
  }
  auto identity = identity_of(*claims, config);
  if (!identity) return std::unexpected(failure(identity.error().code, identity.error().detail));
  return *std::move(identity);
}

std::vector<SelfTestFinding> Oidc::self_test(const OidcConfig& config) {
  using Weight = SelfTestFinding::Weight;
  std::vector<SelfTestFinding> findings;
  const auto wrong = [&](std::string text) { findings.push_back({Weight::error, std::move(text)}); };
  if (!split(config.issuer)) wrong(std::string(tr("oidc.issuer: нужен адрес, начинающийся с https://")));
  if (config.client_id.empty()) wrong(std::string(tr("oidc.client_id не указан")));
  if (config.algorithms.empty()) wrong(std::string(tr("oidc.algorithms пуст: маркеры не проверить")));
  for (const std::string& algorithm : config.algorithms) {
    if (algorithm != "RS256" && algorithm != "ES256" && algorithm != "GOST3410_2012_256")
      wrong(tr("oidc.algorithms: {} неизвестен; бывают RS256, ES256, GOST3410_2012_256", algorithm));
    if (algorithm == "GOST3410_2012_256" && config.keys_folder.empty())
      wrong(std::string(tr("oidc.keys: для подписей ГОСТ нужна папка сертификатов издателя")));
  }
  if (!config.discovery && (!split(config.endpoints.authorization) || !split(config.endpoints.token)))
    wrong(std::string(tr("oidc: без discovery нужны authorization_endpoint и token_endpoint")));
  if (!config.discovery && config.endpoints.jwks.empty() && config.keys_folder.empty())
    wrong(std::string(tr("oidc: без discovery нужен jwks_uri или папка keys")));
  if (!config.client_secret_file.empty() && access(config.client_secret_file.c_str(), R_OK) != 0)
    wrong(tr("oidc.client_secret_file: не прочитать {}", config.client_secret_file));
  return findings;
}

}  // namespace pochin::auth
