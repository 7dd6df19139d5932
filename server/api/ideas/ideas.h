// Ideas of residents: written, moderated, supported, made into applications.
#pragma once
#include "server/api/handling/context.h"

namespace pochin::server {

void add_idea_routes(Router& router, Context& context);

}  // namespace pochin::server
