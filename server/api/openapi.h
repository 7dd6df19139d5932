// The description of this API, as it serves it.
#pragma once
#include "server/api/handling/context.h"

namespace pochin::server {

void add_openapi_routes(Router& router, Context& context);

}  // namespace pochin::server
