// The last step of an answer: condition, coding, headers of security, the bytes of its head.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "server/http/head.h"
#include "server/http/response.h"

namespace pochin::server {

struct Outgoing {
  int status = 200;
  std::string head;  // status line and headers, with the empty line
  std::string text;  // the body, one of the three
  SharedBytes shared;
  FileBody file;
  uint64_t size = 0;  // of the body that is sent; 0 for HEAD
};

struct WireOptions {
  bool https = true;  // adds Strict-Transport-Security
  bool keep_alive = true;
  std::string_view request_id;
};

// `head` is the request's: its method and headers decide on 304, HEAD and the coding.
Outgoing prepare(Response response, const Head& head, const WireOptions& wire);

}  // namespace pochin::server
