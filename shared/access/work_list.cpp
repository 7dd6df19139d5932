#include "shared/access/work_list.h"

namespace pochin::access {

std::string_view list_of(Role role) {
  switch (role) {
    case Role::project_centre_operator:
    case Role::project_centre_manager:
      return "centre";
    case Role::commission_member:
    case Role::commission_chair:
    case Role::commission_secretary:
    case Role::sector_expert:
      return "commission";
    default:
      return scope_kind_of(role) == ScopeKind::territory ? "queue" : "";
  }
}

}  // namespace pochin::access
