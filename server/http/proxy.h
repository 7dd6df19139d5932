// Whose request it is when proxies stand in front.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/request.h"

namespace pochin::server {

// An address of IPv6, or of IPv4 as IPv6 maps it, and how many of its bits count: 128 for one machine.
struct NetworkOfAddresses {
  std::array<std::uint8_t, 16> address{};
  int bits = 128;
  bool holds(const std::array<std::uint8_t, 16>& other) const;
};

// "10.0.0.1", "10.0.0.0/8", "fd00::/8"; nothing for anything else.
std::optional<NetworkOfAddresses> network_from(std::string_view text);

// The proxies that are believed. What cannot be read as an address stands for nobody (check_config names it).
class TrustedProxies {
 public:
  TrustedProxies() = default;
  explicit TrustedProxies(const std::vector<std::string>& addresses);
  bool empty() const { return networks_.empty(); }
  bool hold(std::string_view address) const;

 private:
  std::vector<NetworkOfAddresses> networks_;
};

// The address of a node as proxies write it: with or without a port, in brackets, in quotes, with a zone, IPv4 mapped
// into IPv6. Canonical; nothing for "unknown", "_hidden" and what is no address.
std::optional<std::string> node_address(std::string_view node);

// The client's address: the socket's, unless that is a trusted proxy; then the last address that the proxies named and
// that is not one of theirs. They name it in X-Forwarded-For or in Forwarded (RFC 7239), each of which may come in
// several headers, which are one list. Addresses a client wrote there itself stand before it and are never believed; a
// client may also send the header that the proxy does not write: when both are there and disagree, neither is believed.
std::string client_address(std::string_view peer, std::span<const Request::View> headers,
                           const TrustedProxies& trusted);

// Something between the client and the socket says that it stands there.
bool says_forwarded(std::span<const Request::View> headers);

// This machine and the networks that are nobody's on the internet (RFC 1918, RFC 4193, link-local); false also for what
// is no address.
bool is_private_address(std::string_view address);

}  // namespace pochin::server
