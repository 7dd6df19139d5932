#pragma once
#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "server/auth/attempt.h"
#include "server/auth/identity.h"
#include "server/auth/verifier.h"

// Login through a certified gateway or a regional provider that speaks OpenID Connect Core 1.0: code flow with PKCE
// (RFC 7636, S256), state, nonce. What a claim is called there is the configuration's; what is missing is unknown.
namespace pochin::auth {

struct OidcEndpoints {
  std::string authorization, token, userinfo, jwks;  // userinfo and jwks may be empty
};

struct OidcClaims {
  std::string subject = "sub";
  std::string trusted = "trusted";  // JSON true, nothing else, is a confirmed account
  std::string birthdate = "birthdate";
  std::string addresses = "addresses";  // ЕСИА's elements, one address of OpenID Connect §5.1.1, or a list of them
};

struct OidcConfig {
  std::string title;
  std::string issuer;  // exact; https, or http on this machine
  std::string client_id;
  std::string client_secret_file;  // empty: a public client
  std::string redirect_uri;
  std::string scope = "openid profile address";
  bool discovery = true;
  OidcEndpoints endpoints = {};  // without discovery
  std::string keys_folder;       // certificates instead of a key set; needed for GOST
  std::vector<std::string> algorithms = {"RS256", "ES256"};
  VerifierConfig verifier = {};
  OidcClaims claims = {};
  bool subject_is_oid = false;  // the subject is the number of ЕСИА: the realm is "esia"
  std::string ca_bundle;
  std::chrono::milliseconds request_timeout{5000};
  std::chrono::milliseconds complete_timeout{15000};
  std::chrono::seconds attempt_lifetime{600};
};

class Oidc {
 public:
  explicit Oidc(OidcConfig config);

  // With discovery, asks the provider when its addresses are not known yet. Safe to call from several threads.
  [[nodiscard]] LoginResult<LoginStart> begin(Flow flow, std::string_view return_to, std::chrono::sys_seconds now,
                                              std::chrono::seconds max_auth_age = std::chrono::seconds(0)) const;
  [[nodiscard]] LoginResult<Identity> complete(const LoginAttempt& attempt, const CallbackQuery& query,
                                               std::string_view cookie, std::chrono::sys_seconds now) const;
  [[nodiscard]] std::string logout_url(std::string_view) const { return {}; }
  [[nodiscard]] const OidcConfig& config() const;
  // What is wrong with the settings; without the network.
  [[nodiscard]] static std::vector<SelfTestFinding> self_test(const OidcConfig& config);

 private:
  struct Parts;
  std::shared_ptr<Parts> parts_;
};

}  // namespace pochin::auth
