// Which contests there are: each with its stage, its own way in and its own help.
#include <nlohmann/json.hpp>

#include "client/screens/kit/cards.h"
#include "client/screens/kit/scene.h"
#include "client/screens/kit/words.h"

namespace pochin::screens {

using app::items;
using app::text;

void practices_screen(const View& view) {
  const auto main = view.ui.main("main");
  const Json* portal = loaded(view, app::portal_path(), say("Конкурсы"));
  if (portal == nullptr) return;
  const std::vector<ui::Link> crumbs = {{say("Главная"), href_of(app::Screen::Portal)}};
  view.ui.breadcrumbs("crumbs", crumbs, say("Конкурсы"));
  view.ui.title(say("Конкурсы"));
  const Json& all = items(*portal, "practices");
  if (all.empty()) {
    view.ui.empty("none", ui::Icon::Calendar, say("Сейчас конкурсов нет"),
                  say("Когда объявят новый, он появится здесь."));
    return;
  }
  view.ui.paragraph("lead", say("У каждого свои сроки, деньги и правила. Посмотрите условия и выберите свой."),
                    {.size = ui::TextSize::Lead, .secondary = true});
  const auto grid = view.ui.grid("cards", 320);
  for (const Json& practice : all) stage_card(view, text(practice, "id"), practice);
}

namespace {

void practices_needs(const app::State&, app::Needs& needs) { needs.want(app::portal_path()); }

std::string practices_words(const app::State&) {
  return say("Конкурсы инициативного бюджетирования: сроки, деньги, критерии и куда подать заявку.");
}

}  // namespace

extern const Scene kPracticesPage = {.screen = app::Screen::Practices,
                                     .draw = practices_screen,
                                     .title = "Конкурсы",
                                     .needs = practices_needs,
                                     .description = for_search(practices_words)};

}  // namespace pochin::screens
