#include "server/http/visit.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "server/http/public_cache.h"

using namespace pochin::server;
using Json = nlohmann::json;

TEST_CASE("a visit reads what the router answers a visitor, and nothing but the JSON of a 200") {
  PublicCache cache;
  Router router;
  router.get("/api/v1/projects/{number}", [](const Request& request) {
    CHECK(request.headers.empty());
    return Response::json({{"number", request.param("number")}, {"q", request.query_value("q").value_or("")}});
  });
  int made = 0;
  router.get("/api/v1/kept", [&](const Request& request) {
    return cache.get(cache_key(request), [&] { return Response::json({{"made", ++made}}); });
  });
  router.get("/api/v1/closed", [](const Request&) { return Response::of(problem(403, "forbidden", {})); });
  router.get("/api/v1/page", [](const Request&) { return Response::html("<p>"); });
  router.get("/api/v1/nothing", [](const Request&) { return Response::empty(200); });

  CHECK(visited(router, "/api/v1/projects/%D0%9F-1?q=%D1%8F+1") == Json{{"number", "П-1"}, {"q", "я 1"}});
  CHECK(visited(router, "/api/v1/kept") == Json{{"made", 1}});
  CHECK(visited(router, "/api/v1/kept") == Json{{"made", 1}});
  CHECK(visited(router, "/api/v1/kept?again") == Json{{"made", 2}});
  for (const char* nothing : {"/api/v1/closed", "/api/v1/page", "/api/v1/nothing", "/api/v1/nowhere",
                              "/api/v1/projects/%ZZ", "/api/v1/projects/1?q=%ZZ", ""})
    CHECK(visited(router, nothing).is_null());
}
