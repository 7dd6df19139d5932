// Who acts: the roles of domain.md §9.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace pochin::access {

enum class Role : uint8_t {
  guest,  // everybody, with or without a login
  citizen,
  initiator,
  municipal_operator,
  municipal_head,
  district_curator,
  project_centre_operator,
  project_centre_manager,
  finance_officer,
  sector_expert,
  commission_member,
  commission_chair,
  commission_secretary,
  polling_operator,
  observer,
  content_editor,
  moderator,
  support_agent,
  school_curator,
  auditor,
  system_admin,
  service_account
};

// What the scope of a grant of this role names.
enum class ScopeKind : uint8_t {
  none,       // nothing: the role is the same everywhere
  practice,   // the id of a practice, or "*" for all of them
  territory,  // the ОКТМО of a territory, with everything inside it, or "*" for the region
};

std::span<const Role> all_roles();
std::optional<Role> role_from(std::string_view code);
std::string_view code_of(Role role);   // "municipal_operator"
std::string_view title_of(Role role);  // «Специалист муниципалитета»
ScopeKind scope_kind_of(Role role);

}  // namespace pochin::access
