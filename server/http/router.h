// Which handler answers which method and path.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/problem.h"
#include "server/http/request.h"
#include "server/http/response.h"

namespace pochin::server {

using Handler = std::function<Response(const Request&)>;

// A bucket of the rate limiter that a route spends from (limits are in the configuration).
enum class Spend { none, upload };

struct RouteOptions {
  size_t max_body = 256 * 1024;  // bytes; more is refused with 413 before it is read
  Spend spend = Spend::none;
  bool log_query = false;  // queries may carry personal data and codes: none is logged unless it cannot
};

// Patterns are made of literal segments, {name} for one segment, and {name...} for the rest (last only):
// "/api/v1/applications/{id}/files/{file}". A literal segment wins over {name}, {name} over {name...}.
// GET also answers HEAD. Unknown paths: 404; known path, other method: 405 with Allow.
class Router {
 public:
  struct Match {
    const Handler* handler = nullptr;
    const RouteOptions* options = nullptr;
    std::string_view pattern;
    std::vector<Request::Pair> params;
  };

  Router();
  ~Router();
  Router(Router&&) noexcept;
  Router& operator=(Router&&) noexcept;

  // The same method and pattern twice is a mistake of the program: std::logic_error.
  void add(std::string_view method, std::string_view pattern, Handler handler, RouteOptions options = {});
  void get(std::string_view pattern, Handler handler, RouteOptions options = {}) {
    add("GET", pattern, std::move(handler), options);
  }
  void post(std::string_view pattern, Handler handler, RouteOptions options = {}) {
    add("POST", pattern, std::move(handler), options);
  }
  void put(std::string_view pattern, Handler handler, RouteOptions options = {}) {
    add("PUT", pattern, std::move(handler), options);
  }
  void patch(std::string_view pattern, Handler handler, RouteOptions options = {}) {
    add("PATCH", pattern, std::move(handler), options);
  }
  void del(std::string_view pattern, Handler handler, RouteOptions options = {}) {
    add("DELETE", pattern, std::move(handler), options);
  }

  // Who answers a GET of an address that leads nowhere, outside /api, /auth and /assets: a page for people.
  void set_lost_page(Handler handler);

  // `path` is decoded. The error is 404, or 405 with Allow.
  Checked<Match> find(std::string_view method, std::string_view path) const;

  // "GET /api/v1/session" of every route, sorted: what the OpenAPI test compares with.
  std::vector<std::string> list() const;

  // Finds and runs: what the server does after it has read the body. For tests without a socket.
  Response handle(Request request) const;

 private:
  struct Node;
  std::unique_ptr<Node> root_;
  std::unique_ptr<Handler> lost_;
};

}  // namespace pochin::server
