#pragma once
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/auth/attempt.h"
#include "server/auth/failure.h"
#include "server/auth/identity.h"
#include "server/auth/signer.h"
#include "server/auth/verifier.h"

// Login through ЕСИА: v2/ac and v3/te (esia.md §1, §4), or the older ac and te with CMS signatures.
namespace pochin::auth {

struct EsiaConfig {
  std::string portal;        // "https://esia.gosuslugi.ru", no trailing slash; http only for a loopback address
  std::string client_id;     // mnemonic of the system
  std::string redirect_uri;  // the exact string registered, ends in /auth/esia/callback
  std::string citizen_scope = "openid fullname birthdate addresses";
  std::string staff_scope = "openid fullname birthdate addresses usr_org";
  bool v1 = false;  // the old protocol: CMS signatures, no hash of the certificate
  SignerConfig signer;
  VerifierConfig verifier = {};
  std::string gost_engine;  // path of the engine's shared object; empty: OpenSSL's own place
  std::vector<std::string> issuers;
  std::string certificates;  // folder of ЕСИА's certificates (PEM or DER), re-read when it changes
  std::vector<std::string> token_algorithms = {"GOST3410_2012_256", "RS256"};
  std::string ca_bundle;  // PEM of the roots trusted for the portal's TLS; empty: the system's
  std::chrono::milliseconds request_timeout{5000};    // one request
  std::chrono::milliseconds complete_timeout{15000};  // all of complete()
  std::chrono::seconds attempt_lifetime{600};
  std::chrono::seconds staff_max_auth_age{12 * 3600};  // zero: any
};

class Esia {
 public:
  // Loads engine, key and certificate. The error says in Russian what is wrong.
  static std::expected<Esia, std::string> open(EsiaConfig config);

  // Safe to call from several threads. `max_auth_age` not zero: complete() refuses an older proof of identity.
  [[nodiscard]] LoginResult<LoginStart> begin(Flow flow, std::string_view return_to, std::chrono::sys_seconds now,
                                              std::chrono::seconds max_auth_age = std::chrono::seconds(0)) const;

  // Blocks on the network for at most config.complete_timeout. `cookie` is the value the browser sent, empty if none.
  // The attempt must already have been removed from the store: it counts as used whatever this returns.
  // Unconfirmed accounts and children are returned as such (trusted == false), not refused.
  [[nodiscard]] LoginResult<Identity> complete(const LoginAttempt& attempt, const CallbackQuery& query,
                                               std::string_view cookie, std::chrono::sys_seconds now) const;

  // Ends the session at ЕСИА too; only when the person chose so, after the local logout.
  [[nodiscard]] std::string logout_url(std::string_view redirect_url) const;

  [[nodiscard]] const EsiaConfig& config() const;

  // Checks everything that can be checked without the network: engine and Streebog, key against certificate,
  // dates, ЕСИА's certificates for each allowed algorithm (warns 30 days ahead), addresses, file permissions.
  // Empty of errors means that login is ready.
  [[nodiscard]] static std::vector<SelfTestFinding> self_test(const EsiaConfig& config, std::chrono::sys_seconds now);

 private:
  struct Parts;
  struct Request {
    std::string_view scope, time, state, redirect_uri, code;
  };
  [[nodiscard]] LoginResult<std::string> secret(const Request& request) const;
  explicit Esia(std::shared_ptr<const Parts> parts) : parts_(std::move(parts)) {}
  std::shared_ptr<const Parts> parts_;
};

}  // namespace pochin::auth
