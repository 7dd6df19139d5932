// An application before the table of permissions.
#pragma once
#include <string_view>

#include "server/store/applications.h"
#include "server/store/db.h"
#include "shared/access/access.h"

namespace pochin::server {

// What the table of permissions is asked about an application. Conflicts and experts are those of now.
access::Target case_target(Db& db, const ApplicationRow& row, access::Object object);

}  // namespace pochin::server
