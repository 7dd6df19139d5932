#include "server/pages/pages.h"

#include <memory>
#include <nlohmann/json.hpp>

#include "client/platform/headless/render_page.h"

namespace pochin::server {
namespace {

using Json = nlohmann::json;

constexpr const char* kPublicPages[] = {"/",
                                        "/practices",
                                        "/practices/{id}",
                                        "/projects",
                                        "/projects/{number}",
                                        "/help",
                                        "/help/{section}",
                                        "/help/{section}/{practice}",
                                        "/votes",
                                        "/votes/{id}",
                                        "/votes/{id}/results"};
// What they show belongs to a person: the browser fetches it after the skeleton.
constexpr const char* kPersonalPages[] = {"/login",
                                          "/my",
                                          "/apply/{practice}",
                                          "/applications/{id}",
                                          "/applications/{id}/{section}",
                                          "/account",
                                          "/work",
                                          "/work/audit",
                                          "/work/portal",
                                          "/work/queue",
                                          "/work/staff",
                                          "/work/applications/{id}",
                                          "/work/rating/{practice}",
                                          "/votes/{id}/ballot",
                                          "/votes/{id}/check",
                                          "/votes/{id}/receipt",
                                          "/votes/{id}/verify",
                                          "/votes/{id}/recount",
                                          "/work/votes",
                                          "/work/votes/{id}/{section}"};
constexpr int kRounds = 3;  // a resource may name another that the screen needs too

constexpr std::string_view kRobots =
    "User-agent: *\nDisallow: /account\nDisallow: /api/\nDisallow: /auth/\nDisallow: /applications/\nDisallow: "
    "/apply/\nDisallow: "
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

// The pages of voting, of the staff and of one's own account: what a first visit of the portal does not carry.
bool needs_whole(std::string_view path) {
  for (const std::string_view room : {"/votes", "/work", "/account"})
    if (path == room || (path.starts_with(room) && path[room.size()] == '/')) return true;
  return false;
}

Response html(const PageContext& context, const PageText& text, const Json& resources, int status) {
  Response response = Response::html(page_html(context.manifest, text, resources), status);
  response.set("Cache-Control", "no-cache");
  return response;
}

Response public_page(const PageContext& context, std::string_view path) {
  const Instant now = context.clock();
  const Json resources = gather(context, path, now);
  headless::Page drawn = headless::render_page(resources, path, now);
  const bool found = drawn.status == 200;
  const std::string address = found ? context.origin + std::string(path) : std::string{};
  return html(
      context,
      {std::move(drawn.title), std::move(drawn.description), std::move(drawn.html), address, found, needs_whole(path)},
      resources, drawn.status);
}

constexpr std::string_view kNoScript =
    "<noscript><p>Эта страница личная и работает только с включённым JavaScript. Включите его в настройках браузера. "
    "Без него открываются <a href=\"/\">главная</a>, <a href=\"/projects\">проекты</a>, <a "
    "href=\"/votes\">голосования</a> и <a href=\"/help\">помощь</a>.</p></noscript>";

// A page whose content the browser fetches itself: the portal's frame and its title until then, and for good where
// scripts do not run.
Response skeleton(const PageContext& context, std::string_view path, std::string title = {}) {
  headless::Page page = headless::render_skeleton(path, context.resource("/api/v1/session"), context.clock());
  if (const std::size_t end = page.html.find("</main>"); end != std::string::npos) page.html.insert(end, kNoScript);
  if (title.empty()) title = std::move(page.title);
  return html(context, {std::move(title), {}, std::move(page.html), {}, false, needs_whole(path)}, Json::object(), 200);
}

}  // namespace

void add_pages(Router& router, PageContext given) {
  const auto context = std::make_shared<const PageContext>(std::move(given));
  for (const char* pattern : kPublicPages)
    router.get(pattern, [context](const Request& request) {
      return context->cache->get(page_key(request), [&] { return public_page(*context, request.path); });
    });
  for (const char* pattern : kPersonalPages)
    router.get(pattern, [context](const Request& request) { return skeleton(*context, request.path); });
  // What the service worker keeps for times without network: no data at all.
  router.get("/shell", [context](const Request&) {
    return context->cache->get("/shell", [&] { return skeleton(*context, "/", "Почин"); });
  });
  router.get("/robots.txt", [](const Request&) {
    Response response = Response::text(std::string(kRobots));
    response.set("Cache-Control", "public, max-age=86400");
    return response;
  });
  router.set_lost_page([context](const Request& request) {
    Response response = public_page(*context, request.path);
    response.status = 404;
    return response;
  });
}

}  // namespace pochin::server
