#include "server/auth/connector.h"

#include "shared/base/tr.h"

namespace pochin::auth {
namespace {

template <class... F>
struct Cases : F... {
  using F::operator()...;
};
template <class... F>
Cases(F...) -> Cases<F...>;

}  // namespace

std::string_view name_of(const Connector& connector) {
  return std::visit(Cases{[](const Esia&) -> std::string_view { return "esia"; },
                          [](const Oidc&) -> std::string_view { return "oidc"; },
                          [](const DemoDoor&) -> std::string_view { return "demo"; }},
                    connector);
}

std::string title_of(const Connector& connector) {
  return std::visit(Cases{[](const Esia&) { return std::string(tr("Войти через Госуслуги")); },
                          [](const Oidc& oidc) { return oidc.config().title; },
                          [](const DemoDoor&) { return std::string(tr("Демонстрационный вход")); }},
                    connector);
}

LoginResult<LoginStart> begin(const Connector& connector, Flow flow, std::string_view return_to,
                              std::chrono::sys_seconds now, std::chrono::seconds max_auth_age) {
  return std::visit([&](const auto& door) { return door.begin(flow, return_to, now, max_auth_age); }, connector);
}

LoginResult<Identity> complete(const Connector& connector, const LoginAttempt& attempt, const CallbackQuery& query,
                               std::string_view cookie, std::chrono::sys_seconds now) {
  return std::visit([&](const auto& door) { return door.complete(attempt, query, cookie, now); }, connector);
}

std::string logout_url(const Connector& connector, std::string_view redirect_url) {
  return std::visit([&](const auto& door) { return door.logout_url(redirect_url); }, connector);
}

std::chrono::seconds attempt_lifetime(const Connector& connector) {
  return std::visit([](const auto& door) { return door.config().attempt_lifetime; }, connector);
}

const Connector* find(const std::vector<Connector>& connectors, std::string_view name) {
  for (const Connector& connector : connectors)
    if (name_of(connector) == name) return &connector;
  return nullptr;
}

}  // namespace pochin::auth
