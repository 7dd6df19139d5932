#pragma once
#include <nlohmann/json.hpp>
#include <string>

#include "server/auth/identity.h"
#include "server/auth/jwt.h"
#include "server/auth/oidc.h"

// What a provider's claims say of a person.
namespace pochin::auth {

struct OidcExpectations {
  std::string_view issuer, client_id, nonce;
  std::chrono::sys_seconds now{};
  std::chrono::seconds max_auth_age{0};  // zero: any
};

// OpenID Connect Core §3.1.3.7: issuer, receiver (and azp when there are several), times, nonce, age of the proof.
TokenResult<void> check_id_claims(const nlohmann::json& claims, const OidcExpectations& expected);

// The person by the names the configuration gives to claims. `claims` of the id token and of userinfo together.
TokenResult<Identity> identity_of(const nlohmann::json& claims, const OidcConfig& config);

}  // namespace pochin::auth
