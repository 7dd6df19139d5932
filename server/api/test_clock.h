// The clock of a server that runs the scenarios.
#pragma once
#include "server/api/handling/route.h"

namespace pochin::server {

std::span<const Route> test_clock_routes();  // want Context::test_clock

}  // namespace pochin::server
