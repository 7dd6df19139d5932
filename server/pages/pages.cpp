#include "server/pages/pages.h"

#include <memory>
#include <nlohmann/json.hpp>

#include "client/platform/headless/render_page.h"

namespace pochin::server {
namespace {

using Json = nlohmann::json;

constexpr const char* kPublicPages[] = {"/",     "/practices/{id}", "/projects", "/projects/{number}",
                                        "/help", "/help/{section}"};
// What they show belongs to a person: the browser fetches it after the skeleton.
constexpr const char* kPersonalPages[] = {"/login",
                                          "/my",
                                          "/apply/{practice}",
                                          "/applications/{id}",
                                          "/applications/{id}/{section}",
                                          "/work/queue",
                                          "/work/applications/{id}",
                                          "/work/rating/{practice}"};
constexpr int kRounds = 3;  // a resource may name another that the screen needs too

constexpr std::string_view kRobots =
    "User-agent: *\nDisallow: /api/\nDisallow: /auth/\nDisallow: /applications/\nDisallow: /apply/\nDisallow: "
    "/login\nDisallow: /my\n"
    "Disallow: /shell\nDisallow: /work/\n";

Json gather(const PageContext& context, std::string_view path, Instant now) {
  Json resources = Json::object();
  for (int round = 0; round < kRounds; ++round) {
    bool grew = false;
    for (const std::string& need : headless::page_needs(resources, path, now)) {
      if (resources.contains(need)) continue;
      Json value = context.resource(need);
      if (value.is_null()) continue;
      resources[need] = std::move(value);
      grew = true;
    }
    if (!grew) break;
  }
  return resources;
}

// The key is the path alone: what else stands in the address does not change the page. Keys are compared with addresses
// as sent, so a path that was escaped must not look like another one's address.
std::string page_key(const Request& request) {
  return request.path.find_first_of("?%+") == std::string::npos ? request.path : "page " + request.path;
}

Response page(const PageContext& context, std::string_view path, const Json& resources, bool is_public) {
  headless::Page drawn = headless::render_page(resources, path, context.clock());
  const bool found = drawn.status == 200;
  PageText text{std::move(drawn.title), std::move(drawn.description), std::move(drawn.html), {}, is_public && found};
  if (text.indexed) text.canonical = context.origin + std::string(path);
  Response response = Response::html(page_html(context.manifest, text, resources), drawn.status);
  response.set("Cache-Control", "no-cache");
  return response;
}

}  // namespace

void add_pages(Router& router, PageContext given) {
  const auto context = std::make_shared<const PageContext>(std::move(given));
  for (const char* pattern : kPublicPages)
    router.get(pattern, [context](const Request& request) {
      return context->cache->get(page_key(request), [&] {
        return page(*context, request.path, gather(*context, request.path, context->clock()), true);
      });
    });
  for (const char* pattern : kPersonalPages)
    router.get(pattern,
               [context](const Request& request) { return page(*context, request.path, Json::object(), false); });
  // What the service worker keeps for times without network: no data at all.
  router.get("/shell", [context](const Request&) {
    return context->cache->get("/shell", [&] { return page(*context, "/", Json::object(), false); });
  });
  router.get("/robots.txt", [](const Request&) {
    Response response = Response::text(std::string(kRobots));
    response.set("Cache-Control", "public, max-age=86400");
    return response;
  });
  router.set_lost_page([context](const Request& request) {
    Response response = page(*context, request.path, Json::object(), false);
    response.status = 404;
    return response;
  });
}

}  // namespace pochin::server
