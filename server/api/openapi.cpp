// GET /api/v1/openapi.json: the description of this API.
#include "server/api/openapi.h"

#include <algorithm>
#include <cctype>

#include "server/api/api.h"
#include "server/api/operation.h"
#include "server/api/schemas.h"

namespace pochin::server {
namespace {

std::string lower(std::string_view method) {
  std::string out(method);
  std::ranges::transform(out, out.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return out;
}

Response get_openapi(Context& context, const Request& request) {
  return context.cache.get(cache_key(request), [] {
    static const std::string text = describe_api();  // the rows of a program do not change
    Response response = Response::json_text(text);
    response.set("Cache-Control", "no-cache");
    return response;
  });
}

}  // namespace

std::string describe_api() {
  nlohmann::ordered_json paths = nlohmann::ordered_json::object();
  for (const auto rows : api_routes())
    for (const Route& route : rows) paths[std::string(route.pattern)][lower(route.method)] = operation_json(route);
  const nlohmann::ordered_json document{
      {"openapi", "3.1.0"},
      {"info", {{"title", "Почин: API портала инициативного бюджетирования"}, {"version", "1"}}},
      {"paths", std::move(paths)},
      {"components", components_json()}};
  return document.dump(1) + "\n";
}

std::span<const Route> openapi_routes() {
  using namespace row;
  static constexpr Route kRoutes[] = {
      get("/api/v1/openapi.json", "Это описание", anybody, kEveryone, get_openapi,
          {.answers = {.about = "OpenAPI 3.1"}}),
  };
  return kRoutes;
}

}  // namespace pochin::server
