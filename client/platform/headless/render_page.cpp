#include "client/platform/headless/render_page.h"

#include <nlohmann/json.hpp>

#include "client/app/store.h"
#include "client/screens/kit/shell.h"
#include "client/screens/programs.h"
#include "client/screens/screens.h"
#include "client/ui/html.h"
#include "client/ui/ui.h"

namespace pochin::headless {

ui::Tree describe(const app::State& state) {
  ui::Ui ui;
  app::Intents wishes;
  ui.begin({});
  screens::draw(state, ui, wishes);
  return ui.end();
}

namespace {

app::State state_of(const nlohmann::json& resources, std::string_view path, Instant now) {
  app::State state;
  state.program = &screens::kEverything;
  state.now = now;
  app::start(state, resources.dump(), path);
  return state;
}

Page page_of(const app::State& state) {
  Page page;
  page.title = screens::title(state);
  page.description = screens::description(state);
  page.html = ui::to_html(describe(state));
  return page;
}

}  // namespace

Page render_page(const nlohmann::json& resources, std::string_view path, Instant now) {
  app::State state = state_of(resources, path, now);
  for (auto& [name, resource] : state.resources) {
    if (!resource.usable()) resource = {app::Load::Failed, nullptr, {}, 404};
  }
  Page page = page_of(state);
  page.status = screens::http_status(state);
  return page;
}

Page render_skeleton(std::string_view path, const nlohmann::json& session, Instant now) {
  nlohmann::json resources = nlohmann::json::object();
  if (session.is_object()) resources[app::session_path()] = session;
  app::State state = state_of(resources, path, now);
  state.session.known = false;  // who it is the browser will find out
  Page page;
  page.title = screens::title(state);
  ui::Ui ui;
  app::Intents wishes;
  const screens::View view{state, ui, wishes};
  ui.begin({});
  screens::draw_header(view);
  {
    const auto main = ui.main("main", ui::PageWidth::Column);
    ui.title(std::string_view(page.title).substr(0, page.title.rfind(" — ")));
    ui.skeleton("loading", 6);
  }
  screens::draw_footer(view);
  page.html = ui::to_html(ui.end());
  page.status = state.route.screen == app::Screen::NotFound ? 404 : 200;
  return page;
}

std::vector<std::string> page_needs(const nlohmann::json& resources, std::string_view path, Instant now) {
  app::State state;
  state.program = &screens::kEverything;
  state.now = now;
  std::vector<std::string> out;
  for (const app::Effect& effect : app::start(state, resources.dump(), path)) {
    if (const auto* fetch = std::get_if<app::Fetch>(&effect)) out.push_back(fetch->path);
  }
  return out;
}

}  // namespace pochin::headless
