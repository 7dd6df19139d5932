// Prebuilt files served from memory: every file has .br and .gz beside it (tools/build-web). A WebAssembly program may
// also have NAME.dcz.SHA256: its difference to the program of that hash, sent to a browser that says it has that one
// (RFC 9842, Compression Dictionary Transport).
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
