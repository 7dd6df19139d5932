#include "server/pages/pages.h"

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "client/platform/headless/page_rows.h"
#include "client/platform/headless/render_page.h"

namespace pochin::server {
namespace {

using Json = nlohmann::json;

constexpr int kRounds = 3;  // a resource may name another that the screen needs too

std::string robots() {
  std::string out = "User-agent: *\n";
  std::vector<std::string> rooms = headless::personal_rooms();
  for (const char* own : {"/api/", "/auth/", "/shell"}) rooms.emplace_back(own);
  std::ranges::sort(rooms);
  for (const std::string& room : rooms) out += "Disallow: " + room + "\n";
  return out;
}

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

// Whoever has logged in before will want the program of residents, which carries the pages of visitors too: no other
// need be loaded for them.
std::string_view program_for(const PageContext& context, const Request& request) {
  const std::string_view program = headless::program_of(request.path);
  const bool known = program == headless::kVisit && !context.session_cookie.empty() &&
                     request.cookie(context.session_cookie).has_value();
  return known ? headless::kResident : program;
}

Response html(const PageContext& context, const PageText& text, const Json& resources, int status) {
  Response response = Response::html(page_html(context.manifest, text, resources), status);
  response.set("Cache-Control", "no-cache");
  if (const auto inside = context.manifest.inside.find(text.program); inside != context.manifest.inside.end())
    response.set("Content-Security-Policy", page_policy(inside->second));
  return response;
}

Response public_page(const PageContext& context, std::string_view path, std::string_view program) {
  const Instant now = context.clock();
  const Json resources = gather(context, path, now);
  headless::Page drawn = headless::render_page(resources, path, now);
  const bool found = drawn.status == 200;
  const std::string address = found ? context.origin + std::string(path) : std::string{};
  return html(context,
              {std::move(drawn.title), std::move(drawn.description), std::move(drawn.html), address, found, program},
              resources, drawn.status);
}

constexpr std::string_view kNoScript =
    "<noscript><p>Эта страница личная и работает только с включённым JavaScript. Включите его в настройках браузера. "
    "Без него открываются <a href=\"/\">главная</a>, <a href=\"/projects\">проекты</a>, <a "
    "href=\"/votes\">голосования</a> и <a href=\"/help\">помощь</a>.</p></noscript>";

// A page whose content the browser fetches itself: the portal's frame and its title until then, and for good where
// scripts do not run.
Response skeleton(const PageContext& context, std::string_view path, std::string_view program, std::string title = {}) {
  headless::Page page = headless::render_skeleton(path, context.resource("/api/v1/session"), context.clock());
  if (const std::size_t end = page.html.find("</main>"); end != std::string::npos) page.html.insert(end, kNoScript);
  if (title.empty()) title = std::move(page.title);
  return html(context, {std::move(title), {}, std::move(page.html), {}, false, program}, Json::object(), 200);
}

}  // namespace

void add_pages(Router& router, PageContext given) {
  const auto context = std::make_shared<const PageContext>(std::move(given));
  for (const headless::PageRow& row : headless::page_rows()) {
    if (row.open)
      router.get(row.pattern, [context](const Request& request) {
        const std::string_view program = program_for(*context, request);
        return context->cache->get(page_key(request) + " " + std::string(program),
                                   [&] { return public_page(*context, request.path, program); });
      });
    else
      router.get(row.pattern, [context, program = row.program](const Request& request) {
        return skeleton(*context, request.path, program);
      });
  }
  // What the service worker keeps for times without network: no data at all.
  router.get("/shell/{program}", [context](const Request& request) {
    const std::string program(request.param("program"));
    if (!context->manifest.heads.contains(program)) return Response::of(not_found());
    return context->cache->get("/shell/" + program, [&] { return skeleton(*context, "/", program, "Почин"); });
  });
  router.get("/robots.txt", [](const Request&) {
    Response response = Response::text(robots());
    response.set("Cache-Control", "public, max-age=86400");
    return response;
  });
  router.set_lost_page([context](const Request& request) {
    Response response = public_page(*context, request.path, program_for(*context, request));
    response.status = 404;
    return response;
  });
}

}  // namespace pochin::server
