// The grants as an administrator sees them. Functions throw SQLite::Exception.
#pragma once
#include <optional>
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
  std::string giver = {};  // the short name of a person who gave it
  Instant given = {};
  std::optional<Instant> seen = {};  // when the person last came
};

std::vector<GrantRow> all_grants(Db& db, int limit);  // those that hold, newest first

}  // namespace pochin::server
