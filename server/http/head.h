// The head of an HTTP/1.1 request, parsed strictly: whatever two parsers could read in two ways is refused, because a
// proxy in front may have read it the other way (request smuggling, RFC 9112 §11.2).
#pragma once

#include <cstddef>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/problem.h"
#include "server/http/request.h"

namespace pochin::server {

struct Head {
  std::string_view method;
  std::string_view target;             // "/path?query", visible ASCII only
  std::vector<Request::View> headers;  // values without surrounding spaces
  size_t body_size = 0;                // Content-Length
  bool keep_alive = true;
  bool wants_continue = false;  // Expect: 100-continue

  std::string_view path() const { return target.substr(0, target.find('?')); }
  std::string_view query() const {
    const size_t mark = target.find('?');
    return mark == std::string_view::npos ? std::string_view{} : target.substr(mark + 1);
  }
  std::string_view header(std::string_view name) const;
};

struct HeadLimits {
  size_t target = 16 * 1024;
  size_t total = 32 * 1024;
  size_t headers = 100;
};

// `bytes` ends with the empty line and must outlive the result.
Checked<Head> parse_head(std::string_view bytes, const HeadLimits& limits);

// Where the head ends in `bytes` (after the empty line), looking from `from`; npos when it is not all there.
size_t find_head_end(std::string_view bytes, size_t from);

}  // namespace pochin::server
