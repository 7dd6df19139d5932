// «Учётная запись»: where one is logged in, what one has agreed to, what the portal knows of one, and its end.
#include <nlohmann/json.hpp>

#include "client/screens/kit/outcome.h"
#include "client/screens/kit/scene.h"
#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"

namespace pochin::screens {
namespace {

using app::flag;
using app::items;
using app::text;

constexpr std::string_view kEnd = "account.end", kEverywhere = "account.everywhere", kConsent = "account.consent",
                           kWithdraw = "account.withdraw", kErase = "account.erase";
constexpr std::string_view kAskErase = "account.erase?", kAskEverywhere = "account.everywhere?";

bool done(const View& view, std::string_view name) {
  const app::Post* post = posted(view, name);
  return post != nullptr && post->done;
}

void outcome(const View& view, std::string_view key, std::string_view name, const std::string& said) {
  if (posted(view, name) == nullptr) return;
  const auto column = view.ui.column(key);
  post_outcome(view, name, said);
}

std::string door_words(const std::string& door) {
  if (door == "esia") return say("через Госуслуги");
  return door == "demo" ? say("под вымышленным именем") : say("через другой портал");
}

void session(const View& view, const Json& one) {
  const std::string id = text(one, "id");
  const bool current = flag(one, "current");
  const auto item = view.ui.item("s" + id);
  {
    const auto head = view.ui.row("head", 12);
    view.ui.paragraph("device", typeset(text(one, "device")), {.bold = true});
    if (current) view.ui.badge("here", say("Это устройство"), ui::Tone::Ok, ui::Icon::Check);
  }
  const auto came = instant_of(one, "created"), seen = instant_of(one, "seen");
  const std::string when = came ? to_the_second(view.state, *came) : std::string{};
  std::string line = say("Вход ") + when + ", " + door_words(text(one, "door"));
  if (seen && !current) line += say(". Последнее действие: ") + day_and_time(view.state, *seen);
  view.ui.paragraph("when", line + ".", {.size = ui::TextSize::Small, .secondary = true});
  if (current) return;
  const bool busy = sending(view, kEnd);
  const std::string wait = busy ? say("Закрываем…") : std::string{};
  ui::ButtonOptions options{.disabled = busy, .reason = wait};
  const std::string label = say("Выйти на устройстве: ") + join(text(one, "device"), ", ", when);
  options.label = label;
  if (view.ui.button("end", say("Выйти там"), options))
    view.wish(app::Posted{std::string(kEnd), app::sessions_path() + "/" + app::encode_component(id), {}, "DELETE"});
}

void sessions(const View& view, const Json& all) {
  const auto section = view.ui.section("sessions", say("Где вы вошли"));
  outcome(view, "ended", kEnd, say("Выход выполнен: на том устройстве нужно войти заново"));
  {
    const auto card = view.ui.card("card");
    const auto list = view.ui.list("list", say("Где вы вошли"));
    for (const Json& one : all) session(view, one);
  }
  outcome(view, "all_ended", kEverywhere, say("Вы вышли на всех устройствах"));
  if (view.ui.button("everywhere", say("Выйти везде"), {.icon = ui::Icon::Exit}))
    view.wish(app::Toggled{std::string(kAskEverywhere), true});
  view.ui.paragraph("hint", say("Если видите чужое устройство, выйдите везде и смените пароль на Госуслугах."),
                    {.size = ui::TextSize::Small, .secondary = true});
}

std::string consent_line(const View& view, const Json& one) {
  const auto given = instant_of(one, "given"), withdrawn = instant_of(one, "withdrawn");
  std::string line = say("Версия ") + text(one, "version");
  if (given) line += say(": дано ") + day_and_time(view.state, *given);
  return line + (withdrawn ? say(", отозвано ") + day_and_time(view.state, *withdrawn) : std::string{}) + ".";
}

void consent(const View& view) {
  const app::Resource* resource = view.state.find(app::consent_path());
  if (resource == nullptr || !resource->usable()) return;  // this portal has none
  const Json& document = *resource->body;
  const auto section = view.ui.section("consent", say("Согласия"));
  outcome(view, "given", kConsent, say("Согласие дано"));
  outcome(view, "taken", kWithdraw, say("Согласие отозвано"));
  const auto card = view.ui.card("card");
  const bool given = flag(document, "given");
  const ui::Tone of_state = given ? ui::Tone::Ok : ui::Tone::Neutral;
  view.ui.heading(3, "title", typeset(text(document, "title")));
  view.ui.badge("state", given ? say("Дано") : say("Не дано"), of_state, icon(of_state));
  bool toggled = false;
  const bool open = view.open("account.consent");
  {
    const auto body = view.ui.disclosure("text", say("Текст согласия"), open, &toggled);
    view.ui.paragraph("words", typeset(text(document, "text")));
  }
  if (toggled) view.wish(app::Toggled{"account.consent", !open});
  int index = 0;
  for (const Json& one : items(document, "history"))
    view.ui.paragraph("h" + std::to_string(index++), consent_line(view, one),
                      {.size = ui::TextSize::Small, .secondary = true});
  if (given) {
    if (view.ui.button("withdraw", say("Отозвать согласие"), {.disabled = false}))
      view.wish(app::Posted{std::string(kWithdraw), app::consent_path(), {}, "DELETE"});
  } else if (view.ui.button("give", say("Дать согласие"))) {
    const Json body = {{"version", text(document, "version")}};
    view.wish(app::Posted{std::string(kConsent), app::consent_path(), body.dump()});
  }
}

void own_data(const View& view) {
  const auto section = view.ui.section("data", say("Мои данные"));
  view.ui.paragraph("what", typeset(view.state.session.kept));
  ui::LinkOptions file;
  file.icon = ui::Icon::Download;
  file.download = true;
  view.ui.link("download", say("Скачать мои данные"), "/api/v1/me/data", file);
  view.link("log", say("Мои действия на портале"), href_of(app::Screen::AuditLog));
  outcome(view, "erase_refused", kErase, say("Данные удалены"));
  if (view.ui.button("erase", say("Удалить мои данные"), {.kind = ui::ButtonKind::Danger}))
    view.wish(app::Toggled{std::string(kAskErase), true});
}

void ask_everywhere(const View& view) {
  if (!view.open(kAskEverywhere)) return;
  bool closed = false;
  const auto dialog = view.ui.dialog("ask_everywhere", say("Выйти на всех устройствах?"), &closed);
  view.ui.paragraph("text", say("Здесь тоже. Черновики, которых сервер ещё не принял, с этого устройства пропадут."));
  const auto row = view.ui.row("buttons");
  if (view.ui.button("yes", say("Выйти на всех"), {.kind = ui::ButtonKind::Danger})) {
    view.wish(app::Posted{std::string(kEverywhere), "/auth/logout-everywhere", "{}"});
    closed = true;
  }
  if (view.ui.button("no", say("Остаться"))) closed = true;
  if (closed) view.wish(app::Toggled{std::string(kAskEverywhere), false});
}

void ask_erase(const View& view) {
  if (!view.open(kAskErase)) return;
  bool closed = false;
  const auto dialog = view.ui.dialog("ask_erase", say("Удалить ваши данные?"), &closed);
  view.ui.paragraph("text", say("Портал забудет, кто вы: черновики, согласия и входы исчезнут. Вернуть их нельзя."));
  view.ui.paragraph("kept",
                    say("Поданные заявки останутся: по ним решают о бюджетных деньгах, и закон велит хранить их "
                        "(125-ФЗ). В журнале действий имён нет, он тоже остаётся."));
  const auto row = view.ui.row("buttons");
  if (view.ui.button("yes", say("Удалить навсегда"), {.kind = ui::ButtonKind::Danger})) {
    view.wish(app::Posted{std::string(kErase), "/api/v1/me/erasure", "{}"});
    closed = true;
  }
  if (view.ui.button("no", say("Не удалять"))) closed = true;
  if (closed) view.wish(app::Toggled{std::string(kAskErase), false});
}

// What is said to somebody who is not logged in any more by their own wish.
bool farewell(const View& view) {
  if (done(view, kErase)) {
    const Json& answer = *posted(view, kErase)->answer;
    view.ui.title(flag(answer, "erased") ? say("Ваши данные удалены") : say("Данные удалены, кроме поданных заявок"));
    const auto list = view.ui.list("kept", say("Что осталось"));
    int index = 0;
    for (const Json& one : items(answer, "kept")) {
      const auto item = view.ui.item("k" + std::to_string(index++));
      view.ui.paragraph("what", typeset("Осталось: " + text(one, "what") + " — " + text(one, "why") + "."));
    }
    return true;
  }
  if (!done(view, kEverywhere)) return false;
  view.ui.title(say("Вы вышли на всех устройствах"));
  view.ui.paragraph("what", say("Чтобы продолжить, войдите снова."));
  return true;
}

}  // namespace

void account_screen(const View& view) {
  const auto main = view.ui.main("main", ui::PageWidth::Column);
  if (farewell(view)) return view.primary_link("home", say("На главную"), href_of(app::Screen::Portal));
  if (!may_see(view, say("Где вы вошли, какие согласия дали и что портал о вас знает."))) return;
  const Json* all = loaded(view, app::sessions_path(), say("Учётная запись"));
  if (all == nullptr) return;
  view.ui.title(say("Учётная запись"));
  view.ui.paragraph("name", typeset(view.state.session.name), {.size = ui::TextSize::Lead});
  sessions(view, items(*all, "items"));
  consent(view);
  own_data(view);
  ask_everywhere(view);
  ask_erase(view);
}

namespace {

void account_needs(const app::State& state, app::Needs& needs) {
  if (!state.session.logged_in()) return;
  needs.renew(app::sessions_path());
  needs.renew(app::consent_path());
}

}  // namespace

extern const Scene kAccountPage = {
    .screen = app::Screen::Account,
    .draw = account_screen,
    .title = "Учётная запись",
    .needs = account_needs,
};

}  // namespace pochin::screens
