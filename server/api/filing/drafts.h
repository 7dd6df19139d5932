#pragma once
#include "server/api/handling/context.h"

namespace pochin::server {

void add_draft_routes(Router& router, Context& context);

}  // namespace pochin::server
