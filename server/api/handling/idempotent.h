// Creates and actions that may be sent again: the answer is kept under the request's Idempotency-Key.
#pragma once
#include <functional>

#include "server/api/handling/viewer.h"

namespace pochin::server {

// Runs `work` in the writer, unless this person's key has an answer: the same request in the same roles gets it again,
// another request under the same key gets 422. Refusals are not kept, so a corrected request may use its key again.
Response once(Context& context, const Viewer& viewer, const Request& request,
              const std::function<Checked<Response>(Db&)>& work);

}  // namespace pochin::server
