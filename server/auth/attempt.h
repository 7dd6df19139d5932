#pragma once
#include <chrono>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "server/auth/encoding.h"
#include "server/auth/failure.h"

// The two steps of a login, the same by every door. Holds no state between them: the caller keeps the attempt in its
// database and the cookie's value in the browser.
//
//   GET /auth/<door>/login     begin() → keep `attempt`, set the cookie to `cookie` (Secure; HttpOnly; SameSite=Lax;
//                              Path=/; Max-Age=600), 303 to `url`
//   GET /auth/<door>/callback  callback_state() → take the attempt out of the database (DELETE … RETURNING),
//                              clear the cookie, complete() → Identity, new session, 303 to attempt.return_to
namespace pochin::auth {

// A citizen's login does not ask for organisations; a staff login does, and wants a recent proof of identity.
enum class Flow { citizen, staff };

// What must survive until the callback. `cookie_sha256` is hex; the cookie's value itself is not to be stored.
struct LoginAttempt {
  std::string state = {};  // UUID v4, the key
  Flow flow = Flow::citizen;
  std::string cookie_sha256 = {};
  std::string return_to = {};  // a path of this site, already checked
  std::string redirect_uri = {};
  std::string scope = {};
  std::chrono::sys_seconds created{};
  std::chrono::seconds max_auth_age{0};  // the proof of identity may not be older; zero: any
  std::string nonce = {};                // OpenID Connect only
  std::string code_verifier = {};        // PKCE, OpenID Connect only
};

struct LoginStart {
  std::string url = {};     // where to send the browser
  std::string cookie = {};  // 43 characters of base64url
  LoginAttempt attempt = {};
};

// Decoded pairs of the query string in their order, duplicates kept.
using CallbackQuery = std::vector<std::pair<std::string, std::string>>;

// The one `state` of a callback when it is there exactly once and is a UUID; else nothing, answer 400.
std::optional<std::string> callback_state(const CallbackQuery& query);

// `path` when it leads into this site and nowhere else, otherwise "/" (esia.md §4).
std::string safe_return_to(std::string_view path);

// An attempt with a new state and cookie.
LoginStart new_attempt(Flow flow, std::string_view return_to, std::chrono::sys_seconds now);

// What the browser brought back, before anything goes to the provider. Gives the code.
LoginResult<SecretString> check_callback(const LoginAttempt& attempt, const CallbackQuery& query,
                                         std::string_view cookie, std::chrono::sys_seconds now,
                                         std::chrono::seconds lifetime);

struct SelfTestFinding {
  enum class Weight { error, warning, note };
  Weight weight = Weight::error;
  std::string text;  // Russian, for the operator
};

}  // namespace pochin::auth
