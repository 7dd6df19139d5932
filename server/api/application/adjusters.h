// Who has changed points by hand.
#pragma once
#include <string_view>
#include <vector>

#include "server/store/db.h"
#include "shared/review/protocol.h"

namespace pochin::server {

// Who changed points of an application of the practice by hand, or confirmed that.
std::vector<review::Adjuster> adjusters_of(Db& db, std::string_view practice);

}  // namespace pochin::server
