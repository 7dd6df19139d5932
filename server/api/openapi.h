// The description of this API, as it serves it.
#pragma once
#include "server/api/handling/route.h"

namespace pochin::server {

std::span<const Route> openapi_routes();

}  // namespace pochin::server
