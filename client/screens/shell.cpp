// The frame of every screen: header with the ways of this role, settings, what everybody must know, footer.
#include "client/screens/shell.h"

#include "client/screens/voting.h"
#include "client/screens/words.h"

namespace pochin::screens {
namespace {

using app::Screen;

struct Way {
  std::string_view key, text;
  std::string href;
  bool current;
};

std::string first_practice(const app::State& state) {
  for (const app::RoleOfPerson& role : state.session.roles) {
    if (role.role == "project_centre_operator" && !role.scope.empty()) return role.scope;
  }
  return state.packs.empty() ? "ppmi" : state.packs.begin()->first;
}

const app::RoleOfPerson* working_role(const app::State& state) {
  for (const app::RoleOfPerson& role : state.session.roles) {
    if (role.role != "citizen" && role.role != "initiator") return &role;
  }
  return nullptr;
}

std::vector<Way> ways(const app::State& state) {
  const Screen at = state.route.screen;
  std::vector<Way> out;
  const bool clerk = state.session.has("municipal_operator");
  const bool centre = state.session.has("project_centre_operator");
  if (clerk || centre) out.push_back({"queue", "Заявки", "/work/queue", at == Screen::Queue || at == Screen::Review});
  if (centre) out.push_back({"rating", "Рейтинг", "/work/rating/" + first_practice(state), at == Screen::Rating});
  if (!clerk && !centre && working_role(state) != nullptr)
    out.push_back({"work", "Работа", "/work", at >= Screen::Desk && at <= Screen::AuditLog});
  if (state.session.logged_in() && !centre) {
    const bool mine =
        at == Screen::My || at == Screen::Tasks || at == Screen::Section || at == Screen::Check || at == Screen::Done;
    out.push_back({"my", "Мои заявки", "/my", mine});
  }
  out.push_back({"projects", "Проекты", "/projects", at == Screen::Projects || at == Screen::Project});
  const bool work =
      at == Screen::VoteWork || at == Screen::VoteActions || at == Screen::Batches || at == Screen::Observer;
  const bool votes = at >= Screen::Campaigns && at <= Screen::Recount;
  out.push_back({"votes", "Голосования", "/votes", votes || work});
  out.push_back({"help", "Помощь", "/help", at == Screen::Help || at == Screen::HelpApplication});
  return out;
}

void person(const View& view) {
  if (!view.state.session.known) return;
  if (!view.state.session.logged_in()) {
    ui::ButtonOptions options;
    options.icon = ui::Icon::Person;
    if (view.ui.button("login", say("Войти"), options)) view.wish(app::LoginWanted{});
    return;
  }
  ui::ButtonOptions options;
  options.kind = ui::ButtonKind::Plain;
  options.icon = ui::Icon::Person;
  if (view.ui.button("person", view.state.session.short_name, options))
    view.wish(app::Toggled{"person", !view.open("person")});
}

void header(const View& view) {
  const app::Session& session = view.state.session;
  const app::RoleOfPerson* role = working_role(view.state);
  const std::string line1 = role == nullptr ? say("Инициативное бюджетирование") : role->title;
  const std::string line2 = role == nullptr ? say(session.region_genitive) : say(role->place);
  const auto head = view.ui.header("head", line1, line2, "/");
  {
    const auto nav = view.ui.nav("ways", say("Разделы"));
    for (const Way& way : ways(view.state)) {
      ui::LinkOptions options;
      options.current = way.current;
      view.link(way.key, say(way.text), way.href, options);
    }
  }
  const auto tools = view.ui.tools("tools");
  if (view.ui.icon_button("eye", ui::Icon::Eye, say("Версия для слабовидящих")))
    view.wish(app::Toggled{"settings", true});
  person(view);
}

void person_dialog(const View& view) {
  if (!view.open("person") || !view.state.session.logged_in()) return;
  bool closed = false;
  const auto dialog = view.ui.dialog("person_menu", view.state.session.name, &closed);
  if (closed) view.wish(app::Toggled{"person", false});
  {
    const auto list = view.ui.list("roles", say("Ваши роли"));
    int index = 0;
    for (const app::RoleOfPerson& role : view.state.session.roles) {
      const auto item = view.ui.item("role" + std::to_string(index++));
      view.ui.paragraph("title", say(role.title));
      if (!role.place.empty())
        view.ui.paragraph("place", say(role.place), {.size = ui::TextSize::Small, .secondary = true});
    }
  }
  view.link("account", say("Учётная запись и мои данные"), "/account");
  if (working_role(view.state) != nullptr) view.link("desk", say("Рабочий стол"), "/work");
  ui::ButtonOptions options;
  options.icon = ui::Icon::Exit;
  if (view.ui.button("logout", say("Выйти"), options)) {
    view.wish(app::Toggled{"person", false});
    view.wish(app::LogoutWanted{false});
  }
}

void logout_dialog(const View& view) {
  if (!view.open("logout")) return;
  bool closed = false;
  const auto dialog = view.ui.dialog("logout_ask", say("Выйти и удалить черновики с этого устройства?"), &closed);
  view.ui.paragraph("text", say("Часть ваших изменений сервер ещё не принял. После выхода они пропадут. "
                                "Чтобы их сохранить, подождите, пока появится связь."));
  const auto row = view.ui.row("buttons");
  if (view.ui.button("stay", say("Остаться"), {.kind = ui::ButtonKind::Primary})) closed = true;
  if (view.ui.button("leave", say("Выйти и удалить"), {.kind = ui::ButtonKind::Danger}))
    view.wish(app::LogoutWanted{true});
  if (closed) view.wish(app::Toggled{"logout", false});
}

void setting(const View& view, std::string_view name, std::string_view label, std::string_view value,
             std::initializer_list<ui::Choice> choices) {
  const std::vector<ui::Choice> list(choices);
  if (const auto chosen = view.ui.chips(name, label, list, value))
    view.wish(app::SettingChanged{std::string(name), *chosen});
}

void settings_dialog(const View& view) {
  if (!view.open("settings")) return;
  const app::Settings& now = view.state.settings;
  bool closed = false;
  const auto dialog = view.ui.dialog("settings", say("Версия для слабовидящих"), &closed);
  view.ui.paragraph("lead", say("Вид меняется сразу и сохраняется на этом устройстве."), {.secondary = true});
  setting(view, "text", say("Размер текста"), std::to_string(now.text_percent),
          {{"100", say("100 %")}, {"125", say("125 %")}, {"150", say("150 %")}, {"200", say("200 %")}});
  setting(view, "theme", say("Цвета"), now.theme,
          {{"auto", say("Как на устройстве")},
           {"light", say("Светлая")},
           {"dark", say("Тёмная")},
           {"contrast", say("Жёлтым по чёрному")}});
  setting(view, "letters", say("Расстояние между буквами"), now.wide_letters ? "1" : "0",
          {{"0", say("Обычное")}, {"1", say("Большое")}});
  setting(view, "lines", say("Расстояние между строками"), now.wide_lines ? "1" : "0",
          {{"0", say("Обычное")}, {"1", say("Большое")}});
  setting(view, "face", say("Как показывать"), now.plain ? "plain" : (now.canvas ? "canvas" : "auto"),
          {{"auto", say("Как лучше устройству")}, {"plain", say("Обычной страницей")}, {"canvas", say("Холстом")}});
  const auto row = view.ui.row("buttons");
  if (view.ui.button("done", say("Готово"), {.kind = ui::ButtonKind::Primary})) closed = true;
  if (view.ui.button("reset", say("Вернуть обычный вид"))) view.wish(app::SettingChanged{"reset", "1"});
  if (closed) view.wish(app::Toggled{"settings", false});
}

}  // namespace

void draw_header(const View& view) { header(view); }

void draw_dialogs(const View& view) {
  person_dialog(view);
  logout_dialog(view);
  settings_dialog(view);
}

void draw_footer(const View& view) {
  const app::Session& session = view.state.session;
  const auto footer = view.ui.footer("foot");
  {
    const auto about = view.ui.column("about", 4);
    view.ui.paragraph("centre", say(session.centre), {.size = ui::TextSize::Small, .secondary = true});
    view.ui.paragraph("zone", say(session.zone_name.empty() ? "" : "Время портала: " + session.zone_name),
                      {.size = ui::TextSize::Small, .secondary = true});
    if (session.demo) {
      view.ui.paragraph("demo", say("Демонстрационный регион: люди, места и суммы вымышлены."),
                        {.size = ui::TextSize::Small, .secondary = true});
    }
  }
  const auto links = view.ui.row("links", 24);
  if (!session.phone.empty()) view.link("phone", session.phone, phone_href(session.phone));
  if (!session.email.empty()) view.link("mail", say("Написать нам"), "mailto:" + session.email);
  view.link("help", say("Помощь"), "/help");
  if (view.ui.button("sight", say("Для слабовидящих"), {.kind = ui::ButtonKind::Plain}))
    view.wish(app::Toggled{"settings", true});
}

// What becomes of what one types while it cannot be sent: said only where there is something.
std::string unsent_text(const View& view, std::string_view when) {
  const Screen at = view.state.route.screen;
  const bool form = at == Screen::Tasks || at == Screen::Section || at == Screen::Check || at == Screen::Ballot;
  if (!form && !view.state.anything_unsent()) return say("Открывается только то, что уже сохранено на устройстве.");
  if (!view.state.storage_kept)
    return say("Можно продолжать, но не закрывайте страницу: изменения есть только на ней и уйдут на сервер, ") +
           say(when) + ".";
  return say("Можно продолжать: изменения лежат на этом устройстве и уйдут на сервер, ") + say(when) + ".";
}

void draw_warnings(const View& view) {
  if (!view.state.online) {
    const auto notice = view.ui.notice("offline", ui::Tone::Warn, say("Нет связи"));
    view.ui.paragraph("text", unsent_text(view, "когда связь появится"));
  } else if (view.state.foreign) {
    const auto notice = view.ui.notice("foreign", ui::Tone::Warn, say("Связь есть, но отвечает не портал"));
    view.ui.paragraph("text", say("Похоже на страницу входа в Wi-Fi или на фильтр вашей сети. ") +
                                  unsent_text(view, "когда портал ответит"));
  }
  if (view.state.session.expired) {
    const auto notice = view.ui.notice("expired", ui::Tone::Warn, say("Сеанс закончился: войдите снова"));
    view.ui.paragraph("text", view.state.storage_kept
                                  ? say("Введённое лежит на этом устройстве. После входа вы вернётесь на эту страницу, "
                                        "и оно уйдёт на сервер.")
                                  : say("Браузер ничего не хранит: скопируйте введённое, иначе при входе оно "
                                        "пропадёт."));
    if (view.ui.button("login", say("Войти через Госуслуги"))) view.wish(app::LoginWanted{});
  }
  if (!view.state.storage_kept) {
    const auto notice = view.ui.notice("storage", ui::Tone::Warn, say("Черновик не сохраняется на этом устройстве"));
    view.ui.paragraph(
        "text", say("Браузер не даёт хранить данные. Не закрывайте страницу, пока не увидите «Принято сервером»."));
  }
  if (!view.state.session.demo_href.empty()) {
    const auto notice =
        view.ui.notice("made_up", ui::Tone::Error, say("Демонстрационный вход: голоса недействительны"));
    view.ui.paragraph("text", say("На этом портале можно войти без Госуслуг, под вымышленным именем."));
  }
  uncast_notice(view);
}

}  // namespace pochin::screens
