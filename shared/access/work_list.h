// Which list of applications a role works from: the screens and the server ask here alike.
#pragma once

#include <string_view>

#include "shared/access/role.h"

namespace pochin::access {

// "queue" of a municipality, "centre", "commission"; "" for whom there is none.
std::string_view list_of(Role role);

}  // namespace pochin::access
