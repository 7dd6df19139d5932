// The grants as an administrator sees them. Functions throw SQLite::Exception.
#pragma once
#include <string>
#include <vector>

#include "server/store/people.h"

namespace pochin::server {

struct GrantRow {
  std::string id = {};  // "g12"
  Grant grant = {};
  std::string person = {};  // "p12"; empty before their first login
  std::string name = {};
  std::string by = {};
  Instant given = {};
};

std::vector<GrantRow> all_grants(Db& db, int limit);  // those that hold, newest first

}  // namespace pochin::server
