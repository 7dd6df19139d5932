#include "server/auth/attempt.h"
#include "server/http/url.h"
#include "tests/fuzz/fuzz.h"

namespace pochin::fuzz {

using namespace pochin::auth;

// The query with which a browser comes back from the provider, or asks for a login.
void callback(std::string_view bytes) {
  const auto query = server::parse_query(bytes);
  if (!query) return;
  const auto state = callback_state(*query);
  promise(!state || is_uuid4(*state));
  const std::chrono::sys_seconds now{std::chrono::seconds{1'795'000'000}};
  LoginAttempt attempt;
  attempt.state = "7648d7bd-1111-4222-8333-444455556666";
  attempt.cookie_sha256 = sha256_hex("cookie");
  attempt.created = now;
  promise(!check_callback(attempt, *query, "another", now, std::chrono::seconds(600)));
  const auto code = check_callback(attempt, *query, "cookie", now, std::chrono::seconds(600));
  if (code) {
    promise(state == attempt.state && !code->empty() && code->size() <= 8192);
    for (const char c : *code) promise(c > ' ' && c < 0x7f);
  } else {
    promise(!code.error().code.empty() && server::valid_utf8(code.error().message));
    promise(code.error().message.find('<') == std::string::npos);
  }
  for (const auto& [name, value] : *query) {
    const std::string to = safe_return_to(value);
    promise(to.starts_with('/') && !to.starts_with("//") && to.find_first_of("\\\r\n\t ") == std::string::npos);
  }
}

}  // namespace pochin::fuzz
