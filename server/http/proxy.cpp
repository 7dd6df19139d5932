#include "server/http/proxy.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <charconv>

#include "server/http/ascii.h"

namespace pochin::server {
namespace {

using Address = std::array<std::uint8_t, 16>;

constexpr std::array<std::uint8_t, 12> kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};
constexpr int kMappedBits = 96;

std::optional<Address> parse_address(std::string_view text) {
  std::array<char, INET6_ADDRSTRLEN + 1> copy{};
  if (text.empty() || text.size() >= copy.size()) return std::nullopt;
  std::ranges::copy(text, copy.begin());
  Address address{};
  if (inet_pton(AF_INET6, copy.data(), address.data()) == 1) return address;
  std::ranges::copy(kMapped, address.begin());
  if (inet_pton(AF_INET, copy.data(), address.data() + kMapped.size()) == 1) return address;
  return std::nullopt;
}

bool is_four(const Address& address) { return std::equal(kMapped.begin(), kMapped.end(), address.begin()); }

std::string text_of(const Address& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (is_four(address))
    inet_ntop(AF_INET, address.data() + kMapped.size(), text.data(), text.size());
  else
    inet_ntop(AF_INET6, address.data(), text.data(), text.size());
  return text.data();
}

// Without the quotes, backslashes and all.
std::string unquoted(std::string_view text) {
  if (text.size() < 2 || text.front() != '"' || text.back() != '"') return std::string(text);
  std::string out;
  const std::string_view inner = text.substr(1, text.size() - 2);
  for (size_t i = 0; i < inner.size(); ++i) {
    if (inner[i] == '\\' && i + 1 < inner.size()) ++i;
    out += inner[i];
  }
  return out;
}

// Calls `each` with every trimmed element between separators that do not stand in quotes.
template <class F>
void each_between(std::string_view list, char separator, F each) {
  size_t begin = 0;
  bool quoted = false;
  for (size_t i = 0; i <= list.size(); ++i) {
    if (i < list.size() && quoted && list[i] == '\\') {
      ++i;
    } else if (i < list.size() && list[i] == '"') {
      quoted = !quoted;
    } else if (i >= list.size() || (!quoted && list[i] == separator)) {
      each(trim_spaces(list.substr(begin, std::min(i, list.size()) - begin)));
      begin = i + 1;
    }
  }
  // A backslash at the very end steps over the place where the last element would have been given.
  if (begin < list.size() && list.back() == '\\' && quoted) each(trim_spaces(list.substr(begin)));
}

using Chain = std::vector<std::string>;

void add_forwarded_for(Chain& chain, std::string_view value) {
  each_of_list(value, [&](std::string_view node) { chain.emplace_back(node); });
}

// `for=192.0.2.60;proto=http, for="[2001:db8::17]:4711"`; an element that names nobody is an unknown node.
void add_forwarded(Chain& chain, std::string_view value) {
  each_between(value, ',', [&](std::string_view element) {
    if (element.empty()) return;
    std::string node;
    each_between(element, ';', [&](std::string_view pair) {
      const size_t equals = pair.find('=');
      if (equals == std::string_view::npos) return;
      if (same_ignoring_case(trim_spaces(pair.substr(0, equals)), "for"))
        node = unquoted(trim_spaces(pair.substr(equals + 1)));
    });
    chain.push_back(std::move(node));
  });
}

std::string last_stranger(std::string_view peer, const Chain& chain, const TrustedProxies& trusted) {
  std::string client(peer);
  for (auto node = chain.rbegin(); node != chain.rend(); ++node) {
    auto address = node_address(*node);
    if (!address) break;
    client = *std::move(address);
    if (!trusted.hold(client)) break;
  }
  return client;
}

constexpr std::string_view kForwardedFor = "X-Forwarded-For", kForwarded = "Forwarded";

}  // namespace

bool NetworkOfAddresses::holds(const std::array<std::uint8_t, 16>& other) const {
  const auto whole = static_cast<size_t>(bits / 8);
  if (!std::equal(address.begin(), address.begin() + static_cast<std::ptrdiff_t>(whole), other.begin())) return false;
  const int rest = bits % 8;
  if (rest == 0) return true;
  const int mask = 0xff << (8 - rest) & 0xff;
  return ((address[whole] ^ other[whole]) & mask) == 0;
}

std::optional<NetworkOfAddresses> network_from(std::string_view text) {
  const size_t slash = text.find('/');
  const auto address = parse_address(text.substr(0, slash));
  if (!address) return std::nullopt;
  if (slash == std::string_view::npos) return NetworkOfAddresses{*address, 128};
  const bool four = is_four(*address) && text.find(':') == std::string_view::npos;
  const std::string_view size = text.substr(slash + 1);
  int bits = 0;
  const auto [end, wrong] = std::from_chars(size.data(), size.data() + size.size(), bits);
  if (wrong != std::errc() || end != size.data() + size.size() || bits < 0 || bits > (four ? 32 : 128))
    return std::nullopt;
  return NetworkOfAddresses{*address, four ? bits + kMappedBits : bits};
}

TrustedProxies::TrustedProxies(const std::vector<std::string>& addresses) {
  for (const std::string& address : addresses)
    if (const auto network = network_from(address)) networks_.push_back(*network);
}

bool TrustedProxies::hold(std::string_view address) const {
  const auto parsed = parse_address(address);
  return parsed && std::ranges::any_of(networks_, [&](const auto& network) { return network.holds(*parsed); });
}

std::optional<std::string> node_address(std::string_view node) {
  const std::string plain = unquoted(trim_spaces(node));
  std::string_view text = trim_spaces(plain);
  if (text.starts_with('[')) {
    const size_t end = text.find(']');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view port = text.substr(end + 1);
    if (!port.empty() && !port.starts_with(':')) return std::nullopt;
    text = text.substr(1, end - 1);
  } else if (std::ranges::count(text, ':') == 1) {
    text = text.substr(0, text.find(':'));  // of IPv4 alone: IPv6 has more colons, and with a port it has brackets
  }
  text = text.substr(0, text.find('%'));
  const auto address = parse_address(text);
  if (!address) return std::nullopt;
  return text_of(*address);
}

std::string client_address(std::string_view peer, std::span<const Request::View> headers,
                           const TrustedProxies& trusted) {
  if (trusted.empty() || !trusted.hold(peer)) return std::string(peer);
  Chain old, standard;
  bool has_old = false, has_standard = false;
  for (const auto& [name, value] : headers) {
    if (same_ignoring_case(name, kForwardedFor)) {
      has_old = true;
      add_forwarded_for(old, value);
    } else if (same_ignoring_case(name, kForwarded)) {
      has_standard = true;
      add_forwarded(standard, value);
    }
  }
  std::string client = last_stranger(peer, has_old ? old : standard, trusted);
  if (has_old && has_standard && client != last_stranger(peer, standard, trusted)) return std::string(peer);
  return client;
}

bool says_forwarded(std::span<const Request::View> headers) {
  return std::ranges::any_of(headers, [](const Request::View& header) {
    return same_ignoring_case(header.first, kForwardedFor) || same_ignoring_case(header.first, kForwarded) ||
           same_ignoring_case(header.first, "X-Real-IP");
  });
}

bool is_private_address(std::string_view address) {
  static const TrustedProxies kNobodys({"127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16",
                                        "169.254.0.0/16", "::1", "fc00::/7", "fe80::/10"});
  return kNobodys.hold(address);
}

}  // namespace pochin::server
