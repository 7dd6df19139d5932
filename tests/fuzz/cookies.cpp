#include "server/http/cookie.h"
#include "server/http/csrf.h"
#include "tests/fuzz/fuzz.h"

namespace pochin::fuzz {

using namespace pochin::server;

// Each line is the value of one Cookie header.
void cookies(std::string_view bytes) {
  Request request;
  request.method = "POST";
  while (!bytes.empty()) {
    const size_t end = bytes.find('\n');
    request.headers.emplace_back("cookie", bytes.substr(0, end));
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
  }
  for (const bool insecure : {false, true}) {
    const CookieJar jar{insecure};
    const auto found = jar.read(request, "sid");
    if (!found) continue;
    promise(found->find(';') == std::string_view::npos);
    // Who can add a cookie of that name from a neighbouring site must not decide which of the two is taken.
    Request tossed = request;
    tossed.headers.emplace_back("Cookie", jar.name("sid") + "=another");
    promise(!jar.read(tossed, "sid"));
    tossed.headers.back().second = "another=1; " + jar.name("sid") + "=";
    promise(!jar.read(tossed, "sid"));
    // A cookie alone never allows a change.
    promise(check_csrf(request, *found, "https://pochin.example.ru").has_value());
  }
}

}  // namespace pochin::fuzz
