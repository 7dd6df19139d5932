// Where a practice stands in its calendar, as the wire shows it.
#pragma once
#include "server/api/handling/context.h"

namespace pochin::server {

Json stage_json(const practice::Pack& pack, Instant now);

}  // namespace pochin::server
