#include "server/http/own_name.h"

#include "server/http/ascii.h"
#include "server/http/proxy.h"

namespace pochin::server {
namespace {

// "pochin.example.ru:8080" → "pochin.example.ru", "[::1]:80" → "::1".
std::string_view name_of(std::string_view authority) {
  if (authority.starts_with('[')) return authority.substr(1, authority.find(']') - 1);
  const std::string_view name = authority.substr(0, authority.find(':'));
  return name.ends_with('.') ? name.substr(0, name.size() - 1) : name;
}

bool is_this_machine(std::string_view name) {
  return same_ignoring_case(name, "localhost") || name == "::1" || name.starts_with("127.");
}

bool may_be_the_proxys(std::string_view name) {
  return is_private_address(name) || name.find_first_of(".:") == std::string_view::npos;
}

}  // namespace

std::string moved_to(const Head& head, std::string_view origin) {
  const size_t scheme = origin.find("://");
  if ((head.method != "GET" && head.method != "HEAD") || scheme == std::string_view::npos) return {};
  const std::string_view asked = head.header("Host"), ours = origin.substr(scheme + 3);
  if (asked == ours || asked.empty() || head.path() == "/healthz") return {};
  const std::string_view name = name_of(asked), home = name_of(ours);
  if (same_ignoring_case(name, home)) return {};
  // Where the portal itself is this machine's there is no proxy whose name it could be.
  if (!is_this_machine(home) && may_be_the_proxys(name)) return {};
  if (same_ignoring_case(name_of(trim_spaces(head.header("X-Forwarded-Host"))), home)) return {};
  return std::string(origin).append(head.target);
}

}  // namespace pochin::server
