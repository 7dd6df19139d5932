// Cookies the server sets: always HttpOnly, SameSite=Lax, Path=/, and Secure with the __Host- prefix unless the
// configuration says insecure_cookies (demonstration without TLS in a browser that insists).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "server/http/request.h"
#include "server/http/response.h"

namespace pochin::server {

struct CookieJar {
  bool insecure = false;

  std::string name(std::string_view bare) const;  // "sid" → "__Host-sid"
  std::optional<std::string_view> read(const Request& request, std::string_view bare) const;
  // `value` may hold only characters of base64url; max_age in seconds, nothing = until the browser closes.
  void write(Response& response, std::string_view bare, std::string_view value, std::optional<int> max_age) const;
  void clear(Response& response, std::string_view bare) const;
};

}  // namespace pochin::server
