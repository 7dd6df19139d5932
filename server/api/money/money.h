// The money of a project: agreements, payments of residents, gifts in kind, refunds and what was given back.
#pragma once
#include "server/api/handling/route.h"

namespace pochin::server {

std::span<const Route> finance_routes();

}  // namespace pochin::server
