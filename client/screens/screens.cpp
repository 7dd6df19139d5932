#include "client/screens/screens.h"

#include "client/screens/kit/scene.h"
#include "client/screens/kit/shell.h"
#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"

namespace pochin::screens {
namespace {

// The program of the page has not come: without the network only pages of this one open.
void absent_screen(const View& view) {
  const auto main = view.ui.main("main", ui::PageWidth::Column);
  view.ui.title(say("Эта страница откроется, когда появится связь"));
  view.ui.paragraph("why", say("Обновите страницу, когда связь появится."));
  if (view.state.anything_unsent() && view.state.storage_kept)
    view.ui.paragraph("kept", say("Ваш черновик лежит на этом устройстве."));
}

}  // namespace

const Scene* scene_of(const app::Program& program, app::Screen screen) {
  for (const Wing* wing : program.wings)
    for (const Scene* scene : wing->scenes)
      if (scene->screen == screen) return scene;
  return nullptr;
}

const Scene* scene_of(const app::State& state) {
  return state.program == nullptr ? nullptr : scene_of(*state.program, state.route.screen);
}

bool carries(const app::Program& program, app::Screen screen) { return scene_of(program, screen) != nullptr; }

void draw(const app::State& state, ui::Ui& ui, app::Intents& out) {
  const View view{state, ui, out};
  const Scene* scene = scene_of(state);
  draw_header(view);
  draw_warnings(view);
  (scene == nullptr ? absent_screen : scene->draw)(view);
  draw_footer(view);
  draw_dialogs(view);
}

void needs(const app::State& state, app::Needs& out) {
  if (const Scene* scene = scene_of(state); scene != nullptr && scene->needs != nullptr) scene->needs(state, out);
}

std::string title(const app::State& state) {
  const Scene* scene = scene_of(state);
  const std::string site = say("Почин");
  if (scene == nullptr) return site;
  const std::string own = say(scene->title);
  const std::string given = scene->name == nullptr ? std::string{} : typeset(scene->name(state));
  if (given.empty()) return own + " — " + site;
  return (scene->named ? given : own + ": " + given) + " — " + site;
}

std::string description(const app::State& state) {
  const Scene* scene = scene_of(state);
  return scene == nullptr || scene->description == nullptr ? std::string{} : scene->description(state);
}

int http_status(const app::State& state) {
  if (state.route.screen == app::Screen::NotFound) return 404;
  app::Needs all;
  needs(state, all);
  if (all.all().empty()) return 200;
  const app::Resource* resource = state.find(all.all().front().path);
  if (resource != nullptr && resource->usable()) return 200;
  return resource != nullptr && resource->load == app::Load::Failed && resource->status >= 500 ? 503 : 404;
}

}  // namespace pochin::screens
