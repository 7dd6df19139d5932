// The grants as an administrator sees them. Functions throw SQLite::Exception.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "server/store/page.h"
#include "server/store/people.h"

namespace pochin::server {

struct GrantRow {
  std::int64_t number = 0;
  std::string id = {};  // "g12"
  Grant grant = {};
  std::string person = {};  // "p12"; empty before their first login
  std::string name = {};
  std::string by = {};
  std::string giver = {};  // the short name of a person who gave it
  Instant given = {};
  std::optional<Instant> seen = {};  // when the person last came
};

// A role on a scope: who may see a grant or an invitation depends on these two alone.
struct RoleOnScope {
  std::string role = {}, scope = {};
};
std::vector<RoleOnScope> granted_roles(Db& db);  // each pair once

struct GrantQuery {
  std::vector<RoleOnScope> shown = {};
  std::string words = {};  // in the name, the role and the place
};
// Those that hold, newest first.
Paged<GrantRow> grants(Db& db, const GrantQuery& query, const Page& page);
std::optional<GrantRow> find_grant(Db& db, std::string_view id);  // "g12", if it holds
std::int64_t count_of_grants(Db& db, std::string_view role);      // of those that hold
// Parameter of SQL that holds pairs: the text of a JSON list of lists.
std::string pairs_text(const std::vector<RoleOnScope>& pairs);

}  // namespace pochin::server
