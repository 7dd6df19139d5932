// Ideas of residents: written, moderated, supported, made into applications.
#pragma once
#include "server/api/handling/route.h"

namespace pochin::server {

std::span<const Route> idea_routes();

}  // namespace pochin::server
