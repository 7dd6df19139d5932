#pragma once
#include <chrono>
#include <cstdint>
#include <expected>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/auth/certificates.h"
#include "server/auth/encoding.h"
#include "server/auth/verifier.h"

// ЕСИА's tokens and their verification (esia.md §1.5). Everything that is not explicitly right is refused.
namespace pochin::auth {

enum class TokenKind { id, access, authorization_code };

// The code of the failure table: "token.shape", "token.alg", "token.signature"…
struct TokenError {
  std::string code;
  std::string detail;  // safe for the log
};
template <class T>
using TokenResult = std::expected<T, TokenError>;

// Three parts of strict base64url, at most 16 kB; `typ` JWT, `sbt` of the wanted kind; an allowed algorithm; the
// signature by a certificate of that algorithm's kind of key that is valid at `now`. Gives the claims, an object.
TokenResult<nlohmann::json> verify_signature(std::string_view token, TokenKind kind,
                                             const std::vector<std::string>& allowed_algorithms,
                                             const PinnedCertificates& certificates, std::chrono::sys_seconds now,
                                             const Verifier& verifier = Verifier());

// A token taken apart and not yet believed.
struct TokenParts {
  nlohmann::json header;     // an object
  std::string_view message;  // what was signed
  std::string_view claims;   // base64url, to be decoded after the signature has been verified
  Bytes signature;
};
TokenResult<TokenParts> split_token(std::string_view token);
// The claims of a token whose signature is right: an object.
TokenResult<nlohmann::json> decode_claims(const TokenParts& parts);

struct Expectations {
  std::string client_id;
  std::vector<std::string> issuers;
  std::chrono::sys_seconds now{};
  std::chrono::seconds max_auth_age{0};  // zero: any
};

struct TokenFacts {
  std::uint64_t oid = 0;
  std::string sid;
  bool confirmed = false;  // is_tru is there and is true
  bool child = false;      // level KD
  std::chrono::sys_seconds auth_time{};
  std::string method;
};

// Issuer, receiver, times of both tokens, and that both speak of the same person and session.
TokenResult<TokenFacts> check_claims(const nlohmann::json& id, const nlohmann::json& access,
                                     const Expectations& expected);

}  // namespace pochin::auth
