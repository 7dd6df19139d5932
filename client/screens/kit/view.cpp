#include "client/screens/kit/view.h"

#include <nlohmann/json.hpp>

#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"

namespace pochin::screens {

using app::flag;
using app::integer;
using app::items;
using app::text;

void View::link(std::string_view key, std::string_view text, std::string_view href,
                const ui::LinkOptions& options) const {
  if (ui.link(key, text, href, options) && href.starts_with('/')) wish(app::Opened{std::string(href)});
}

void View::primary_link(std::string_view key, std::string_view text, std::string_view href) const {
  ui::LinkOptions options;
  options.primary = true;
  link(key, text, href, options);
}

std::string text_at(const app::State& state, const std::string& path, std::string_view key) {
  const app::Resource* resource = state.find(path);
  return resource == nullptr || !resource->usable() ? std::string{} : text(*resource->body, key);
}

int64_t integer_at(const app::State& state, const std::string& path, std::string_view key) {
  const app::Resource* resource = state.find(path);
  return resource == nullptr || !resource->usable() ? 0 : integer(*resource->body, key);
}

std::string href_of(app::Screen screen, std::string_view id, std::string_view section) {
  return app::format_route({screen, std::string(id), std::string(section), {}});
}

std::string phone_href(std::string_view phone) {
  std::string out = "tel:";
  for (const char c : phone) {
    if ((c >= '0' && c <= '9') || c == '+') out += c;
  }
  return out;
}

ui::Tone tone(std::string_view code) {
  if (code == "info" || code == "accent") return ui::Tone::Accent;
  if (code == "success" || code == "ok") return ui::Tone::Ok;
  if (code == "warning" || code == "warn") return ui::Tone::Warn;
  if (code == "danger" || code == "error") return ui::Tone::Error;
  return ui::Tone::Neutral;
}

ui::Icon icon(ui::Tone tone) {
  switch (tone) {
    case ui::Tone::Ok:
      return ui::Icon::Check;
    case ui::Tone::Warn:
      return ui::Icon::Clock;
    case ui::Tone::Error:
      return ui::Icon::Alert;
    case ui::Tone::Accent:
      return ui::Icon::Info;
    case ui::Tone::Neutral:
      break;
  }
  return ui::Icon::Document;
}

const Json* loaded(const View& view, const std::string& path, std::string_view what) {
  const app::Resource* resource = view.state.find(path);
  if (resource != nullptr && resource->usable()) {
    if (resource->load == app::Load::Stale) {
      const auto notice = view.ui.notice("stale", ui::Tone::Warn, say("Показано то, что сохранено на этом устройстве"));
      view.ui.paragraph("text", say("Обновим, когда появится связь."));
    }
    return resource->body.get();
  }
  if (resource == nullptr || resource->load != app::Load::Failed) {
    view.ui.title(what);
    view.ui.skeleton("loading", 6);
    return nullptr;
  }
  const int status = resource->status;
  if (status == 404 || status == 403) {
    view.ui.title(status == 404 ? say("Такой страницы нет") : say("Эта страница вам недоступна"));
    view.ui.paragraph("why", status == 404 ? say("Возможно, адрес набран с ошибкой или запись удалена.")
                             : path.starts_with("/api/v1/applications/")
                                 ? say("Её видят автор заявки и сотрудники, которые с ней работают. "
                                       "Если вы один из них, войдите под своей учётной записью.")
                                 : say("Она открыта тем, кому нужна по работе. Что открыто вам, видно на рабочем "
                                       "столе: он в меню с вашим именем."));
    view.primary_link("home", say("На главную"), href_of(app::Screen::Portal));
    return nullptr;
  }
  view.ui.title(what);
  if (status == 401) {
    view.ui.paragraph("why", say("Она откроется, когда вы войдёте снова."));
    return nullptr;
  }
  if (status == 0 && !view.state.online) {  // the strip above has said it
    view.ui.paragraph("why", say("Этой страницы нет на устройстве. Она откроется сама, когда появится связь."));
  } else {
    const auto notice =
        view.ui.notice("failed", ui::Tone::Error, status == 0 ? say("Нет связи с сервером") : say("Сервер не ответил"));
    view.ui.paragraph("text", status == 0 ? say("Проверьте интернет. Страница откроется сама, когда связь появится.")
                                          : say("Попробуйте ещё раз через минуту. Не поможет — позвоните нам."));
  }
  if (view.ui.button("again", say("Попробовать ещё раз"),
                     {.kind = ui::ButtonKind::Primary, .icon = ui::Icon::Return})) {
    view.wish(app::Retried{path});
  }
  return nullptr;
}

bool may_see(const View& view, std::string_view why) {
  if (view.state.session.logged_in()) return true;
  if (!view.state.session.known) {
    const app::Resource* session = view.state.find(app::session_path());
    if (session == nullptr || session->load != app::Load::Failed) {
      view.ui.title(say("Загружаем"));
      view.ui.skeleton("loading", 6);
      return false;
    }
    return loaded(view, app::session_path(), say("Портал")) != nullptr;
  }
  view.ui.title(say("Войдите через Госуслуги"));
  view.ui.paragraph("why", why, {.size = ui::TextSize::Lead});
  view.ui.paragraph("return", say("После входа вы вернётесь на эту же страницу."), {.secondary = true});
  if (view.ui.button("login", say("Войти через Госуслуги"), {.kind = ui::ButtonKind::Primary}))
    view.wish(app::LoginWanted{});
  return false;
}

const Json* found(const View& view, const std::string& path) {
  const app::Resource* resource = view.state.find(path);
  if (resource != nullptr && resource->usable()) return resource->body.get();
  if (resource == nullptr || resource->load != app::Load::Failed) {
    view.ui.skeleton("finding", 4);
    return nullptr;
  }
  view.ui.paragraph("lost", say("Список не загрузился: нет связи с порталом."));
  if (view.ui.button("again", say("Повторить"))) view.wish(app::Retried{path});
  return nullptr;
}

void more_of(const View& view, const Json& list, const std::string& path) {
  if (app::text(list, "next").empty()) return;
  view.ui.paragraph("shown",
                    say("Показано ") + grouped(std::ssize(app::items(list, "items"))) + say(" из ") +
                        grouped(app::integer(list, "total")),
                    {.secondary = true});
  if (view.ui.button("more", say("Показать ещё"))) view.wish(app::MoreWanted{path});
}

std::string help_href(std::string_view practice) { return href_of(app::Screen::HelpApplication, practice); }

void help_card(const View& view, std::string_view key, std::string_view practice) {
  const app::Session& session = view.state.session;
  const auto card = view.ui.card(key);
  view.ui.heading(2, "title", say("Не получается — поможем"));
  view.ui.paragraph("text", say("Подскажем, как провести собрание и что писать в заявке."));
  if (!session.phone.empty()) {
    ui::LinkOptions options;
    options.icon = ui::Icon::Phone;
    view.link("phone", session.phone, phone_href(session.phone), options);
  }
  if (!session.email.empty()) {
    ui::LinkOptions options;
    options.icon = ui::Icon::Chat;
    view.link("mail", session.email, "mailto:" + session.email, options);
  }
  view.link("how", say("Как заполнить заявку"), help_href(practice));
}

namespace {

// What was done, as the rules of the practice call it.
std::string last_step(const View& view) {
  const Json* application = view.state.application();
  if (application == nullptr) return say("Готово.");
  const Json& events = items(*application, "history");
  const std::string title = events.empty() ? std::string{} : text(events.back(), "title");
  return title.empty() ? say("Готово.") : typeset(title) + ".";
}

}  // namespace

void said_notice(const View& view) {
  const std::string& what = view.state.notice;
  if (what.empty()) return;
  std::string said;
  if (what == "done/delete_draft")
    said = say("Черновик удалён.");
  else if (what.starts_with("done/"))
    said = last_step(view);
  else if (what == "changed")
    said = say("Пока вы смотрели, заявку изменил другой человек. Проверьте её и повторите.");
  else if (what == "more_failed")
    said = say("Не удалось загрузить продолжение. Попробуйте ещё раз.");
  else
    said = say("Готово.");
  if (what == "handed/copy") said = say("Код скопирован.");
  if (what == "handed/save") said = say("Файл с квитанцией сохранён.");
  if (what == "handed/print") return;
  const bool fine = what.starts_with("done/") || what.starts_with("handed/");
  const auto notice = view.ui.notice("said", fine ? ui::Tone::Ok : ui::Tone::Warn, said);
  view.ui.live("said_live", said);
}

}  // namespace pochin::screens
