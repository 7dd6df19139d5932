// The login page, «Мои заявки» and the start of an application.
#include <nlohmann/json.hpp>

#include "client/screens/list.h"
#include "client/screens/typography.h"
#include "client/screens/words.h"
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
    view.link("title", title.empty() ? say("Заявка без названия") : typeset(title),
              "/applications/" + app::encode_component(id), strong);
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
const Json* open_practice(const View& view) {
  const app::Resource* portal = view.state.find(app::portal_path());
  if (portal == nullptr || !portal->usable()) return nullptr;
  for (const Json& practice : items(*portal->body, "practices")) {
    if (text(app::child(practice, "action"), "href").starts_with("/apply/")) return &practice;
  }
  return nullptr;
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

// The clerk's own municipality; the only one there is; nothing otherwise.
std::string preset(const View& view, const Json& territories) {
  for (const app::RoleOfPerson& role : view.state.session.roles) {
    if (role.role == "municipal_operator" && !role.scope.empty()) return role.scope;
  }
  const Json& all = items(territories, "items");
  return all.size() == 1 ? text(all[0], "id") : std::string{};
}

}  // namespace

void login_screen(const View& view) {
  const auto main = view.ui.main("main", ui::PageWidth::Column);
  view.ui.title(say("Вход через Госуслуги"));
  if (view.state.session.logged_in()) {
    view.ui.paragraph("who", say("Вы уже вошли: ") + view.state.session.name + ".");
    view.primary_link("on", say("Продолжить"), view.state.route.to);
    return;
  }
  view.ui.paragraph("lead", say("Нужна подтверждённая учётная запись. Пароль портала придумывать не надо."),
                    {.size = ui::TextSize::Lead});
  {
    const auto section = view.ui.section("why", say("Зачем вход"));
    const auto list = view.ui.list("reasons", say("Зачем вход"));
    const std::pair<std::string_view, std::string_view> reasons[] = {
        {"one", "Одна заявка — один настоящий автор: никто не подаст её за вас."},
        {"two", "Черновик сохранится и откроется на другом устройстве."},
        {"three", "Ответ администрации придёт именно вам."}};
    for (const auto& [key, reason] : reasons) {
      const auto item = view.ui.item(key);
      view.ui.paragraph("text", say(reason), {.icon = ui::Icon::Check});
    }
  }
  view.ui.paragraph(
      "data",
      say("Госуслуги передадут фамилию, имя и отчество. Телефон и адрес вы укажете сами, если они нужны в заявке."),
      {.secondary = true});
  if (view.ui.button("login", say("Войти через Госуслуги"), {.kind = ui::ButtonKind::Primary}))
    view.wish(app::LoginWanted{});
  const std::string& demo = view.state.session.demo_href;
  if (!demo.empty() && view.ui.button("demo", say("Войти под вымышленным именем"))) view.wish(app::LoginWanted{demo});
}

void my_screen(const View& view) {
  const auto main = view.ui.main("main");
  if (!may_see(view, say("Здесь будут ваши заявки: черновики, отправленные и те, которые вернули с замечаниями.")))
    return;
  const Json* list = loaded(view, app::applications_path("mine"), say("Мои заявки"));
  if (list == nullptr) return;
  view.ui.title(say("Мои заявки"));
  const Json* practice = open_practice(view);
  if (practice != nullptr) {
    const Json& stage = app::child(*practice, "stage");
    view.ui.paragraph("now",
                      join(typeset(text(*practice, "title")), ": ", typeset(text(stage, "title"))) + " " +
                          typeset(text(stage, "deadline")),
                      {.secondary = true});
    view.primary_link("new", say("Подать новую заявку"), text(app::child(*practice, "action"), "href"));
  }
  const Json& all = items(*list, "items");
  if (all.empty()) {
    view.ui.empty("none", ui::Icon::Document, say("Заявок пока нет"),
                  practice != nullptr ? say("Начните с названия: остальное можно заполнить позже.")
                                      : say("Сейчас приём закрыт. Когда он откроется, кнопка появится здесь."));
    return;
  }
  const auto grid = view.ui.column("cards", 16);
  for (const Json& item : all) application_card(view, item);
}

void apply_screen(const View& view) {
  const auto main = view.ui.main("main", ui::PageWidth::Column);
  const std::string& practice = view.state.route.id;
  view.ui.back_link("back", say("К условиям конкурса"), "/practices/" + app::encode_component(practice));
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
  const std::string value = typed.empty() ? preset(view, *territories) : typed;
  const std::vector<ui::Choice> choices = municipalities(*territories);
  const bool asked = view.state.is_open("apply.tried");
  const std::string hint = say("От него зависят лимиты и минимальная доля своих денег.");
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

}  // namespace pochin::screens
