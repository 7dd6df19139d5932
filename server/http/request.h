// A request as the rest of the server sees it. Everything in it is checked: the path and the query are decoded valid
// UTF-8, the body is within the route's limit. Views live as long as the handler runs.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pochin::server {

struct Request {
  using Pair = std::pair<std::string, std::string>;
  using View = std::pair<std::string_view, std::string_view>;

  std::string method;         // "GET", "POST"…; HEAD arrives as "HEAD" and is routed as GET
  std::string path;           // decoded, without the query
  std::vector<Pair> params;   // what {names} of the route's pattern matched
  std::vector<Pair> query;    // decoded, in order
  std::vector<View> headers;  // as sent
  std::string body;
  std::string remote;       // address of the client (behind a trusted proxy: what the proxy says)
  std::string id;           // random, in the log line and in X-Request-Id
  std::string_view target;  // the path and the query as sent; the key of the public cache
  std::string_view route;   // the pattern that matched, e.g. "/api/v1/applications/{id}"

  // The value of a {name}; empty when the pattern has none.
  std::string_view param(std::string_view name) const;
  // The first value of the query's member.
  std::optional<std::string_view> query_value(std::string_view name) const;
  // The first header of that name (case of letters is ignored); empty when absent.
  std::string_view header(std::string_view name) const;
  size_t header_count(std::string_view name) const;
  // The cookie's value; nothing when absent or sent twice.
  std::optional<std::string_view> cookie(std::string_view name) const;
  // The names of the cookies that begin so, in the order they were sent in.
  std::vector<std::string_view> cookies_named(std::string_view beginning) const;

  bool is_safe() const { return method == "GET" || method == "HEAD" || method == "OPTIONS"; }
};

}  // namespace pochin::server
