#include <nlohmann/json.hpp>

#include "client/screens/kit/campaigns.h"
#include "client/screens/kit/cards.h"
#include "client/screens/kit/scene.h"
#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"

namespace pochin::screens {
namespace {

using app::items;
using app::text;

void hero(const View& view, const Json& portal) {
  const auto split = view.ui.split("hero");
  {
    const auto words = view.ui.column("words", 16);
    view.ui.title(say("Предложите, что улучшить рядом\u00a0с\u00a0домом"), ui::TextSize::Display);
    view.ui.paragraph("lead",
                      say("Жители предлагают проекты, собирают на них деньги и следят за работами. "
                          "Область и муниципалитет добавляют остальное."),
                      {.size = ui::TextSize::Lead, .secondary = true});
    const auto row = view.ui.row("do");
    if (const auto way = way_to_apply(portal)) view.primary_link("act", way->text, way->href);
    ui::LinkOptions second;
    second.button = true;
    view.link("projects", say("Посмотреть проекты"), href_of(app::Screen::Projects), second);
  }
  const auto aside = view.ui.aside("picture", say("Рисунок"));
  view.ui.picture("yard", "yard", "");
}

void practices(const View& view, const Json& portal) {
  const Json& all = items(portal, "practices");
  const auto section = view.ui.section("now", say("Что можно сделать сейчас"));
  view.ui.paragraph("today", weekday_today(view.state), {.size = ui::TextSize::Small, .secondary = true});
  if (all.size() > 1) {  // side by side over the whole width, help last
    {
      const auto grid = view.ui.grid("cards", 320);
      for (const Json& practice : all) stage_card(view, text(practice, "id"), practice);
      help_card(view, "help");
    }
    return view.link("all", say("Все конкурсы"), href_of(app::Screen::Practices));
  }
  const auto split = view.ui.split("body");
  {
    const auto column = view.ui.column("story");
    if (all.empty())
      view.ui.empty("none", ui::Icon::Calendar, say("Сейчас конкурсов нет"),
                    say("Когда объявят новый, он появится здесь."));
    else
      stage_card(view, text(all[0], "id"), all[0]);
  }
  const auto aside = view.ui.aside("side", say("Помощь"));
  help_card(view, "help", all.empty() ? std::string{} : text(all[0], "id"));
}

void counters(const View& view, const Json& portal) {
  const Json& all = items(portal, "counters");
  if (all.empty()) return;
  const auto grid = view.ui.grid("counters", 160);
  int index = 0;
  for (const Json& counter : all) {
    view.ui.stat("n" + std::to_string(index++), typeset(text(counter, "figure")), typeset(text(counter, "caption")));
  }
}

void recent(const View& view, const Json& portal) {
  const auto section = view.ui.section("recent", say("Проекты жителей"));
  const Json& cards = items(portal, "recent");
  if (cards.empty()) {
    view.ui.empty("none", ui::Icon::Document, say("Проектов пока нет"),
                  say("Первые появятся, когда администрации примут заявки."));
    return;
  }
  {
    const auto grid = view.ui.grid("cards", 320);
    for (const Json& card : cards) project_card(view, "p" + text(card, "number"), card);
  }
  view.link("all", say("Все проекты"), href_of(app::Screen::Projects));
}

}  // namespace

void portal_screen(const View& view) {
  const auto main = view.ui.main("main");
  const Json* portal = loaded(view, app::portal_path(), say("Инициативное бюджетирование"));
  if (portal == nullptr) return;
  hero(view, *portal);
  voting_now(view, {});
  counters(view, *portal);
  practices(view, *portal);
  recent(view, *portal);
}

namespace {

void portal_needs(const app::State& state, app::Needs& needs) {
  needs.want(app::portal_path());
  needs.want(app::campaigns_path());
  reminder_needs(state, needs);
}

std::string portal_name(const app::State& state) {
  return join(say("Инициативное бюджетирование"), " ", typeset(state.session.region_genitive));
}

std::string portal_words(const app::State&) {
  return say(
      "Жители предлагают проекты, область и муниципалитет добавляют деньги. Что можно сделать сейчас и до какого "
      "срока.");
}

}  // namespace

extern const Scene kPortalPage = {.screen = app::Screen::Portal,
                                  .draw = portal_screen,
                                  .title = "Инициативное бюджетирование",
                                  .needs = portal_needs,
                                  .name = portal_name,
                                  .named = true,
                                  .description = for_search(portal_words)};

}  // namespace pochin::screens
