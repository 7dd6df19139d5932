#include "client/screens/view.h"

#include <nlohmann/json.hpp>

#include "client/screens/typography.h"
#include "client/screens/words.h"

namespace pochin::screens {

using app::flag;
using app::integer;
using app::items;
using app::text;

void View::link(std::string_view key, std::string_view text, std::string_view href,
                const ui::LinkOptions& options) const {
  if (ui.link(key, text, href, options) && href.starts_with("/")) wish(app::Opened{std::string(href)});
}

void View::primary_link(std::string_view key, std::string_view text, std::string_view href) const {
  ui::LinkOptions options;
  options.primary = true;
  link(key, text, href, options);
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
                                           : say("Её видят автор заявки и сотрудники, которые с ней работают. "
                                                 "Если вы один из них, войдите под своей учётной записью."));
    view.primary_link("home", say("На главную"), "/");
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
                                          : say("Мы уже знаем об ошибке. Попробуйте ещё раз через минуту."));
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

const practice::Stage* open_stage(const practice::Pack& pack, const Json& practice, Instant at) {
  const practice::StageNow now = practice::stage_at(pack, at);
  if (now.state == practice::StageState::open) return now.stage;
  const Json& said = app::child(practice, "stage");
  const auto number = static_cast<size_t>(integer(said, "number"));
  return text(said, "state") == "open" && number - 1 < pack.stages.size() ? &pack.stages[number - 1] : nullptr;
}

// Nobody has photographed the place yet: a drawing of what the project is about, chosen by its direction.
std::string_view drawing(const Json& card) {
  static constexpr std::pair<std::string_view, std::string_view> kDrawings[] = {
      {"Дороги", "road"},     {"Транспорт", "road"}, {"Физкультура", "play"}, {"Электро", "spring"},
      {"Пожарная", "spring"}, {"Туризм", "bridge"},  {"Связь", "light"}};
  const std::string typology = text(card, "typology");
  for (const auto& [begins, kind] : kDrawings) {
    if (typology.starts_with(begins)) return kind;
  }
  return "yard";
}

void project_card(const View& view, std::string_view key, const Json& card) {
  const auto item = view.ui.card(key);
  const std::string title = text(card, "title");
  const std::string kind = text(card, "picture");
  view.ui.picture("picture", kind.empty() ? drawing(card) : kind, "");
  {
    const auto body = view.ui.column("body", 4);
    ui::LinkOptions strong;
    strong.strong = true;
    view.link("title", typeset(title), "/projects/" + app::encode_component(text(card, "number")), strong);
    view.ui.paragraph("place", typeset(join(text(card, "settlement"), ", ", text(card, "municipality"))),
                      {.size = ui::TextSize::Small, .secondary = true});
    if (app::has_value(card, "cost_kopecks"))
      view.ui.paragraph("cost", roubles(integer(card, "cost_kopecks")), {.bold = true});
  }
  const ui::Tone of_state = tone(text(card, "tone"));
  view.ui.badge("state", say(text(card, "state_title")), of_state, icon(of_state));
}

void stage_card(const View& view, std::string_view key, const Json& practice) {
  const auto card = view.ui.card(key);
  const Json& stage = app::child(practice, "stage");
  const Json& action = app::child(practice, "action");
  const std::string id = text(practice, "id");
  {
    const auto head = view.ui.column("head", 4);
    view.ui.heading(3, "title", typeset(text(practice, "title")));
    view.ui.paragraph("lead", typeset(text(practice, "lead")), {.size = ui::TextSize::Small, .secondary = true});
  }
  view.ui.steps("steps", static_cast<int>(integer(stage, "number")), static_cast<int>(integer(stage, "total")),
                typeset(text(stage, "title")), typeset(text(stage, "deadline")));
  if (const std::string detail = text(stage, "detail"); !detail.empty()) view.ui.paragraph("detail", typeset(detail));
  const auto row = view.ui.row("do", 12, ui::Justify::Between);
  if (action.is_object()) {
    ui::LinkOptions options;
    options.button = true;
    view.link("act", typeset(text(action, "text")), text(action, "href"), options);
  }
  view.link("more", say("Этапы, деньги и критерии"), "/practices/" + app::encode_component(id));
}

void help_card(const View& view, std::string_view key) {
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
  view.link("how", say("Как заполнить заявку"), "/help/application");
}

void history_list(const View& view, const Json& application) {
  const auto section = view.ui.section("history", say("История заявки"));
  const auto card = view.ui.card("card");
  const auto list = view.ui.list("events", say("История заявки"));
  const Json& events = items(application, "history");
  for (size_t i = events.size(); i-- > 0;) {
    const Json& event = events[i];
    if (text(event, "action") == "save") continue;  // every autosave would drown what matters
    const auto item = view.ui.item("e" + std::to_string(integer(event, "seq")));
    view.ui.paragraph("title", typeset(text(event, "title")), {.bold = true});
    const auto at = instant_of(event, "at");
    view.ui.paragraph("who", join(typeset(text(event, "actor")), ", ", at ? to_the_second(view.state, *at) : ""),
                      {.size = ui::TextSize::Small, .secondary = true});
    if (const std::string comment = text(event, "comment"); !comment.empty())
      view.ui.paragraph("comment", typeset(comment));
  }
}

void save_line(const View& view, const app::Draft& draft) {
  const std::string here =
      view.state.storage_kept ? say("Изменения на этом устройстве") : say("Изменения только на этой странице");
  std::string said;
  ui::TextOptions options{.size = ui::TextSize::Small};
  switch (draft.state) {
    case app::SaveState::Saved:
      if (!draft.saved_at) return;
      said = say("Принято сервером в ") + clock(view.state, *draft.saved_at);
      options.tone = ui::Tone::Ok;
      options.icon = ui::Icon::Cloud;
      break;
    case app::SaveState::OnDevice:
      said = here;
      options.icon = ui::Icon::Pencil;
      break;
    case app::SaveState::Sending:
      said = say("Отправляется на сервер…");
      options.icon = ui::Icon::Upload;
      break;
    case app::SaveState::Waiting:
      said = here + (view.state.session.expired ? say(". Отправим, когда вы войдёте снова")
                     : view.state.foreign       ? say(". Отправим, когда портал ответит")
                                                : say(". Отправим, когда появится связь"));
      options.tone = ui::Tone::Warn;
      options.icon = ui::Icon::CloudOff;
      break;
    case app::SaveState::Conflict:
      said = here + say(": заявку изменил другой человек");
      options.tone = ui::Tone::Warn;
      options.icon = ui::Icon::Alert;
      break;
    case app::SaveState::Refused:
      said = say("Сервер не принял изменения. ") + typeset(draft.error);
      options.tone = ui::Tone::Error;
      options.icon = ui::Icon::Alert;
      break;
  }
  view.ui.paragraph("saved", said, options);
  view.ui.live("saved_said", said);
}

void said_notice(const View& view) {
  const std::string& what = view.state.notice;
  if (what.empty()) return;
  std::string said;
  if (what == "done/return")
    said = say("Заявка возвращена на доработку. Заявитель увидит замечания у полей.");
  else if (what == "done/accept")
    said = say("Заявка принята администрацией и передана в проектный центр.");
  else if (what == "done/register")
    said = say("Заявка зарегистрирована.");
  else if (what == "done/admit")
    said = say("Заявка допущена к конкурсу.");
  else if (what == "done/withdraw")
    said = say("Заявка отозвана.");
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
