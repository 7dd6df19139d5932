// How each section of the application is filled in, in the words of its rules, so that help never differs from the
// form.
#include <nlohmann/json.hpp>

#include "client/screens/application/application.h"
#include "client/screens/kit/scene.h"
#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"
#include "shared/practice/pack.h"

namespace pochin::screens {

using app::items;
using app::text;

namespace {

std::string applicability(const form::Field& field) {
  if (field.required.empty()) return {};
  return field.required.text() == "true" ? say("обязательно") : say("нужно не всегда");
}

void section_help(const View& view, const form::Section& section, const practice::Pack& pack, int number) {
  const auto box = view.ui.section("s_" + section.id, std::to_string(number) + ". " + typeset(section.title));
  if (!section.intro.empty()) view.ui.paragraph("intro", typeset(section.intro));
  if (const auto more = pack.text("help." + section.id); !more.empty() && more != section.intro)
    view.ui.paragraph("more", typeset(more));
  const auto card = view.ui.card("card");
  const auto list = view.ui.list("fields", typeset(section.title));
  for (const form::Field& field : section.fields) {
    if (field.kind == form::Kind::note || field.privacy == form::Privacy::staff) continue;
    const auto item = view.ui.item(field.id);
    view.ui.paragraph("label", join(typeset(join(field.item, ". ", field.label)), ", ", applicability(field)),
                      {.bold = true});
    if (!field.hint.empty()) view.ui.paragraph("hint", typeset(field.hint));
    if (!field.help.empty()) view.ui.paragraph("help", typeset(field.help), {.secondary = true});
    if (!field.norm.empty())
      view.ui.paragraph("norm", say("Основание: ") + typeset(field.norm),
                        {.size = ui::TextSize::Small, .secondary = true});
  }
}

}  // namespace

namespace {

// The help of which contest is wanted; the only one there is needs no choice (app::helped_practice).
void choose_practice(const View& view) {
  const Json* portal = loaded(view, app::portal_path(), say("Как заполнить заявку"));
  if (portal == nullptr) return;
  view.ui.title(say("Как заполнить заявку"));
  const Json& all = items(*portal, "practices");
  if (all.empty()) {
    view.ui.empty("none", ui::Icon::Calendar, say("Сейчас конкурсов нет"),
                  say("Когда объявят новый, здесь появится его инструкция."));
    return;
  }
  view.ui.paragraph("lead", say("Заявки у конкурсов разные. Выберите свой."),
                    {.size = ui::TextSize::Lead, .secondary = true});
  const auto card = view.ui.card("card");
  const auto list = view.ui.list("practices", say("Конкурсы"));
  for (const Json& each : all) {
    const auto item = view.ui.item(text(each, "id"));
    view.link("open", typeset(text(each, "title")), help_href(text(each, "id")));
    view.ui.paragraph("about", typeset(text(each, "lead")), {.size = ui::TextSize::Small, .secondary = true});
  }
}

}  // namespace

void help_application_screen(const View& view) {
  const auto main = view.ui.main("main");
  const std::vector<ui::Link> crumbs = {{say("Помощь"), href_of(app::Screen::Help)}};
  view.ui.breadcrumbs("crumbs", crumbs, say("Как заполнить заявку"));
  const std::string practice = app::helped_practice(view.state);
  if (practice.empty()) return choose_practice(view);
  if (loaded(view, app::practice_path(practice), say("Как заполнить заявку")) == nullptr) return;
  const practice::Pack* pack = view.state.pack(practice);
  if (pack == nullptr) return;
  view.ui.title(say("Как заполнить заявку"));
  view.ui.paragraph("of", typeset(pack->full_title.empty() ? pack->title : pack->full_title), {.bold = true});
  view.ui.paragraph("lead",
                    say("Заполняйте в любом порядке и частями: каждое изменение сохраняется само. Подготовьте протокол "
                        "собрания и смету — остальное подскажет портал."),
                    {.size = ui::TextSize::Lead, .secondary = true});
  int number = 0;
  for (const form::Section* section : pack->form.sections()) section_help(view, *section, *pack, ++number);
  view.primary_link("start", say("Перейти к конкурсу"), href_of(app::Screen::Practice, practice));
}

namespace {

void help_application_needs(const app::State& state, app::Needs& needs) {
  if (const std::string practice = app::helped_practice(state); !practice.empty())
    needs.want(app::practice_path(practice));
  needs.want(app::portal_path());
}

std::string help_application_words(const app::State&) {
  return say("Как заполнить заявку на конкурс: каждый раздел и каждое поле.");
}

}  // namespace

extern const Scene kHelpApplicationPage = {.screen = app::Screen::HelpApplication,
                                           .draw = help_application_screen,
                                           .title = "Как заполнить заявку",
                                           .needs = help_application_needs,
                                           .name = pack_name,
                                           .description = for_search(help_application_words)};

}  // namespace pochin::screens
