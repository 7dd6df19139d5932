// The frame of every screen: header with the ways of this role, settings, what everybody must know, footer.
#include "client/screens/kit/shell.h"

#include <nlohmann/json.hpp>

#include "client/app/pages.h"
#include "client/screens/kit/campaigns.h"
#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"
#include "shared/base/text.h"

namespace pochin::screens {
namespace {

using app::Screen;

struct Way {
  std::string_view key;
  std::string text, href;
  bool current;
};

std::string first_practice(const app::State& state) {
  for (const app::RoleOfPerson& role : state.session.roles) {
    if (role.role == "project_centre_operator" && !role.home.empty()) return role.home;
  }
  return {};
}

const app::RoleOfPerson* working_role(const app::State& state) {
  for (const app::RoleOfPerson& role : state.session.roles) {
    if (role.role != "citizen" && role.role != "initiator") return &role;
  }
  return nullptr;
}

// Own applications that wait for their author, as the session tells.
const Json& returned(const app::State& state) {
  static const Json kNobody;
  const app::Resource* session = state.find(app::session_path());
  const bool known = session != nullptr && session->usable() && state.session.logged_in();
  return app::items(known ? app::child(*session->body, "person") : kNobody, "returned");
}

std::vector<Way> ways(const app::State& state) {
  using app::Menu;
  const Menu at = app::page_of(state.route.screen).menu;
  const bool centre = state.session.has("project_centre_operator");
  const bool queue = centre || state.session.has("municipal_operator");
  std::vector<Way> out;
  const auto way = [&](std::string_view key, std::string text, const app::Route& to, bool current) {
    out.push_back({key, std::move(text), app::format_route(to), current});
  };
  if (queue) way("queue", "Заявки", {Screen::Queue}, at == Menu::Queue);
  if (const std::string practice = first_practice(state); !practice.empty())
    way("rating", "Рейтинг", {Screen::Rating, practice}, at == Menu::Rating);
  if (!queue && working_role(state) != nullptr)
    way("work", "Работа", {Screen::Desk}, at == Menu::Work || at == Menu::Queue || at == Menu::Rating);
  if (state.session.logged_in() && !centre) {
    const size_t waiting = returned(state).size();
    const std::string many = waiting == 0 ? std::string{} : " (" + std::to_string(waiting) + ")";
    way("my", "Мои заявки" + many, {Screen::My}, at == Menu::Mine);
  }
  way("projects", "Проекты", {Screen::Projects}, at == Menu::Projects);
  way("votes", "Голосования", {Screen::Campaigns}, at == Menu::Votes);
  way("help", "Помощь", {Screen::Help}, at == Menu::Help);
  return out;
}

// An application that was returned waits for its author: the term runs whether they look or not.
void returned_notice(const View& view) {
  if (view.state.route.screen != Screen::Portal) return;
  for (const Json& one : returned(view.state)) {
    const std::string id = app::text(one, "id"), title = app::text(one, "title");
    const auto notice = view.ui.notice("returned_" + id, ui::Tone::Warn, say("Вашу заявку вернули с замечаниями"));
    view.link("open", title.empty() ? say("Заявка без названия") : typeset(title),
              app::format_route({Screen::Tasks, id, {}, {}}));
    const std::string term = app::text(app::child(one, "deadline"), "text");
    if (!term.empty()) view.ui.paragraph("term", say("Срок: ") + typeset(term));
  }
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
  // The header has room for some letters; the whole name is read, and stands in the menu.
  constexpr std::size_t kRoom = 24;
  const std::string& name = view.state.session.short_name;
  const bool cut = count_code_points(name) > kRoom;
  if (cut) options.label = name;
  if (view.ui.button("person", cut ? std::string(trim(first_code_points(name, kRoom - 1))) + "…" : name, options))
    view.wish(app::Toggled{"person", !view.open("person")});
}

void header(const View& view) {
  const app::Session& session = view.state.session;
  const app::RoleOfPerson* role = working_role(view.state);
  const std::string line1 = role == nullptr ? say("Инициативное бюджетирование") : role->title;
  const std::string line2 = role == nullptr ? say(session.region_genitive) : say(role->place);
  const auto head = view.ui.header("head", line1, line2, href_of(app::Screen::Portal));
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
  view.link("account", say("Учётная запись и мои данные"), href_of(app::Screen::Account));
  if (working_role(view.state) != nullptr) view.link("desk", say("Рабочий стол"), href_of(app::Screen::Desk));
  ui::ButtonOptions options;
  options.icon = ui::Icon::Exit;
  const bool here = view.ui.button("logout", say("Выйти"), options);
  const std::string& everywhere = view.state.session.exit_text;
  const bool there = !everywhere.empty() && view.ui.button("exit", say(everywhere), options);
  if (here || there) {
    view.wish(app::Toggled{"person", false});
    view.wish(app::LogoutWanted{false, there});
  }
}

// Two minutes before the session ends (WCAG 2.2.1).
void session_dialog(const View& view) {
  if (!view.open("session") || !view.state.session.logged_in()) return;
  bool closed = false;
  const auto dialog = view.ui.dialog("session_ends", say("Сеанс закончится через две минуты"), &closed);
  const bool stays = app::session_stays(view.state);
  view.ui.paragraph("text",
                    stays ? say("Вы давно ничего не делали. Останетесь?")
                          : say("Время входа истекает. Войдите ещё раз: набранное останется на этом устройстве."));
  const auto row = view.ui.row("buttons");
  const ui::ButtonOptions primary{.kind = ui::ButtonKind::Primary};
  if (stays) {
    if (view.ui.button("stay", say("Остаться"), primary) || closed) view.wish(app::Retried{app::session_path()});
  } else if (view.ui.button("again", say("Войти ещё раз"), primary)) {
    view.wish(app::LoginWanted{});
  }
  if (view.ui.button("leave", say("Выйти"))) view.wish(app::LogoutWanted{});
  if (closed) view.wish(app::Toggled{"session", false});
}

void logout_dialog(const View& view) {
  const bool provider = view.open("logout.provider");
  if (!provider && !view.open("logout")) return;
  bool closed = false;
  const auto dialog = view.ui.dialog("logout_ask", say("Выйти и удалить черновики с этого устройства?"), &closed);
  view.ui.paragraph("text", say("Часть ваших изменений сервер ещё не принял. После выхода они пропадут. "
                                "Чтобы их сохранить, подождите, пока появится связь."));
  const auto row = view.ui.row("buttons");
  if (view.ui.button("stay", say("Остаться"), {.kind = ui::ButtonKind::Primary})) closed = true;
  if (view.ui.button("leave", say("Выйти и удалить"), {.kind = ui::ButtonKind::Danger}))
    view.wish(app::LogoutWanted{true, provider});
  if (closed) view.wish(app::Toggled{provider ? "logout.provider" : "logout", false});
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
  session_dialog(view);
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
  view.link("help", say("Помощь"), href_of(app::Screen::Help));
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
    view.ui.paragraph("text",
                      say("Браузер не даёт хранить данные. Не закрывайте страницу, пока не увидите «Сохранено»."));
  }
  if (!view.state.session.demo_href.empty()) {
    const auto notice =
        view.ui.notice("made_up", ui::Tone::Error, say("Демонстрационный вход: голоса недействительны"));
    view.ui.paragraph("text", say("На этом портале можно войти без Госуслуг, под вымышленным именем."));
  }
  returned_notice(view);
  uncast_notice(view);
}

}  // namespace pochin::screens
