// What everybody may read, and how it is kept ready.
#pragma once
#include <functional>

#include "server/api/handling/context.h"

namespace pochin::server {

// The answer of a public GET: made once, then served from the cache until public data or the minute changes.
Response open_answer(Context& context, const Request& request, const std::function<Checked<Json>()>& make);

}  // namespace pochin::server
