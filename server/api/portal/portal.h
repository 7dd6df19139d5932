// The portal as a visitor sees it: its front page, the published projects.
#pragma once
#include "server/api/handling/context.h"

namespace pochin::server {

void add_portal_routes(Router& router, Context& context);
void add_project_routes(Router& router, Context& context);

}  // namespace pochin::server
