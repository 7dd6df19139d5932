#include "server/api/people/granting.h"

#include <algorithm>

#include "server/api/handling/text.h"

namespace pochin::server {

bool is_given(access::Role role) {
  return role != access::Role::guest && role != access::Role::citizen && role != access::Role::initiator;
}

std::vector<std::string> all_scopes(const Context& context, access::Role role) {
  const access::ScopeKind kind = access::scope_kind_of(role);
  if (kind == access::ScopeKind::none) return {""};
  std::vector<std::string> all{std::string(access::kEverywhere)};
  if (kind == access::ScopeKind::practice) {
    std::ranges::copy(context.packs.practices(), std::back_inserter(all));
    return all;
  }
  for (const auto& each : context.region.districts()) all.push_back(each.id);
  for (const auto& each : context.region.municipalities) all.push_back(each.id);
  return all;
}

std::optional<ScopeFault> fault_of_scope(const Context& context, access::Role role, std::string_view scope) {
  const auto known = all_scopes(context, role);
  if (std::ranges::find(known, scope) != known.end()) return std::nullopt;
  switch (access::scope_kind_of(role)) {
    case access::ScopeKind::none:
      return ScopeFault{"not_needed", say("У этой роли нет области действия: оставьте пустым.")};
    case access::ScopeKind::practice:
      if (scope.empty()) return ScopeFault{"required", say("Этой роли нужна практика: её код или «*» — все практики.")};
      return ScopeFault{"unknown", say("Такой практики нет.")};
    case access::ScopeKind::territory:
      if (scope.empty())
        return ScopeFault{"required", say("Этой роли нужна территория: код ОКТМО или «*» — весь регион.")};
      return ScopeFault{"unknown", say("Такого муниципалитета нет в справочнике.")};
  }
  return std::nullopt;
}

std::string scope_words(const Context& context, std::string_view role, std::string_view scope) {
  const auto known = access::role_from(role);
  if (!known || scope.empty()) return {};
  const bool practice = access::scope_kind_of(*known) == access::ScopeKind::practice;
  if (access::is_everywhere(scope)) return practice ? say("Все практики") : say("Весь регион");
  if (!practice) return context.region.name_of(scope);
  const LoadedPack* pack = context.practice(scope);
  return pack ? pack->pack.title : std::string();
}

access::Target users_of(access::Role role, const std::string& scope) {
  access::Target target{.object = access::Object::users};
  if (access::scope_kind_of(role) == access::ScopeKind::practice) target.practice = scope;
  if (access::scope_kind_of(role) == access::ScopeKind::territory) target.territories = territory::chain_of(scope);
  return target;
}

}  // namespace pochin::server
