#include "client/platform/headless/render_page.h"

#include <nlohmann/json.hpp>

#include "client/app/store.h"
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

Page render_page(const nlohmann::json& resources, std::string_view path, Instant now) {
  app::State state;
  state.now = now;
  app::start(state, resources.dump(), path);
  for (auto& [name, resource] : state.resources) {
    if (!resource.usable()) resource = {app::Load::Failed, nullptr, {}, 404};
  }
  Page page;
  page.title = screens::title(state);
  page.description = screens::description(state);
  page.status = screens::http_status(state);
  page.html = ui::to_html(describe(state));
  return page;
}

std::vector<std::string> page_needs(const nlohmann::json& resources, std::string_view path, Instant now) {
  app::State state;
  state.now = now;
  std::vector<std::string> out;
  for (const app::Effect& effect : app::start(state, resources.dump(), path)) {
    if (const auto* fetch = std::get_if<app::Fetch>(&effect)) out.push_back(fetch->path);
  }
  return out;
}

}  // namespace pochin::headless
