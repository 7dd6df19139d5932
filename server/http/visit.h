// What a visitor would read at an address, asked of the router itself: no socket, no cookie, no limit of requests, no
// line in the log.
#pragma once
#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "server/http/router.h"

namespace pochin::server {

// The JSON of a 200 at `target`, a path with its query as it travels: "/api/v1/projects?practice=ppmi". Null for any
// other answer.
nlohmann::json visited(const Router& router, std::string_view target);

}  // namespace pochin::server
