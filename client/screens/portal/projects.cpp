#include <nlohmann/json.hpp>

#include "client/screens/kit/cards.h"
#include "client/screens/kit/scene.h"
#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"
#include "shared/base/search.h"

namespace pochin::screens {
namespace {

using app::items;
using app::text;

}  // namespace

bool matches(const Json& card, const std::string& wanted) {
  const std::string all = text(card, "title") + " " + text(card, "municipality") + " " + text(card, "settlement") +
                          " " + text(card, "typology") + " " + text(card, "district_label") + " " +
                          text(card, "number");
  return Search(wanted).matches(all);
}

namespace {

void filters(const View& view) {
  const auto row = view.ui.column("filters", 12);
  const ui::FieldEvent typed =
      view.ui.search_field("search", say("Проект, место или номер"), view.state.input("projects.find"), {.half = true});
  if (typed.changed) view.wish(app::InputChanged{"projects.find", typed.value});
  const app::Resource* portal = view.state.find(app::portal_path());
  if (portal == nullptr || !portal->usable() || items(*portal->body, "practices").size() < 2) return;
  std::vector<ui::Choice> choices = {{"", say("Все практики")}};
  for (const Json& practice : items(*portal->body, "practices")) {
    choices.push_back({"practice=" + app::encode_component(text(practice, "id")), typeset(text(practice, "title"))});
  }
  if (const auto chosen = view.ui.chips("practice", say("Практика"), choices, view.state.input("projects.query"))) {
    view.wish(app::InputChanged{"projects.query", *chosen});
  }
}

}  // namespace

void projects_screen(const View& view) {
  const auto main = view.ui.main("main");
  const std::string path = app::projects_path(view.state);
  const std::string wanted = view.state.input("projects.words");
  // What is typed into stays where it is while the server searches.
  const bool searching = !wanted.empty() || !view.state.input("projects.find").empty();
  if (!searching && loaded(view, path, say("Проекты жителей")) == nullptr) return;
  view.ui.title(say("Проекты жителей"));
  filters(view);
  const Json* list = found(view, path);
  if (list == nullptr) return;
  const Json& all = items(*list, "items");
  if (all.empty()) {
    if (wanted.empty())
      view.ui.empty("none", ui::Icon::Document, say("Проектов пока нет"),
                    say("Они появятся здесь, когда администрации примут заявки жителей."));
    else
      view.ui.empty("none", ui::Icon::Search, say("Ничего не нашлось"),
                    say("Попробуйте другое слово или часть слова."));
    return;
  }
  view.ui.paragraph("count",
                    say(wanted.empty() ? "Всего: " : "Найдено: ") +
                        counted(app::integer(*list, "total"), "проект", "проекта", "проектов"),
                    {.secondary = true});
  {
    const auto grid = view.ui.grid("cards", 320);
    for (const Json& card : all) project_card(view, "p" + text(card, "number"), card);
  }
  more_of(view, *list, path);
}

namespace {

void projects_needs(const app::State& state, app::Needs& needs) {
  needs.want(app::projects_path(state));
  needs.want(app::portal_path());
}

std::string projects_words(const app::State&) {
  return say("Проекты, которые предложили жители: стоимость, место и что с ними сейчас.");
}

}  // namespace

extern const Scene kProjectsPage = {.screen = app::Screen::Projects,
                                    .draw = projects_screen,
                                    .title = "Проекты жителей",
                                    .needs = projects_needs,
                                    .description = for_search(projects_words)};

}  // namespace pochin::screens
