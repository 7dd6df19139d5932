#include "server/auth/attempt.h"

#include <algorithm>

namespace pochin::auth {
namespace {

constexpr std::size_t kLongestCode = 8192;

const std::string* only_value(const CallbackQuery& query, std::string_view name) {
  const std::string* found = nullptr;
  for (const auto& [key, value] : query) {
    if (key != name) continue;
    if (found != nullptr) return nullptr;
    found = &value;
  }
  return found;
}

std::ptrdiff_t count_of(const CallbackQuery& query, std::string_view name) {
  return std::ranges::count(query, name, [](const auto& pair) { return std::string_view(pair.first); });
}

bool is_printable_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c > ' ' && c < 0x7f; });
}

}  // namespace

std::optional<std::string> callback_state(const CallbackQuery& query) {
  const std::string* state = only_value(query, "state");
  if (state == nullptr || !is_uuid4(*state)) return std::nullopt;
  return *state;
}

std::string safe_return_to(std::string_view path) {
  const bool inside = path.size() <= 1024 && path.starts_with('/') && !path.starts_with("//") &&
                      std::ranges::all_of(path, [](char c) { return c > ' ' && c < 0x7f && c != '\\'; });
  return inside ? std::string(path) : std::string("/");
}

LoginStart new_attempt(Flow flow, std::string_view return_to, std::chrono::sys_seconds now) {
  LoginStart start;
  start.cookie = base64url(random_bytes(32));
  start.attempt.state = random_uuid();
  start.attempt.flow = flow;
  start.attempt.cookie_sha256 = sha256_hex(start.cookie);
  start.attempt.return_to = safe_return_to(return_to);
  start.attempt.created = now;
  return start;
}

LoginResult<SecretString> check_callback(const LoginAttempt& attempt, const CallbackQuery& query,
                                         std::string_view cookie, std::chrono::sys_seconds now,
                                         std::chrono::seconds lifetime) {
  if (callback_state(query) != attempt.state) return std::unexpected(failure("login.state", "state does not match"));
  if (cookie.empty() || !equal_in_constant_time(sha256_hex(cookie), attempt.cookie_sha256))
    return std::unexpected(failure("login.cookie", "the cookie of this login is missing or another"));
  if (now < attempt.created - std::chrono::seconds(60) || now - attempt.created > lifetime)
    return std::unexpected(failure("login.expired", "the attempt is too old"));
  if (count_of(query, "error") > 1 || count_of(query, "code") > 1 || count_of(query, "error_description") > 1)
    return std::unexpected(failure("login.query", "a parameter is repeated"));
  const std::string* error = only_value(query, "error");
  const std::string* code = only_value(query, "code");
  if (error != nullptr) {
    const std::string* description = only_value(query, "error_description");
    return std::unexpected(esia_failure(*error, description == nullptr ? std::string_view() : *description));
  }
  if (code == nullptr || code->empty() || code->size() > kLongestCode || !is_printable_ascii(*code))
    return std::unexpected(failure("login.query", "code is missing or impossible"));
  return SecretString(code->data(), code->size());
}

}  // namespace pochin::auth
