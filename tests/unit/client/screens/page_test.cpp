// Pages without a browser: what a visitor without JavaScript gets, and that the client starts from the same tree.
#include <catch2/catch_test_macros.hpp>

#include "client/app/app.h"
#include "client/platform/headless/render_page.h"
#include "client/screens/programs.h"
#include "tests/unit/client/screens/person.h"

namespace pochin::fake {
namespace {

const Instant kNow = parse_instant("2026-11-23T10:00:00Z").value();

Json all_that_it_needs(const std::string& path) {
  Server server;
  server.role = "";
  server.voting.any = true;
  Json out = Json::object();
  for (int round = 0; round < 3; ++round) {
    for (const std::string& need : headless::page_needs(out, path, kNow)) {
      const app::Response answer = server.answer({"1", "GET", need});
      if (answer.status == 200) out[need] = Json::parse(answer.body);
    }
  }
  return out;
}

bool has(const std::string& text, std::string_view part) { return plain(text).find(part) != std::string::npos; }

TEST_CASE("portal, practice, projects and a card are readable pages with links and no script") {
  struct Expected {
    std::string path, title, text, link;
  };
  const Expected pages[] = {
      {"/", "Почин", "Что можно сделать сейчас", "href=\"/apply/ppmi\""},
      {"/practices/ppmi", "ППМИ — Почин", "Этапы и сроки", "href=\"/apply/ppmi\""},
      {"/practices", "Конкурсы — Почин", "Этапы, деньги и критерии", "href=\"/apply/ppmi\""},
      {"/projects", "Проекты жителей — Почин", "Ремонт колодца на улице Луговой",
       "href=\"/projects/%D0%9F%D0%9F%D0%9C%D0%98-2027-0003\""},
      {"/projects/ППМИ-2027-0003", "Ремонт колодца на улице Луговой — Почин", "Чистая вода у 120 домов",
       "href=\"/practices/ppmi\""},
      {"/votes", "Голосования — Почин", "Голосование за проекты ППМИ", "href=\"/votes/ppmi.2027-main\""},
      {"/votes/ppmi.2027-main", "Голосование за проекты ППМИ — Почин", "Жители области с 14 лет",
       "href=\"/votes/ppmi.2027-main/ballot\""},
      {"/help", "Помощь — Почин", "Частые вопросы", "href=\"/help/application\""},
      {"/help/application", "Как заполнить заявку — Почин", "Источники денег", "href=\"/practices/ppmi\""},
      {"/help/application/ppmi", "Как заполнить заявку: ППМИ — Почин", "Источники денег", "href=\"/practices/ppmi\""}};
  for (const Expected& one : pages) {
    INFO(one.path);
    const headless::Page page = headless::render_page(all_that_it_needs(one.path), one.path, kNow);
    CHECK(page.status == 200);
    CHECK(has(page.title, one.title));
    CHECK_FALSE(page.description.empty());
    CHECK(has(page.html, one.text));
    CHECK(has(page.html, one.link));
    CHECK_FALSE(has(page.html, "<script"));
    CHECK_FALSE(has(page.html, "style=\""));
    CHECK(headless::page_needs(all_that_it_needs(one.path), one.path, kNow).empty());
  }
}

TEST_CASE("the client's first tree is the page's") {
  for (const char* path :
       {"/", "/practices/ppmi", "/projects", "/projects/ППМИ-2027-0003", "/help", "/help/application",
        "/help/application/ppmi", "/practices", "/votes", "/votes/ppmi.2027-main"}) {
    const Json resources = all_that_it_needs(path);
    app::App client(screens::kEverything);
    client.boot(resources.dump(), path, {}, "seed", kNow);
    ui::Ui ui;
    ui.begin({});
    CHECK_FALSE(client.describe(ui));
    const ui::Tree tree = ui.end();
    INFO(path);
    CHECK(written(tree) == written(headless::describe(client.state())));
    CHECK(client.title() == headless::render_page(resources, path, kNow).title);
  }
}

TEST_CASE("who this is is asked once: by the page, or by the client when the page may be an old one") {
  Json resources = all_that_it_needs("/");
  const auto asked = [&] {
    app::App client(screens::kEverything);
    client.boot(resources.dump(), "/", {}, "seed", kNow);
    int found = 0;
    for (const app::Effect& one : client.take_effects())
      if (const auto* fetch = std::get_if<app::Fetch>(&one); fetch != nullptr)
        found += fetch->path == app::session_path();
    return found;
  };
  CHECK(asked() == 1);
  resources["just asked"] = 1;  // web/start.js
  CHECK(asked() == 0);
}

TEST_CASE("what is not there is a 404 with a way home") {
  for (const char* path : {"/нет-такой", "/projects/нет", "/practices/нет"}) {
    const headless::Page page = headless::render_page(all_that_it_needs(path), path, kNow);
    INFO(path);
    CHECK(page.status == 404);
    CHECK(has(page.html, "Такой страницы нет"));
    CHECK(has(page.html, "На главную"));
  }
}

TEST_CASE("a page of a person holds a skeleton and nothing of anybody") {
  const headless::Page page = headless::render_skeleton("/applications/a1", fake::session(""), kNow);
  CHECK(page.status == 200);
  CHECK(has(page.title, "Заявка — Почин"));
  CHECK(has(page.html, "Загружа"));
  CHECK(has(page.html, "<header"));
  CHECK(has(page.html, "href=\"/projects\""));
  CHECK(has(page.html, "Приозёрской области"));
  CHECK_FALSE(has(page.html, "Войти"));
  CHECK(headless::render_skeleton("/нет", nullptr, kNow).status == 404);
}

TEST_CASE("markup in a project's words stays words") {
  Json resources = all_that_it_needs("/projects/ППМИ-2027-0003");
  for (auto& [path, body] : resources.items()) {
    if (path.find("/projects/") != std::string::npos) body["title"] = "<img src=x onerror=alert(1)>";
  }
  const headless::Page page = headless::render_page(resources, "/projects/ППМИ-2027-0003", kNow);
  CHECK(has(page.html, "&lt;img"));
  CHECK_FALSE(has(page.html, "<img src"));
}

}  // namespace
}  // namespace pochin::fake
