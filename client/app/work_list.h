// Which list of applications a person works from.
#pragma once
#include <string_view>

#include "client/app/state.h"

namespace pochin::app {

// The first of "queue", "centre" and "commission" that the roles of this person work from; "" for whom there is none.
std::string_view list_of_work(const Session&);
// What of it is shown first: what waits; a commission waits for meetings, not for presses.
std::string_view first_filter(const Session&);

}  // namespace pochin::app
