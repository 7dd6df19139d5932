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
    PageContext context{{"v", "<link rel=\"stylesheet\" href=\"/assets/s.css\">"},
                        &cache,
                        [] { return pochin::Instant{1'800'000'000'000}; },
                        "https://pochin.example.ru",
                        [this](std::string_view path) {
                          asked += path == "/api/v1/session" ? 0 : 1;
                          return nlohmann::json();
                        }};
    add_pages(router, std::move(context));
  }
  Response get(std::string path) {
    Request request;
    request.method = "GET";
    request.path = std::move(path);
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
  for (const char* path :
       {"/my", "/login", "/applications/a1", "/applications/a1/money", "/work/queue", "/work/rating/ppmi", "/shell"}) {
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
  CHECK(site.text(site.get("/shell")).find("<title>Почин</title>") != std::string::npos);
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
