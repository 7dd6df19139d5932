// What time it is: asked only through this function, so that tests and the demonstration can set it.
#pragma once

#include <functional>

#include "shared/base/instant.h"

namespace pochin::server {

using Clock = std::function<Instant()>;

Clock system_clock();
// Starts at `start` now and runs at the usual speed.
Clock clock_from(Instant start);

}  // namespace pochin::server
