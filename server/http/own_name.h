// Under which of its names the portal is asked.
#pragma once

#include <string>
#include <string_view>

#include "server/http/head.h"

namespace pochin::server {

// Where a GET belongs that came for another name of this portal: the same target at `origin`
// ("https://pochin.example.ru"). Cookies are kept by name: at a second one nobody can log in. Empty when it is at home
// or when the name may be the one by which a proxy calls this server: an address of this machine or of a private
// network, a name without a dot, or a proxy that says itself (X-Forwarded-Host) which name was asked for. Ports are not
// compared: proxies leave them out.
std::string moved_to(const Head& head, std::string_view origin);

}  // namespace pochin::server
