#pragma once
#include <expected>
#include <string>
#include <string_view>

// Why a login did not happen (esia.md §1.9).
namespace pochin::auth {

struct LoginFailure {
  // For the log: "ESIA-007011" as ЕСИА said, or our own, e.g. "login.cookie", "token.signature".
  std::string code;
  // For the person: what happened and what to do, in Russian. Never text received from outside.
  std::string message;
  // For the log: where it failed. Holds no token and no personal data.
  std::string detail;
  // Starting the login again may help.
  bool retry = false;
  // The operator has to act (certificate, clock, settings).
  bool alarm = false;
};

template <class T>
using LoginResult = std::expected<T, LoginFailure>;

// A failure of ours; its words come from one table. Unknown codes give the general words.
LoginFailure failure(std::string_view code, std::string detail = {});

// The failure for what ЕСИА answered. `description` is `error_description`: only a code of the form
// ESIA-000000 is taken from it.
LoginFailure esia_failure(std::string_view error, std::string_view description);

}  // namespace pochin::auth
