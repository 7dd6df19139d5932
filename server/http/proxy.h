// Whose request it is when proxies stand in front.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pochin::server {

// The client's address: the socket's, unless that is a trusted proxy; then the last address of X-Forwarded-For that is
// not one. Addresses a client wrote there itself stand before it and are never believed.
std::string client_address(std::string_view peer, std::string_view forwarded_for,
                           const std::vector<std::string>& trusted);

}  // namespace pochin::server
