#pragma once
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/auth/failure.h"
#include "server/auth/identity.h"
#include "server/auth/signer.h"

// Login through ЕСИА: v2/ac and v3/te (esia.md §1, §4). Holds no state between the two steps: the caller keeps
// the attempt in its database and the cookie value in the browser.
//
//   GET /auth/esia/login     begin() → keep `attempt`, set the cookie kLoginCookie=`cookie`
//                            (Secure; HttpOnly; SameSite=Lax; Path=/; Max-Age=600), 303 to `url`
//   GET /auth/esia/callback  callback_state() → take the attempt out of the database (DELETE … RETURNING),
//                            clear the cookie, complete() → Identity, new session, 303 to attempt.return_to
namespace pochin::auth {

// A citizen's login does not ask for organisations; a staff login does, and wants a recent proof of identity.
enum class Flow { citizen, staff };

// Must be sent over TLS in production; over plain http a browser drops the __Host- prefix, then use kPlainLoginCookie.
inline constexpr std::string_view kLoginCookie = "__Host-esia_cb";
inline constexpr std::string_view kPlainLoginCookie = "esia_cb";

struct EsiaConfig {
  std::string portal;        // "https://esia.gosuslugi.ru", no trailing slash; http only for a loopback address
  std::string client_id;     // mnemonic of the system
  std::string redirect_uri;  // the exact string registered, ends in /auth/esia/callback
  std::string citizen_scope = "openid fullname birthdate addresses";
  std::string staff_scope = "openid fullname birthdate addresses usr_org";
  SignerConfig signer;
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

// What must survive until the callback. `cookie_sha256` is hex; the cookie's value itself is not to be stored.
struct LoginAttempt {
  std::string state;  // UUID v4, the key
  Flow flow = Flow::citizen;
  std::string cookie_sha256;
  std::string return_to;  // a path of this site, already checked
  std::string redirect_uri;
  std::string scope;
  std::chrono::sys_seconds created{};
};

struct LoginStart {
  std::string url;     // where to send the browser
  std::string cookie;  // 43 characters of base64url
  LoginAttempt attempt;
};

// Decoded pairs of the query string in their order, duplicates kept.
using CallbackQuery = std::vector<std::pair<std::string, std::string>>;

// The one `state` of a callback when it is there exactly once and is a UUID; else nothing, answer 400.
std::optional<std::string> callback_state(const CallbackQuery& query);

// `path` when it leads into this site and nowhere else, otherwise "/" (esia.md §4).
std::string safe_return_to(std::string_view path);

struct SelfTestFinding {
  enum class Weight { error, warning, note };
  Weight weight = Weight::error;
  std::string text;  // Russian, for the operator
};

class Esia {
 public:
  // Loads engine, key and certificate. The error says in Russian what is wrong.
  static std::expected<Esia, std::string> open(EsiaConfig config);

  // Safe to call from several threads.
  [[nodiscard]] LoginResult<LoginStart> begin(Flow flow, std::string_view return_to,
                                              std::chrono::sys_seconds now) const;

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
  explicit Esia(std::shared_ptr<const Parts> parts) : parts_(std::move(parts)) {}
  std::shared_ptr<const Parts> parts_;
};

}  // namespace pochin::auth
