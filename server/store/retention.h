// What is forgotten when its time is over. Functions throw SQLite::Exception.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "server/store/db.h"
#include "shared/base/instant.h"

namespace pochin::server {

struct Retention {
  Instant residents_before;      // residents who left nothing behind and were last seen before
  Instant revoked_staff_before;  // roles revoked before: their account numbers go
};

struct Forgotten {
  int people = 0, grants = 0;
};

// Whom the rules say to forget today and is still there.
Forgotten overdue(Db& db, const Retention& retention);
Forgotten forget_overdue(Db& db, const Retention& retention);

// Forgets what the law does not keep (personal_data.h): sessions, drafts and unpublished ideas go, published ones lose
// their author, support that could be given again goes. Who left no traces is cut off from the account: the row stays
// for what refers to it, who it was can no longer be found. Gives the hashes of files that no row names any more.
std::vector<std::string> forget_person(Db& db, std::int64_t person, Instant now);
// Whether the person has applications or roles: what the law keeps.
bool leaves_traces(Db& db, std::int64_t person);

}  // namespace pochin::server
