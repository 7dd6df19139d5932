// The login page, «Мои заявки» and the start of an application.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/screens/application/application.h"
#include "client/screens/kit/campaigns.h"
#include "client/screens/kit/scene.h"
#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"
#include "shared/practice/pack.h"

namespace pochin::screens {
namespace {

using app::integer;
using app::items;
using app::text;

void application_card(const View& view, const Json& item) {
  const std::string id = text(item, "id");
  const auto card = view.ui.card("a" + id);
  const std::string title = text(item, "title");
  ui::LinkOptions strong;
  strong.strong = true;
  {
    const auto words = view.ui.column("words", 4);
    view.link("title", title.empty() ? say("Заявка без названия") : typeset(title), href_of(app::Screen::Tasks, id),
              strong);
    const auto changed = instant_of(item, "updated_at");
    const std::string place = join(text(item, "number"), ", ", text(item, "municipality"));
    view.ui.paragraph("place",
                      typeset(join(place, ". Изменена ", changed ? day_and_time(view.state, *changed) : std::string{})),
                      {.size = ui::TextSize::Small, .secondary = true});
  }
  const auto row = view.ui.row("signs", 8);
  const ui::Tone of_state = tone(text(item, "tone"));
  view.ui.badge("state", say(text(item, "state_title")), of_state, icon(of_state));
  if (const int64_t open = integer(item, "remarks_open"); open > 0) {
    view.ui.badge("remarks", counted(open, "замечание", "замечания", "замечаний"), ui::Tone::Warn, ui::Icon::Chat);
  }
  const Json& deadline = app::child(item, "deadline");
  if (deadline.is_object())
    view.ui.badge("deadline", typeset(text(deadline, "text")), tone(text(deadline, "tone")), ui::Icon::Clock);
}

// Where one may apply now, from the portal.
std::vector<const Json*> open_practices(const View& view) {
  std::vector<const Json*> out;
  const app::Resource* portal = view.state.find(app::portal_path());
  if (portal == nullptr || !portal->usable()) return out;
  for (const Json& practice : items(*portal->body, "practices"))
    if (app::parse_route(text(app::child(practice, "action"), "href")).screen == app::Screen::Apply)
      out.push_back(&practice);
  return out;
}

// The way to a new application: to the only contest that takes them, else to the choice.
void new_application(const View& view, const std::vector<const Json*>& open) {
  if (open.empty()) return;
  const Json& first = *open.front();
  std::string said, href = href_of(app::Screen::Practices);
  if (open.size() == 1) {
    const Json& stage = app::child(first, "stage");
    said = join(typeset(text(first, "title")), ": ", typeset(text(stage, "title"))) + " " +
           typeset(text(stage, "deadline"));
    href = text(app::child(first, "action"), "href");
  } else {
    for (const Json* one : open) said = join(said, ", ", typeset(text(*one, "title")));
    said = say("Сейчас принимают заявки: ") + said + ".";
  }
  view.ui.paragraph("now", said, {.secondary = true});
  view.primary_link("new", say("Подать новую заявку"), href);
}

std::vector<ui::Choice> municipalities(const Json& territories) {
  std::vector<ui::Choice> out = {{"", say("Выберите из списка")}};
  for (const Json& one : items(territories, "items")) {
    std::string hint;
    if (app::has_value(one, "population")) hint = counted(integer(one, "population"), "житель", "жителя", "жителей");
    out.push_back({text(one, "id"), typeset(join(text(one, "name"), ", ", text(one, "parent_name"))), hint});
  }
  return out;
}

bool is_listed(const Json& territories, std::string_view id) {
  const Json& all = items(territories, "items");
  return std::any_of(all.begin(), all.end(), [&](const Json& one) { return text(one, "id") == id; });
}

// What stands in the choice before anybody chooses: the clerk's own municipality, the only one there is, the one where
// the person lives as far as Госуслуги told. `source` says where it is from.
struct Preset {
  std::string id, source;
};
Preset preset(const View& view, const Json& territories) {
  for (const app::RoleOfPerson& role : view.state.session.roles) {
    if (role.role == "municipal_operator" && !role.home.empty()) return {role.home, {}};
  }
  const Json& all = items(territories, "items");
  if (all.size() == 1) return {text(all[0], "id"), {}};
  const std::string& home = view.state.session.municipality;
  if (home.empty() || !is_listed(territories, home)) return {};
  return {home, say("Подставлено по адресу на Госуслугах. Если проект в другом месте, выберите его.")};
}

}  // namespace

void my_screen(const View& view) {
  const auto main = view.ui.main("main");
  if (!may_see(view, say("Здесь будут ваши заявки: черновики, отправленные и те, которые вернули с замечаниями.")))
    return;
  const Json* list = loaded(view, app::applications_path("mine"), say("Мои заявки"));
  if (list == nullptr) return;
  view.ui.title(say("Мои заявки"));
  said_notice(view);
  const std::vector<const Json*> open = open_practices(view);
  new_application(view, open);
  const Json& all = items(*list, "items");
  if (all.empty()) {
    view.ui.empty("none", ui::Icon::Document, say("Заявок пока нет"),
                  !open.empty() ? say("Начните с названия: остальное можно заполнить позже.")
                                : say("Сейчас приём закрыт. Когда он откроется, кнопка появится здесь."));
    return;
  }
  const auto grid = view.ui.column("cards", 16);
  for (const Json& item : all) application_card(view, item);
  more_of(view, *list, app::applications_path("mine"));
}

void apply_screen(const View& view) {
  const auto main = view.ui.main("main", ui::PageWidth::Column);
  const std::string& practice = view.state.route.id;
  view.ui.back_link("back", say("К условиям конкурса"), href_of(app::Screen::Practice, practice));
  if (!may_see(view, say("Чтобы подать заявку, нужна подтверждённая учётная запись."))) return;
  const Json* rules = loaded(view, app::practice_path(practice), say("Новая заявка"));
  if (rules == nullptr) return;
  const practice::Pack* pack = view.state.pack(practice);
  const Json* territories = pack == nullptr ? nullptr : loaded(view, app::territories_path(), say("Новая заявка"));
  if (territories == nullptr) return;
  view.ui.title(say("Новая заявка"));
  const practice::StageNow now = practice::stage_at(*pack, view.state.now);
  const practice::Stage* open = open_stage(*pack, *rules, view.state.now);
  if (!practice::intake_open(*pack, view.state.now) && (open == nullptr || !open->intake)) {
    const auto notice = view.ui.notice("closed", ui::Tone::Warn, say("Сейчас заявки не принимают"));
    view.ui.paragraph(
        "text", now.stage == nullptr ? std::string{} : join(typeset(now.stage->title), " ", typeset(now.deadline)));
    return;
  }
  view.ui.paragraph("lead", join(typeset(pack->title), ". Принимаем ", open == now.stage ? typeset(now.deadline) : ""),
                    {.size = ui::TextSize::Lead, .secondary = true});
  const auto form = view.ui.form("form", say("Новая заявка"));
  const std::string typed = view.state.input("apply.municipality");
  const Preset before = typed.empty() ? preset(view, *territories) : Preset{typed, {}};
  const std::string& value = before.id;
  const std::vector<ui::Choice> choices = municipalities(*territories);
  const bool asked = view.state.is_open("apply.tried");
  const std::string hint = join(say("От него зависят лимиты и минимальная доля своих денег."), " ", before.source);
  const std::string error = asked && value.empty() ? say("Выберите муниципалитет, где будет проект") : std::string{};
  const ui::FieldEvent event = view.ui.select("municipality", say("Где будет проект"), value, choices,
                                              {.hint = hint, .error = error, .required = true});
  if (event.changed) view.wish(app::InputChanged{"apply.municipality", event.value});
  const auto& creation = view.state.creation;
  if (creation && !creation->error.empty()) {
    const auto notice = view.ui.notice("failed", ui::Tone::Error, say("Не удалось начать заявку"));
    view.ui.paragraph("text", typeset(creation->error));
  }
  const bool busy = creation && (creation->sending || creation->attempt > 0);
  const std::string wait =
      creation && creation->attempt > 0 ? say("Нет связи. Начнём, когда она появится") : say("Создаём заявку…");
  if (view.ui.button(
          "start", say("Начать"),
          {.kind = ui::ButtonKind::Primary, .disabled = busy, .reason = busy ? std::string_view(wait) : ""})) {
    if (value.empty())
      view.wish(app::Toggled{"apply.tried", true});
    else
      view.wish(app::Started{practice, value});
  }
  view.ui.paragraph("after", say("Заполнять можно частями: каждое изменение сохраняется само."),
                    {.size = ui::TextSize::Small, .secondary = true});
}

namespace {

void my_needs(const app::State& state, app::Needs& needs) {
  needs.want(app::portal_path());
  if (state.session.logged_in()) needs.renew(app::applications_path("mine"));
  needs.want(app::campaigns_path());
  reminder_needs(state, needs);
}

void apply_needs(const app::State& state, app::Needs& needs) {
  needs.want(app::practice_path(state.route.id));
  if (state.session.logged_in()) needs.want(app::territories_path());
}

}  // namespace

extern const Scene kMyPage = {
    .screen = app::Screen::My,
    .draw = my_screen,
    .title = "Мои заявки",
    .needs = my_needs,
};

extern const Scene kApplyPage = {.screen = app::Screen::Apply,
                                 .draw = apply_screen,
                                 .title = "Новая заявка",
                                 .needs = apply_needs,
                                 .name = pack_name};

}  // namespace pochin::screens
