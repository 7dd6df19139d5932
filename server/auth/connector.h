#pragma once
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "server/auth/demo_door.h"
#include "server/auth/esia.h"
#include "server/auth/oidc.h"

// The doors through which people log in, behind one interface. Each has begin(), complete(), logout_url(),
// attempt_lifetime() of the same shape (attempt.h); everything after the login is the same for all.
namespace pochin::auth {

using Connector = std::variant<Esia, Oidc, DemoDoor>;

// "esia", "oidc", "demo": the segment of the addresses /auth/<name>/login and /auth/<name>/callback.
std::string_view name_of(const Connector& connector);
// On the button: «Войти через Госуслуги».
std::string title_of(const Connector& connector);

LoginResult<LoginStart> begin(const Connector& connector, Flow flow, std::string_view return_to,
                              std::chrono::sys_seconds now, std::chrono::seconds max_auth_age);
LoginResult<Identity> complete(const Connector& connector, const LoginAttempt& attempt, const CallbackQuery& query,
                               std::string_view cookie, std::chrono::sys_seconds now);
// Ends the session at the provider too; empty when it has no such page.
std::string logout_url(const Connector& connector, std::string_view redirect_url);
std::chrono::seconds attempt_lifetime(const Connector& connector);

const Connector* find(const std::vector<Connector>& connectors, std::string_view name);

}  // namespace pochin::auth
