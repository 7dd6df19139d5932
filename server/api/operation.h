// One row as an operation of OpenAPI 3.1. What the row says once is written out here as a client needs it: the
// parameters of the address, X-CSRF-Token where a person changes something, Idempotency-Key and If-Match where the work
// asks for them, the session, and every refusal that follows from these.
//
//   x-permission  "everyone", "self", "workflow", or {"object", "action"} of shared/access/matrix (a list: any of
//   them),
//                 with "when" where it depends on the request
//   x-scope       by what that right is asked: "application", "campaign", "practice", "grant" or "list"; absent where
//                 no object stands behind the operation
//   x-log         the kind of the line it leaves in the log of actions (a list: one or several of them)
//   x-viewed      the same for who looked at personal data of others
#pragma once
#include <vector>

#include "server/api/handling/route.h"

namespace pochin::server {

nlohmann::ordered_json operation_json(const Route& route);

// All that operation_json(route) says may come instead of its answer, ascending.
std::vector<int> refusals_of(const Route& route);

}  // namespace pochin::server
