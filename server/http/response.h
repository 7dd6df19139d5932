// A response as handlers build it. Compression, ETag comparison, security headers and HEAD are added by the server.
#pragma once

#include <cstdint>
#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "server/http/problem.h"

namespace pochin::server {

// Bytes shared by many answers at once.
using SharedBytes = std::shared_ptr<const std::string>;

// The same bytes in the codings that are ready; brotli and gzip may be null.
struct Encoded {
  SharedBytes plain, brotli, gzip;
};

// A file sent from disk in pieces.
struct FileBody {
  std::string path;
  uint64_t size = 0;
};

struct Response {
  int status = 200;
  std::string type;  // Content-Type; empty when there is no body
  std::vector<std::pair<std::string, std::string>> headers;
  std::variant<std::monostate, std::string, Encoded, FileBody> body;
  std::string problem;       // code of a refusal, for the log
  bool compressible = true;  // false: the body is compressed already, or carries secrets beside what a stranger chose

  Response& set(std::string name, std::string value);    // replaces
  Response& add(std::string name, std::string value);    // one more of that name, e.g. Set-Cookie
  Response& etag(std::string tag);                       // quoted, as make_etag gives it
  std::string_view header(std::string_view name) const;  // empty when absent

  // no-store by default: answers of the API belong to a person unless said otherwise.
  static Response json(const nlohmann::json& value, int status = 200);
  static Response json_text(std::string text, int status = 200);
  static Response html(std::string text, int status = 200);
  static Response text(std::string text, int status = 200);
  static Response empty(int status = 204);
  static Response redirect(std::string location, int status = 303);
  static Response of(const Problem& problem);
};

}  // namespace pochin::server
