#include "shared/access/role.h"

#include <algorithm>
#include <array>

#include "shared/base/tr.h"

namespace pochin::access {
namespace {

struct RoleInfo {
  Role role;
  std::string_view code, title;
  ScopeKind scope;
};

constexpr std::array<RoleInfo, 22> kRoles{{
    {Role::guest, "guest", tr("Посетитель"), ScopeKind::none},
    {Role::citizen, "citizen", tr("Житель"), ScopeKind::none},
    {Role::initiator, "initiator", tr("Представитель инициативной группы"), ScopeKind::none},
    {Role::municipal_operator, "municipal_operator", tr("Специалист администрации"), ScopeKind::territory},
    {Role::municipal_head, "municipal_head", tr("Глава муниципалитета"), ScopeKind::territory},
    {Role::district_curator, "district_curator", tr("Районный куратор"), ScopeKind::territory},
    {Role::project_centre_operator, "project_centre_operator", tr("Специалист проектного центра"), ScopeKind::practice},
    {Role::project_centre_manager, "project_centre_manager", tr("Администратор практики"), ScopeKind::practice},
    {Role::finance_officer, "finance_officer", tr("Специалист финансового органа"), ScopeKind::none},
    {Role::sector_expert, "sector_expert", tr("Отраслевой эксперт"), ScopeKind::none},
    {Role::commission_member, "commission_member", tr("Член конкурсной комиссии"), ScopeKind::practice},
    {Role::commission_chair, "commission_chair", tr("Председатель конкурсной комиссии"), ScopeKind::practice},
    {Role::commission_secretary, "commission_secretary", tr("Секретарь конкурсной комиссии"), ScopeKind::practice},
    {Role::polling_operator, "polling_operator", tr("Оператор пункта голосования"), ScopeKind::practice},
    {Role::observer, "observer", tr("Наблюдатель"), ScopeKind::practice},
    {Role::content_editor, "content_editor", tr("Редактор портала"), ScopeKind::none},
    {Role::moderator, "moderator", tr("Модератор"), ScopeKind::none},
    {Role::support_agent, "support_agent", tr("Специалист поддержки"), ScopeKind::none},
    {Role::school_curator, "school_curator", tr("Школьный куратор"), ScopeKind::territory},
    {Role::auditor, "auditor", tr("Аудитор"), ScopeKind::none},
    {Role::system_admin, "system_admin", tr("Системный администратор"), ScopeKind::none},
    {Role::service_account, "service_account", tr("Служебная учётная запись"), ScopeKind::none},
}};

constexpr bool in_order() {
  for (std::size_t i = 0; i < kRoles.size(); ++i)
    if (static_cast<std::size_t>(kRoles[i].role) != i) return false;
  return true;
}
static_assert(in_order(), "a role is found by its number");

constexpr auto kAll = [] {
  std::array<Role, kRoles.size()> all{};
  for (std::size_t i = 0; i < all.size(); ++i) all[i] = kRoles[i].role;
  return all;
}();

const RoleInfo& info(Role role) { return kRoles[static_cast<std::size_t>(role)]; }

}  // namespace

std::span<const Role> all_roles() { return kAll; }

std::optional<Role> role_from(std::string_view code) {
  const auto* found = std::ranges::find(kRoles, code, &RoleInfo::code);
  return found == kRoles.end() ? std::nullopt : std::optional(found->role);
}

std::string_view code_of(Role role) { return info(role).code; }
std::string_view title_of(Role role) { return info(role).title; }
ScopeKind scope_kind_of(Role role) { return info(role).scope; }

}  // namespace pochin::access
