#include "server/http/cookie.h"

namespace pochin::server {

std::string CookieJar::name(std::string_view bare) const { return (insecure ? "" : "__Host-") + std::string(bare); }

std::optional<std::string_view> CookieJar::read(const Request& request, std::string_view bare) const {
  return request.cookie(name(bare));
}

void CookieJar::write(Response& response, std::string_view bare, std::string_view value,
                      std::optional<int> max_age) const {
  std::string line = name(bare) + '=' + std::string(value) + "; Path=/; HttpOnly; SameSite=Lax";
  if (!insecure) line += "; Secure";
  if (max_age) line += "; Max-Age=" + std::to_string(*max_age);
  response.add("Set-Cookie", std::move(line));
}

void CookieJar::clear(Response& response, std::string_view bare) const { write(response, bare, "", 0); }

}  // namespace pochin::server
