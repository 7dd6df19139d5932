// GET /api/v1/openapi.json: the description of this API, the file openapi.json beside this one.
#include "server/api/openapi.h"

namespace pochin::server {
namespace {

constexpr char kOpenApi[] =
#include "openapi.inc"
    ;

Response get_openapi(Context& context, const Request& request) {
  return context.cache.get(cache_key(request), [] {
    Response response = Response::json_text(kOpenApi);
    response.set("Cache-Control", "no-cache");
    return response;
  });
}

}  // namespace

std::span<const Route> openapi_routes() {
  using namespace row;
  static constexpr Route kRoutes[] = {
      get("/api/v1/openapi.json", anybody, kEveryone, get_openapi),
  };
  return kRoutes;
}

}  // namespace pochin::server
