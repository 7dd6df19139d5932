// Which contests there are: each with its stage, its own way in and its own help.
#include <nlohmann/json.hpp>

#include "client/screens/cards.h"
#include "client/screens/list.h"
#include "client/screens/words.h"

namespace pochin::screens {

using app::items;
using app::text;

void practices_screen(const View& view) {
  const auto main = view.ui.main("main");
  const Json* portal = loaded(view, app::portal_path(), say("Конкурсы"));
  if (portal == nullptr) return;
  const std::vector<ui::Link> crumbs = {{say("Главная"), "/"}};
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

}  // namespace pochin::screens
