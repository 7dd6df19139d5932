// The clock of a server that runs the scenarios.
#pragma once
#include "server/api/handling/context.h"

namespace pochin::server {

void add_test_clock_route(Router& router, Context& context, SettableClock clock);

}  // namespace pochin::server
