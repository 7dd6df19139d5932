#include "server/http/head.h"

#include "server/http/proxy.h"
#include "server/http/request.h"
#include "server/http/url.h"
#include "tests/fuzz/fuzz.h"

namespace pochin::fuzz {

using namespace pochin::server;

namespace {

bool one_line(std::string_view text) { return text.find_first_of("\r\n") == std::string_view::npos; }

}  // namespace

void head(std::string_view bytes) {
  const size_t end = find_head_end(bytes, 0);
  if (end == std::string_view::npos) return;
  const HeadLimits limits{2048, 4096, 20};
  const auto head = parse_head(bytes.substr(0, end), limits);
  if (!head) return promise(head.error().status >= 400 && head.error().status < 600);
  promise(end <= limits.total && head->target.starts_with('/') && head->target.size() <= limits.target);
  promise(head->headers.size() <= limits.headers && head->body_size < 1'000'000'000'000'000);
  promise(head->header("Transfer-Encoding").empty());
  Request request;
  for (const auto& [name, value] : head->headers) promise(one_line(value) && name.find(' ') == std::string_view::npos);
  request.headers = head->headers;
  if (const auto cookie = request.cookie("__Host-sid"))
    promise(cookie->find_first_of(";\r\n") == std::string_view::npos);
  if (const auto path = percent_decode(head->path(), false)) promise(valid_utf8(*path));
  if (const auto query = parse_query(head->query())) {
    promise(query->size() <= 64);
    for (const auto& [name, value] : *query) {
      promise(valid_utf8(name) && valid_utf8(value));
      const auto again = percent_decode(percent_encode(value), false);
      promise(again == value);
    }
  }
  const std::string client = client_address("127.0.0.1", head->headers, TrustedProxies({"127.0.0.1"}));
  promise(one_line(client) && client.size() < 100);
}

}  // namespace pochin::fuzz
