#include "server/auth/esia.h"

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "server/auth/certificates.h"
#include "server/auth/encoding.h"
#include "server/auth/gost_engine.h"
#include "server/auth/jwt.h"
#include "server/auth/portal_client.h"
#include "server/auth/profile.h"
#include "shared/base/json.h"

namespace pochin::auth {

using std::chrono::sys_seconds;
using Json = nlohmann::json;

struct Esia::Parts {
  EsiaConfig config;
  Signer signer;
  Verifier verifier;
  CertificateFolder certificates;
};

namespace {

// Always UTC with a literal zone: the zone of the server's clock must not matter (esia.md §1.2).
std::string timestamp(sys_seconds now) {
  const auto day = std::chrono::floor<std::chrono::days>(now);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(now - day);
  char text[64];
  std::snprintf(text, sizeof text, "%04d.%02u.%02u %02d:%02d:%02d +0000", static_cast<int>(date.year()),
                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                static_cast<int>(time.seconds().count()));
  return text;
}

struct Tokens {
  SecretString access;
  SecretString id;
};

SecretString take(Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? take_secret(found->get_ref<std::string&>()) : SecretString();
}

std::string text_of(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool is_bearer(std::string type) {
  std::ranges::transform(type, type.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return type == "bearer";
}

LoginResult<Tokens> read_tokens(const PortalReply& reply, const std::string& state) {
  const std::string status = "te answered " + std::to_string(reply.status);
  if (reply.status >= 500) return std::unexpected(failure("portal.busy", status));
  if (reply.content_type != "application/json") return std::unexpected(failure("portal.answer", status + ", not JSON"));
  Json answer = parse_json(reply.body).value_or(Json());
  if (!answer.is_object()) return std::unexpected(failure("portal.answer", status + ", broken JSON"));
  if (reply.status != 200) {
    if (reply.status != 400 && reply.status != 401 && reply.status != 403)
      return std::unexpected(failure("portal.answer", status));
    return std::unexpected(esia_failure(text_of(answer, "error"), text_of(answer, "error_description")));
  }
  Tokens tokens{take(answer, "access_token"), take(answer, "id_token")};
  take(answer, "refresh_token");
  if (text_of(answer, "state") != state) return std::unexpected(failure("token.state", "te answered another state"));
  if (!is_bearer(text_of(answer, "token_type"))) return std::unexpected(failure("portal.answer", "token_type"));
  if (tokens.access.empty() || tokens.id.empty()) return std::unexpected(failure("portal.answer", "no token given"));
  return tokens;
}

template <class T>
LoginResult<T> login_result(TokenResult<T> result) {
  if (result) return *std::move(result);
  return std::unexpected(failure(result.error().code, std::move(result.error().detail)));
}

// A record of the person that must be there: 200 and JSON.
LoginResult<SecretString> fetch(const PortalClient& portal, const std::string& path, const char* what,
                                const SecretString& token) {
  auto reply = portal.get(path, token);
  if (!reply) return std::unexpected(failure(reply.error().code, std::string(what) + ": " + reply.error().detail));
  const std::string status = std::string(what) + " answered " + std::to_string(reply->status);
  if (reply->status >= 500 || reply->status == 429) return std::unexpected(failure("portal.busy", status));
  if (reply->status != 200 || reply->content_type != "application/json")
    return std::unexpected(failure("portal.answer", status));
  return std::move(reply->body);
}

std::string_view view(const SecretString& text) { return {text.data(), text.size()}; }

bool asks_for(const std::string& scope, std::string_view name) {
  return (" " + scope + " ").find(" " + std::string(name) + " ") != std::string::npos;
}

LoginResult<Identity> fetch_identity(const PortalClient& portal, const TokenFacts& facts, const std::string& scope,
                                     const SecretString& token) {
  Identity identity;
  identity.oid = std::to_string(facts.oid);
  const std::string base = "/rs/prns/" + identity.oid;
  const auto body = fetch(portal, base, "prns", token);
  if (!body) return std::unexpected(body.error());
  const auto person = parse_person(view(*body));
  if (!person) return std::unexpected(failure("portal.answer", "prns: not the record of a person"));
  if (person->deleted) return std::unexpected(failure("profile.deleted", "status DELETED"));
  if (person->family_name.empty() && person->given_name.empty() && person->middle_name.empty())
    return std::unexpected(failure("profile.name", "no name was given"));
  identity.trusted = facts.confirmed && person->trusted && !facts.child;
  identity.level = facts.child        ? AccountLevel::child
                   : identity.trusted ? AccountLevel::confirmed
                                      : AccountLevel::unconfirmed;
  identity.family_name = person->family_name;
  identity.given_name = person->given_name;
  identity.middle_name = person->middle_name;
  identity.birth_date = person->birth_date;
  identity.snils = person->snils;
  identity.auth_time = facts.auth_time;
  identity.sid = facts.sid;
  identity.method = facts.method;

  // Without addresses a login is still a login: residence is then unknown.
  if (asks_for(scope, "addresses") || asks_for(scope, "contacts")) {
    const auto addresses_body = fetch(portal, base + "/addrs?embed=(elements)", "addrs", token);
    auto addresses = addresses_body ? parse_addresses(view(*addresses_body)) : std::nullopt;
    identity.addresses_known = addresses.has_value();
    if (addresses) identity.addresses = *std::move(addresses);
  }
  // Without organisations a clerk would silently be let in as somebody without a post.
  if (asks_for(scope, "usr_org")) {
    const auto roles_body = fetch(portal, base + "/roles?embed=(elements)", "roles", token);
    if (!roles_body) return std::unexpected(roles_body.error());
    auto roles = parse_roles(view(*roles_body));
    if (!roles) return std::unexpected(failure("portal.answer", "roles: not a collection"));
    identity.organisations_known = true;
    identity.organisations = *std::move(roles);
  }
  return identity;
}

}  // namespace

std::expected<Esia, std::string> Esia::open(EsiaConfig config) {
  if (auto engine = load_gost_engine(config.gost_engine); !engine) return std::unexpected(engine.error());
  if (auto test = streebog_self_test(); !test) return std::unexpected(test.error());
  auto signer = Signer::open(config.signer);
  if (!signer) return std::unexpected(signer.error());
  const std::string folder = config.certificates;
  const VerifierConfig verifier = config.verifier;
  return Esia(std::shared_ptr<const Parts>(
      new Parts{std::move(config), *std::move(signer), Verifier(verifier), CertificateFolder(folder)}));
}

const EsiaConfig& Esia::config() const { return parts_->config; }

// What is signed: the decoded values one after another (esia.md §0.2). v1 signs another order and wraps it into CMS.
LoginResult<std::string> Esia::secret(const Request& request) const {
  const EsiaConfig& config = parts_->config;
  SecretString message;
  if (config.v1)
    for (const std::string_view part : {request.scope, request.time, std::string_view(config.client_id), request.state})
      message.append(part);
  else
    for (const std::string_view part : {std::string_view(config.client_id), request.scope, request.time, request.state,
                                        request.redirect_uri, request.code})
      message.append(part);
  const auto signature = config.v1 ? parts_->signer.sign_cms(view(message)) : parts_->signer.sign(view(message));
  if (!signature) return std::unexpected(failure("signer.failed", signature.error()));
  return base64url(*signature);
}

LoginResult<LoginStart> Esia::begin(Flow flow, std::string_view return_to, sys_seconds now,
                                    std::chrono::seconds max_auth_age) const {
  const EsiaConfig& config = parts_->config;
  LoginStart start = new_attempt(flow, return_to, now);
  LoginAttempt& attempt = start.attempt;
  attempt.redirect_uri = config.redirect_uri;
  attempt.scope = flow == Flow::staff ? config.staff_scope : config.citizen_scope;
  attempt.max_auth_age = max_auth_age.count() == 0 && flow == Flow::staff ? config.staff_max_auth_age : max_auth_age;
  const std::string time = timestamp(now);
  auto secret_text = secret({attempt.scope, time, attempt.state, attempt.redirect_uri, {}});
  if (!secret_text) return std::unexpected(secret_text.error());
  Fields fields = {{"client_id", config.client_id},
                   {"client_secret", *std::move(secret_text)},
                   {"redirect_uri", attempt.redirect_uri},
                   {"scope", attempt.scope},
                   {"response_type", "code"},
                   {"state", attempt.state},
                   {"access_type", "online"},
                   {"timestamp", time}};
  if (!config.v1) fields.emplace_back("client_certificate_hash", parts_->signer.certificate_hash());
  start.url = config.portal + (config.v1 ? "/aas/oauth2/ac?" : "/aas/oauth2/v2/ac?") + form_encode(fields);
  return start;
}

LoginResult<Identity> Esia::complete(const LoginAttempt& attempt, const CallbackQuery& query, std::string_view cookie,
                                     sys_seconds now) const {
  const EsiaConfig& config = parts_->config;
  const auto code = check_callback(attempt, query, cookie, now, config.attempt_lifetime);
  if (!code) return std::unexpected(code.error());

  const std::string state = random_uuid();
  const std::string time = timestamp(now);
  auto secret_text = secret({attempt.scope, time, state, attempt.redirect_uri, view(*code)});
  if (!secret_text) return std::unexpected(secret_text.error());
  Fields fields = {{"client_id", config.client_id},
                   {"client_secret", *std::move(secret_text)},
                   {"grant_type", "authorization_code"},
                   {"code", std::string(view(*code))},
                   {"redirect_uri", attempt.redirect_uri},
                   {"scope", attempt.scope},
                   {"state", state},
                   {"timestamp", time},
                   {"token_type", "Bearer"}};
  if (!config.v1) fields.emplace_back("client_certificate_hash", parts_->signer.certificate_hash());
  std::string form = form_encode(fields);
  wipe(fields[3].second);
  const PortalClient portal(config.portal, config.ca_bundle, config.request_timeout,
                            PortalClient::Clock::now() + config.complete_timeout);
  const auto reply = portal.post_form(config.v1 ? "/aas/oauth2/te" : "/aas/oauth2/v3/te", take_secret(form));
  if (!reply) return std::unexpected(failure(reply.error().code, "te: " + reply.error().detail));
  const auto tokens = read_tokens(*reply, state);
  if (!tokens) return std::unexpected(tokens.error());

  const auto certificates = parts_->certificates.current();
  const auto id = login_result(
      verify_signature(view(tokens->id), TokenKind::id, config.token_algorithms, *certificates, now, parts_->verifier));
  if (!id) return std::unexpected(id.error());
  const auto access = login_result(verify_signature(view(tokens->access), TokenKind::access, config.token_algorithms,
                                                    *certificates, now, parts_->verifier));
  if (!access) return std::unexpected(access.error());
  const auto facts =
      login_result(check_claims(*id, *access, {config.client_id, config.issuers, now, attempt.max_auth_age}));
  if (!facts) return std::unexpected(facts.error());
  return fetch_identity(portal, *facts, attempt.scope, tokens->access);
}

std::string Esia::logout_url(std::string_view redirect_url) const {
  return parts_->config.portal + "/idp/ext/Logout?" +
         form_encode({{"client_id", parts_->config.client_id}, {"redirect_url", std::string(redirect_url)}});
}

}  // namespace pochin::auth
