#include "server/pages/pages.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

using namespace pochin::server;

namespace {

struct Site {
  PublicCache cache;
  Router router;
  int asked = 0;  // how often data was made, besides the names in the frame
  Site() {
    PageContext context;
    context.manifest.version = "v";
    for (const char* one : {"visit", "resident", "voting", "work"})
      context.manifest.heads[one] = std::string("<!--") + one + "-->";
    context.cache = &cache;
    context.clock = [] { return pochin::Instant{1'800'000'000'000}; };
    context.origin = "https://pochin.example.ru";
    context.resource = [this](std::string_view path) {
      asked += path == "/api/v1/session" ? 0 : 1;
      return nlohmann::json();
    };
    context.session_cookie = "sid";
    add_pages(router, std::move(context));
  }
  Response get(std::string path, const std::string& cookie = {}) {
    Request request;
    request.method = "GET";
    request.path = std::move(path);
    if (!cookie.empty()) request.headers.emplace_back("Cookie", cookie);
    return router.handle(std::move(request));
  }
  std::string text(const Response& r) {
    if (const auto* kept = std::get_if<Encoded>(&r.body)) return *kept->plain;
    return std::get<std::string>(r.body);
  }
};

}  // namespace

TEST_CASE("the help is a public page: made once, indexed, readable without scripts") {
  Site site;
  const Response first = site.get("/help");
  CHECK(first.status == 200);
  const std::string page = site.text(first);
  CHECK(page.find("<link rel=\"canonical\" href=\"https://pochin.example.ru/help\">") != std::string::npos);
  CHECK(page.find("<h1") != std::string::npos);
  CHECK_FALSE(first.header("ETag").empty());
  const int asked = site.asked;
  CHECK(site.text(site.get("/help")) == page);
  CHECK(site.asked == asked);
}

TEST_CASE("a personal page comes with its title and without anybody's data") {
  Site site;
  for (const char* path : {"/my", "/login", "/applications/a1", "/applications/a1/money", "/work/queue",
                           "/work/rating/ppmi", "/shell/work"}) {
    INFO(path);
    const Response response = site.get(path);
    CHECK(response.status == 200);
    const std::string page = site.text(response);
    CHECK(page.find("noindex") != std::string::npos);
    CHECK(page.find("id=\"resources\">{}</script>") != std::string::npos);
    CHECK(page.find("<noscript>") != std::string::npos);
    CHECK(page.find("<header") != std::string::npos);
    CHECK(page.find("<h1") != std::string::npos);
    CHECK(page.find("href=\"/help\"") != std::string::npos);
  }
  CHECK(site.asked == 0);
  CHECK(site.text(site.get("/shell/visit")).find("<title>Почин</title>") != std::string::npos);
}

TEST_CASE("what is not there is a page for people with 404, and is not kept") {
  Site site;
  for (const char* path : {"/nowhere", "/projects/ПОЧ-404", "/projects/"}) {
    const Response response = site.get(path);
    CHECK(response.status == 404);
    CHECK(response.type.starts_with("text/html"));
    CHECK(site.text(response).find("canonical") == std::string::npos);
  }
  CHECK(site.cache.find("/projects/ПОЧ-404") == nullptr);
  CHECK(site.get("/api/v1/nowhere").type == "application/problem+json");
  CHECK(site.get("/robots.txt").status == 200);
}

TEST_CASE("a page loads the program that its row names; who has logged in before has the residents' one everywhere") {
  Site site;
  const auto program = [&](const std::string& path, const std::string& cookie = {}) {
    const std::string page = site.text(site.get(path, cookie));
    const std::size_t at = page.find("<!--");
    return page.substr(at + 4, page.find("-->") - at - 4);
  };
  CHECK(program("/help") == "visit");
  CHECK(program("/help/application") == "resident");
  CHECK(program("/my") == "resident");
  CHECK(program("/account") == "resident");
  CHECK(program("/votes/a/ballot") == "voting");
  CHECK(program("/work/audit") == "work");
  CHECK(program("/nowhere") == "visit");
  CHECK(program("/help", "sid=abc") == "resident");
  CHECK(program("/nowhere", "sid=abc") == "resident");
  CHECK(program("/work/audit", "sid=abc") == "work");
  CHECK(program("/help") == "visit");  // what is kept for one is not given to the other
  for (const char* one : {"visit", "resident", "voting", "work"}) CHECK(program(std::string("/shell/") + one) == one);
  CHECK(site.get("/shell/other").status == 404);
}

TEST_CASE("search engines are kept out of every room where nothing is open") {
  Site site;
  const std::string said = site.text(site.get("/robots.txt"));
  for (const char* room :
       {"/account", "/api/", "/applications", "/apply", "/auth/", "/login", "/my", "/shell", "/work"})
    CHECK(said.find(std::string("Disallow: ") + room + "\n") != std::string::npos);
  for (const char* room : {"/votes", "/help", "/projects", "/practices"}) CHECK(said.find(room) == std::string::npos);
}
