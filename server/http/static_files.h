// Prebuilt files served from memory: every file has .br and .gz beside it (tools/build-web).
#pragma once

#include <expected>
#include <string>
#include <string_view>

#include "server/http/router.h"

namespace pochin::server {

// Loads the folder and adds its routes: /assets/{name} for ever (names carry a hash), /sw.js and the other files at
// the root with no-cache. An error in words when a file is unreadable or has no compressed neighbours.
std::expected<void, std::string> add_static_files(Router& router, const std::string& folder);

std::string_view media_type_of_asset(std::string_view name);

}  // namespace pochin::server
