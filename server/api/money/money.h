// The money of a project: agreements, payments of residents, gifts in kind, refunds and what was given back.
#pragma once
#include "server/api/handling/context.h"

namespace pochin::server {

void add_finance_routes(Router& router, Context& context);

}  // namespace pochin::server
