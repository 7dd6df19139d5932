// Acts that wait for a second person.
#pragma once
#include <string_view>

#include "client/screens/kit/view.h"

namespace pochin::screens {

// Those of the rating of one practice or (with "") all: with the way to each.
void waiting_acts(const View&, std::string_view practice);

}  // namespace pochin::screens
