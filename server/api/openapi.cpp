// GET /api/v1/openapi.json: the description of this API, the file openapi.json beside this one.

namespace pochin::server {
namespace {

constexpr char kOpenApi[] =
#include "openapi.inc"

#include "server/api/openapi.h"
    ;

}  // namespace

void add_openapi_routes(Router& router, Context& context) {
  router.get("/api/v1/openapi.json", [&context](const Request& request) {
    return context.cache.get(cache_key(request), [] {
      Response response = Response::json_text(kOpenApi);
      response.set("Cache-Control", "no-cache");
      return response;
    });
  });
}

}  // namespace pochin::server
