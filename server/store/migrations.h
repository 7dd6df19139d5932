// The schema as numbered steps. A step that has been released is never edited: a change is a new step.
#pragma once
#include <span>

#include "server/store/db.h"

namespace pochin::server {

struct Migration {
  int number;
  const char* name;
  const char* sql;
};

std::span<const Migration> migrations();

// Runs the missing steps, each in one transaction with its row in schema_steps. Gives the resulting version.
// Throws SQLite::Exception. `known` is the newest step this program has; a newer database is left untouched.
int migrate(Db& db);

}  // namespace pochin::server
