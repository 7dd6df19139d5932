#include "server/http/visit.h"

#include <nlohmann/json.hpp>

#include "server/http/url.h"

namespace pochin::server {
namespace {

const std::string* text_of(const Response& response) {
  if (const auto* text = std::get_if<std::string>(&response.body)) return text;
  const auto* kept = std::get_if<Encoded>(&response.body);
  return kept ? kept->plain.get() : nullptr;
}

}  // namespace

nlohmann::json visited(const Router& router, std::string_view target) {
  Request request;
  request.method = "GET";
  request.target = target;
  const std::size_t mark = target.find('?');
  auto path = percent_decode(target.substr(0, mark), false);
  auto query = parse_query(mark == std::string_view::npos ? "" : target.substr(mark + 1));
  if (!path || !query) return nullptr;
  request.path = *std::move(path);
  request.query = *std::move(query);
  const Response response = router.handle(std::move(request));
  const std::string* text = text_of(response);
  if (response.status != 200 || !text) return nullptr;
  nlohmann::json value = nlohmann::json::parse(*text, nullptr, false);
  return value.is_discarded() ? nlohmann::json() : value;
}

}  // namespace pochin::server
