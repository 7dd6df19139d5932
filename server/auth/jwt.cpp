#include "server/auth/jwt.h"

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>

#include "shared/base/json.h"

namespace pochin::auth {
namespace {

using Json = nlohmann::json;
using std::chrono::sys_seconds;

constexpr std::size_t kTokenCap = 16384;
constexpr std::chrono::seconds kSkew{60};
constexpr std::chrono::seconds kLongestLife{24 * 3600};

std::unexpected<TokenError> refuse(const char* code, std::string detail) {
  return std::unexpected(TokenError{code, std::move(detail)});
}

std::string_view sbt_of(TokenKind kind) {
  switch (kind) {
    case TokenKind::id:
      return "id";
    case TokenKind::access:
      return "access";
    case TokenKind::authorization_code:
      return "authorization_code";
  }
  return {};
}

std::optional<Json> decode_object(std::string_view part) {
  const auto bytes = strict_base64url(part);
  if (!bytes) return std::nullopt;
  auto value = parse_json({reinterpret_cast<const char*>(bytes->data()), bytes->size()});
  return value && value->is_object() ? std::move(value) : std::nullopt;
}

const Json* member(const Json& object, const char* name) {
  const auto found = object.find(name);
  return found == object.end() ? nullptr : &*found;
}

std::optional<std::string_view> text(const Json& object, const char* name) {
  const Json* value = member(object, name);
  if (value == nullptr || !value->is_string()) return std::nullopt;
  return std::string_view(value->get_ref<const std::string&>());
}

bool says(const Json& object, const char* name, std::string_view wanted) { return text(object, name) == wanted; }

std::optional<sys_seconds> moment(const Json& object, const char* name) {
  const Json* value = member(object, name);
  if (value == nullptr || !value->is_number_unsigned()) return std::nullopt;
  const auto seconds = value->get<std::uint64_t>();
  if (seconds > 1ULL << 40) return std::nullopt;
  return sys_seconds(std::chrono::seconds(static_cast<std::int64_t>(seconds)));
}

// A number on the wire; a decimal string is taken too (esia.md §1.5). Zero is nobody.
std::optional<std::uint64_t> oid_of(const Json* value) {
  if (value == nullptr) return std::nullopt;
  if (value->is_number_unsigned()) {
    const auto number = value->get<std::uint64_t>();
    return number == 0 ? std::nullopt : std::optional(number);
  }
  if (!value->is_string()) return std::nullopt;
  const auto& digits = value->get_ref<const std::string&>();
  if (digits.empty() || digits.size() > 20 || digits.front() == '0') return std::nullopt;
  std::uint64_t number = 0;
  for (const char c : digits) {
    if (c < '0' || c > '9') return std::nullopt;
    const auto digit = static_cast<std::uint64_t>(c - '0');
    if (number > (std::numeric_limits<std::uint64_t>::max() - digit) / 10) return std::nullopt;
    number = number * 10 + digit;
  }
  return number;
}

// `alg` is never trusted by itself: it has to be allowed here, and it names the only kind of key that may be tried.
bool signed_by(const PinnedCertificate& certificate, std::string_view algorithm, std::string_view message,
               const Bytes& signature, const Verifier& verifier) {
  EVP_PKEY* key = X509_get0_pubkey(certificate.certificate.get());
  if (algorithm == "GOST3410_2012_256")
    return certificate.kind == KeyKind::gost_2012_256 &&
           verifier.gost(certificate.certificate.get(), message, signature);
  if (algorithm == "RS256") return certificate.kind == KeyKind::rsa && verify_rs256(key, message, signature);
  return false;
}

TokenResult<void> check_times(const Json& claims, const char* which, bool nbf_needed, sys_seconds now) {
  const auto issued = moment(claims, "iat");
  const auto expires = moment(claims, "exp");
  const auto from = moment(claims, "nbf");
  if (!issued || !expires) return refuse("token.times", std::string(which) + ": iat or exp is missing");
  if (!from && (nbf_needed || member(claims, "nbf") != nullptr))
    return refuse("token.times", std::string(which) + ": nbf is missing or is no time");
  if (*expires <= now - kSkew) return refuse("token.expired", std::string(which) + ": exp has passed");
  if (*issued > now + kSkew || (from && *from > now + kSkew))
    return refuse("token.future", std::string(which) + ": iat or nbf is in the future");
  if (*expires < *issued || *expires - *issued > kLongestLife)
    return refuse("token.times", std::string(which) + ": the life is longer than a day");
  return {};
}

bool received_by(const Json& id, const std::string& client_id) {
  const Json* audience = member(id, "aud");
  if (audience == nullptr) return false;
  if (audience->is_array() && audience->size() == 1) audience = &audience->front();
  return audience->is_string() && audience->get_ref<const std::string&>() == client_id;
}

bool issued_by(const Json& claims, const std::vector<std::string>& issuers) {
  const auto issuer = text(claims, "iss");
  return issuer && std::ranges::find(issuers, *issuer) != issuers.end();
}

// `is_tru` is absent when the account is not confirmed; anything but a boolean is somebody's mistake.
TokenResult<void> read_subject(const Json& id, TokenFacts& facts) {
  const Json* subject = member(id, "urn:esia:sbj");
  if (subject == nullptr || !subject->is_object()) return refuse("token.subject", "id: urn:esia:sbj is missing");
  if (!says(*subject, "urn:esia:sbj:typ", "P")) return refuse("token.subject", "id: the subject is not a person");
  const auto oid = oid_of(member(*subject, "urn:esia:sbj:oid"));
  if (!oid) return refuse("token.subject", "id: no oid");
  facts.oid = *oid;
  if (const Json* trusted = member(*subject, "urn:esia:sbj:is_tru")) {
    if (!trusted->is_boolean()) return refuse("token.subject", "id: is_tru is not a boolean");
    facts.confirmed = trusted->get<bool>();
  }
  facts.child = says(*subject, "urn:esia:sbj:lvl", "KD");
  return {};
}

}  // namespace

TokenResult<TokenParts> split_token(std::string_view token) {
  if (token.size() > kTokenCap) return refuse("token.shape", "longer than 16 kB");
  const auto first = token.find('.');
  const auto last = token.rfind('.');
  if (first == std::string_view::npos || first == last || token.find('.', first + 1) != last)
    return refuse("token.shape", "not three parts");
  auto header = decode_object(token.substr(0, first));
  auto signature = strict_base64url(token.substr(last + 1));
  if (!header || !signature) return refuse("token.shape", "a part is not base64url of what it should be");
  return TokenParts{*std::move(header), token.substr(0, last), token.substr(first + 1, last - first - 1),
                    *std::move(signature)};
}

TokenResult<Json> decode_claims(const TokenParts& parts) {
  auto claims = decode_object(parts.claims);
  if (!claims) return refuse("token.shape", "the claims are not a JSON object");
  return *std::move(claims);
}

TokenResult<Json> verify_signature(std::string_view token, TokenKind kind, const std::vector<std::string>& allowed,
                                   const PinnedCertificates& certificates, sys_seconds now, const Verifier& verifier) {
  const auto parts = split_token(token);
  if (!parts) return std::unexpected(parts.error());
  if (!says(parts->header, "typ", "JWT") || !says(parts->header, "sbt", sbt_of(kind)))
    return refuse("token.kind", "sbt is not " + std::string(sbt_of(kind)));
  const auto algorithm = text(parts->header, "alg");
  if (!algorithm || std::ranges::find(allowed, *algorithm) == allowed.end())
    return refuse("token.alg", "the algorithm is not enabled");
  const bool valid = std::ranges::any_of(certificates.items, [&](const PinnedCertificate& certificate) {
    return certificate.valid_at(now) && signed_by(certificate, *algorithm, parts->message, parts->signature, verifier);
  });
  if (!valid) return refuse("token.signature", "no pinned certificate valid today verifies " + std::string(*algorithm));
  return decode_claims(*parts);
}

TokenResult<TokenFacts> check_claims(const Json& id, const Json& access, const Expectations& expected) {
  if (!issued_by(id, expected.issuers) || !issued_by(access, expected.issuers))
    return refuse("token.issuer", "iss is not among the allowed");
  if (!received_by(id, expected.client_id) || !says(access, "client_id", expected.client_id))
    return refuse("token.audience", "meant for another system");
  if (auto times = check_times(id, "id", true, expected.now); !times) return std::unexpected(times.error());
  if (auto times = check_times(access, "access", false, expected.now); !times) return std::unexpected(times.error());

  TokenFacts facts;
  if (auto subject = read_subject(id, facts); !subject) return std::unexpected(subject.error());
  if (oid_of(member(id, "sub")) != facts.oid || oid_of(member(access, "urn:esia:sbj_id")) != facts.oid)
    return refuse("token.subject", "the tokens speak of different people");
  const auto sid = text(id, "urn:esia:sid");
  if (!sid || sid->empty() || sid->size() > 256 || text(access, "urn:esia:sid") != sid)
    return refuse("token.session", "the tokens belong to different sessions");
  facts.sid = *sid;

  const auto authenticated = moment(id, "auth_time");
  if (!authenticated || *authenticated > expected.now + kSkew)
    return refuse("token.times", "id: auth_time is missing or in the future");
  if (expected.max_auth_age.count() > 0 && expected.now - *authenticated > expected.max_auth_age)
    return refuse("token.stale", "id: auth_time is too long ago");
  facts.auth_time = *authenticated;
  if (const auto method = text(id, "amr"); method && method->size() <= 32) facts.method = *method;
  return facts;
}

}  // namespace pochin::auth
