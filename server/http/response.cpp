#include "server/http/response.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "server/http/ascii.h"

namespace pochin::server {

Response& Response::set(std::string name, std::string value) {
  std::erase_if(headers, [&](const auto& h) { return same_ignoring_case(h.first, name); });
  return add(std::move(name), std::move(value));
}

Response& Response::add(std::string name, std::string value) {
  headers.emplace_back(std::move(name), std::move(value));
  return *this;
}

Response& Response::etag(std::string tag) { return set("ETag", std::move(tag)); }

std::string_view Response::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (same_ignoring_case(key, name)) return value;
  return {};
}

namespace {

Response with_body(std::string text, std::string type, int status) {
  Response r;
  r.status = status;
  r.type = std::move(type);
  r.body = std::move(text);
  return r;
}

}  // namespace

Response Response::json(const nlohmann::json& value, int status) {
  return json_text(value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace), status);
}
Response Response::json_text(std::string text, int status) {
  return with_body(std::move(text), "application/json", status);
}
Response Response::html(std::string text, int status) {
  return with_body(std::move(text), "text/html; charset=utf-8", status);
}
Response Response::text(std::string text, int status) {
  return with_body(std::move(text), "text/plain; charset=utf-8", status);
}

Response Response::empty(int status) {
  Response r;
  r.status = status;
  return r;
}

Response Response::redirect(std::string location, int status) {
  Response r = empty(status);
  r.set("Location", std::move(location));
  return r;
}

Response Response::of(const Problem& p) {
  Response r = with_body(to_text(p), "application/problem+json", p.status);
  for (const auto& [name, value] : p.headers) r.set(name, value);
  r.problem = p.code;
  return r;
}

}  // namespace pochin::server
