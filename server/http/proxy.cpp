#include "server/http/proxy.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "server/http/ascii.h"

namespace pochin::server {
namespace {

bool is_address(const std::string& text) {
  std::array<unsigned char, sizeof(in6_addr)> bytes{};
  return inet_pton(AF_INET, text.c_str(), bytes.data()) == 1 || inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1;
}

}  // namespace

std::string client_address(std::string_view peer, std::string_view forwarded_for,
                           const std::vector<std::string>& trusted) {
  const auto is_trusted = [&](std::string_view address) {
    return std::find(trusted.begin(), trusted.end(), address) != trusted.end();
  };
  std::string client(peer);
  if (!is_trusted(peer)) return client;
  std::vector<std::string> chain;
  each_of_list(forwarded_for, [&](std::string_view address) { chain.emplace_back(address); });
  for (auto address = chain.rbegin(); address != chain.rend(); ++address) {
    if (!is_address(*address)) break;
    client = *address;
    if (!is_trusted(client)) break;
  }
  return client;
}

}  // namespace pochin::server
