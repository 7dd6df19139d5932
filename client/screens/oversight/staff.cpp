// «Сотрудники и роли»: whom one has invited, who serves in which role, and what ends it.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/screens/kit/outcome.h"
#include "client/screens/kit/rights.h"
#include "client/screens/kit/scene.h"
#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"
#include "shared/access/access.h"
#include "shared/base/checks.h"
#include "shared/base/text.h"

namespace pochin::screens {
namespace {

using app::child;
using app::flag;
using app::items;
using app::text;

constexpr std::string_view kInvite = "staff.invite", kRenew = "staff.renew", kWithdraw = "staff.withdraw",
                           kRevoke = "staff.revoke", kTried = "staff.tried", kSearch = "staff.find",
                           kCopied = "staff.copied";
constexpr int64_t kSearchFrom = 8;  // a shorter list is read at a glance

std::string value(const View& view, std::string_view name) {
  return view.state.input(std::string(kInvite) + "." + std::string(name));
}
void remember(const View& view, std::string_view name, const ui::FieldEvent& field) {
  if (field.changed) view.wish(app::InputChanged{std::string(kInvite) + "." + std::string(name), field.value});
}

std::string refused(const View& view, std::string_view field) {
  const app::Post* post = posted(view, kInvite);
  if (post == nullptr) return {};
  for (const form::Problem& problem : post->problems)
    if (problem.field == field) return typeset(problem.message);
  return {};
}

const Json* role_of(const Json& offers, const std::string& code) {
  for (const Json& one : items(offers, "roles"))
    if (text(one, "role") == code) return &one;
  return nullptr;
}

std::string place_title(const Json& offers, const std::string& scope, bool practice) {
  if (access::is_everywhere(scope)) return practice ? say("Все практики") : say("Весь регион");
  return typeset(text(child(offers, "places"), scope));
}

// The scope that will be sent: the only one there is, or the chosen one.
std::string scope_of(const View& view, const Json& role) {
  const Json& scopes = items(role, "scopes");
  return scopes.size() == 1 && scopes[0].is_string() ? scopes[0].get<std::string>() : value(view, "scope");
}

// The link is shown once; it goes to the person by any way the inviter trusts.
void ready_link(const View& view, std::string_view post_name) {
  const app::Post* post = posted(view, post_name);
  if (post == nullptr || !post->done || post->answer == nullptr) return;
  const std::string link = text(*post->answer, "link");
  if (link.empty()) return;
  const auto notice = view.ui.notice("link", ui::Tone::Ok, say("Приглашение готово: передайте ссылку"));
  view.ui.paragraph("role", typeset(join(text(*post->answer, "title"), ", ", text(*post->answer, "place"))));
  view.ui.paragraph("address", link, {.bold = true});
  const bool copied = view.state.input(kCopied) == link;
  ui::ButtonOptions options{.icon = copied ? ui::Icon::Check : ui::Icon::Document};
  if (view.ui.button("copy", copied ? say("Ссылка скопирована") : say("Скопировать ссылку"), options)) {
    view.wish(app::Handed{"copy", {}, link});
    view.wish(app::InputChanged{std::string(kCopied), link});
  }
  const auto until = instant_of(*post->answer, "expires");
  view.ui.paragraph("once", say("Она открывается один раз") +
                                (until ? say(", до ") + day_and_time(view.state, *until) : std::string{}) +
                                say(". Показать её ещё раз нельзя: если потеряется, сделайте новую."));
  view.ui.live("said", say("Приглашение готово: передайте ссылку"));
}

// A refusal that names no field of the form, and the way to prove again who one is.
void refusal(const View& view, std::string_view key, std::string_view name, const std::string& done) {
  const app::Post* post = posted(view, name);
  if (post == nullptr || (post->done && done.empty()) || (!post->done && !post->problems.empty())) return;
  const auto column = view.ui.column(key);
  post_outcome(view, name, done);
}

void role_field(const View& view, const Json& offers, bool tried) {
  std::vector<ui::Choice> choices = {{"", say("Выберите"), {}}};
  for (const Json& one : items(offers, "roles")) choices.push_back({text(one, "role"), say(text(one, "title")), {}});
  const bool missing = tried && value(view, "role").empty();
  const std::string error = missing ? say("Выберите роль") : refused(view, "role");
  remember(view, "role",
           view.ui.select("role", say("Роль"), value(view, "role"), choices, {.error = error, .required = true}));
}

void scope_field(const View& view, const Json& offers, const Json& role, bool tried) {
  const Json& scopes = items(role, "scopes");
  if (scopes.size() < 2) return;
  const bool practice = text(role, "scope_kind") == "practice";
  std::vector<ui::Choice> choices = {{"", say("Выберите"), {}}};
  for (const Json& one : scopes)
    if (one.is_string()) {
      const auto scope = one.get<std::string>();
      choices.push_back({scope, place_title(offers, scope, practice), {}});
    }
  const bool missing = tried && value(view, "scope").empty();
  const std::string error =
      missing ? (practice ? say("Выберите практику") : say("Выберите муниципалитет")) : refused(view, "scope");
  remember(view, "scope",
           view.ui.select("scope", practice ? say("Практика") : say("Муниципалитет"), value(view, "scope"), choices,
                          {.error = error, .required = true}));
}

// What is wrong with the ОГРН, by the same check as on the server.
std::string ogrn_error(const View& view, bool tried) {
  const std::string ogrn = value(view, "ogrn");
  if (!tried || ogrn.empty()) return refused(view, "ogrn");
  const auto right = check_ogrn(ogrn);
  return right ? refused(view, "ogrn") : typeset(right.error().message);
}

void invite(const View& view, const Json& offers) {
  if (items(offers, "roles").empty()) return;
  const auto section = view.ui.section("invite", say("Пригласить"));
  ready_link(view, kInvite);
  refusal(view, "refused", kInvite, {});
  const auto form = view.ui.form("form", say("Пригласить"));
  const bool tried = view.state.is_open(kTried);
  role_field(view, offers, tried);
  const Json* role = role_of(offers, value(view, "role"));
  if (role != nullptr) scope_field(view, offers, *role, tried);
  const std::string wrong = ogrn_error(view, tried);
  remember(view, "ogrn",
           view.ui.text_field("ogrn", say("ОГРН организации"), value(view, "ogrn"),
                              {.hint = say("Если указать, роль действует, пока Госуслуги подтверждают, что человек "
                                           "работает в этой организации"),
                               .error = wrong,
                               .input_mode = "numeric",
                               .half = true,
                               .max_length = 15}));
  remember(view, "note",
           view.ui.text_field(
               "note", say("Для кого"), value(view, "note"),
               {.hint = say("Заметка для вас, чтобы не спутать приглашения"), .half = true, .max_length = 200}));
  const bool busy = sending(view, kInvite);
  const std::string wait = busy ? say("Отправляем…") : std::string{};
  if (!view.ui.button("send", say("Создать приглашение"),
                      {.kind = ui::ButtonKind::Primary, .disabled = busy, .reason = wait}))
    return;
  view.wish(app::Toggled{std::string(kTried), true});
  const std::string scope = role == nullptr ? std::string{} : scope_of(view, *role);
  const bool placed = role != nullptr && (text(*role, "scope_kind") == "none" || !scope.empty());
  const bool known = value(view, "ogrn").empty() || check_ogrn(value(view, "ogrn")).has_value();
  if (!placed || !known) return;
  const Json body = {
      {"role", text(*role, "role")}, {"scope", scope}, {"ogrn", value(view, "ogrn")}, {"note", value(view, "note")}};
  view.wish(app::Posted{std::string(kInvite), app::invitations_path(), body.dump()});
  view.wish(app::Toggled{std::string(kTried), false});
}

struct InvitationState {
  std::string_view code, title;
  ui::Tone tone;
};
constexpr InvitationState kStates[] = {{"waiting", "Ждёт", ui::Tone::Accent},
                                       {"expired", "Срок прошёл", ui::Tone::Warn},
                                       {"used", "Принято", ui::Tone::Ok},
                                       {"revoked", "Отозвано", ui::Tone::Neutral}};

// A question before what cannot be undone; true when the answer is yes.
bool asked(const View& view, const std::string& name, const std::string& title, const std::string& what,
           const std::string& yes) {
  if (!view.open(name)) return false;
  bool closed = false;
  const auto dialog = view.ui.dialog("ask", title, &closed);
  view.ui.paragraph("text", what);
  const auto row = view.ui.row("buttons");
  const bool sure = view.ui.button("yes", yes, {.kind = ui::ButtonKind::Danger});
  if (view.ui.button("no", say("Оставить"))) closed = true;
  if (closed || sure) view.wish(app::Toggled{name, false});
  return sure;
}

std::string what_of(const Json& one) { return typeset(join(text(one, "title"), ", ", text(one, "place"))); }

void invitation(const View& view, const Json& one) {
  const std::string id = text(one, "id"), code = text(one, "state"), what = what_of(one);
  const auto card = view.ui.card("i" + id);
  {
    const auto head = view.ui.row("head", 12, ui::Justify::Between);
    view.ui.heading(3, "what", what);
    for (const InvitationState& state : kStates)
      if (state.code == code) view.ui.badge("state", say(state.title), state.tone, icon(state.tone));
  }
  if (const std::string note = text(one, "note"); !note.empty()) view.ui.paragraph("note", typeset(note));
  const auto made = instant_of(one, "created"), until = instant_of(one, "expires");
  const std::string since = made ? say("Сделано ") + day_and_time(view.state, *made) : std::string{};
  const std::string end = until && code == "waiting" ? say("действует до ") + day_and_time(view.state, *until) : "";
  const std::string ogrn = text(one, "ogrn");
  const std::string terms = join(join(since, ", ", typeset(text(one, "invited_by"))), "; ",
                                 join(end, ", ", ogrn.empty() ? "" : say("ОГРН ") + ogrn));
  view.ui.paragraph("terms", terms, {.size = ui::TextSize::Small, .secondary = true});
  if (code != "waiting" && code != "expired") return;
  const std::string path = app::invitations_path() + "/" + app::encode_component(id);
  const auto row = view.ui.row("do");
  if (view.ui.button("renew", say("Сделать новую ссылку"), {.label = say("Сделать новую ссылку: ") + what}))
    view.wish(app::Posted{std::string(kRenew), path + "/renew", "{}"});
  if (view.ui.button("withdraw", say("Отозвать"), {.label = say("Отозвать: ") + what}))
    view.wish(app::Toggled{"staff.withdraw/" + id, true});
}

// Those that were used or withdrawn: asked for when somebody wants to see them.
void earlier_invitations(const View& view, int64_t count) {
  if (count == 0) return;
  bool toggled = false;
  const bool shown = view.open("staff.earlier");
  const std::string path = app::invitations_path(false);
  const auto earlier =
      view.ui.disclosure("earlier", say("Прежние приглашения: ") + std::to_string(count), shown, &toggled);
  if (toggled) view.wish(app::Toggled{"staff.earlier", !shown});
  if (toggled && !shown) view.wish(app::Retried{path});
  const Json* list = shown ? found(view, path) : nullptr;
  if (list == nullptr) return;
  for (const Json& one : items(*list, "items")) invitation(view, one);
  more_of(view, *list, path);
}

void invitations(const View& view, const Json& sent) {
  const auto section = view.ui.section("invitations", say("Приглашения"));
  ready_link(view, kRenew);
  refusal(view, "renewed", kRenew, {});
  refusal(view, "withdrawn", kWithdraw, say("Приглашение отозвано"));
  const Json& open = items(sent, "items");
  if (open.empty()) view.ui.paragraph("none", say("Приглашений, которые ждут ответа, нет."), {.secondary = true});
  for (const Json& one : open) invitation(view, one);
  more_of(view, sent, app::invitations_path(true));
  earlier_invitations(view, app::integer(child(sent, "counts"), "closed"));
}

std::string name_of(const Json& one) {
  const std::string name = text(one, "name");
  return name.empty() ? say("Ещё не входил: учётная запись …") + text(one, "account_end") : typeset(name);
}

void grant(const View& view, const Json& one) {
  const std::string id = text(one, "id"), who = name_of(one), what = what_of(one);
  const auto row = view.ui.table_row("g" + id);
  view.ui.cell_text("who", who, {.bold = true});
  {
    const auto cell = view.ui.cell("role");
    view.ui.paragraph("title", what);
    if (const std::string ogrn = text(one, "ogrn"); !ogrn.empty())
      view.ui.paragraph("ogrn", say("только пока работает в организации с ОГРН ") + ogrn,
                        {.size = ui::TextSize::Small, .secondary = true});
  }
  {
    const auto cell = view.ui.cell("since");
    const auto given = instant_of(one, "given");
    view.ui.paragraph("at", given ? say("с ") + day(view.state, *given) : "—");
    view.ui.paragraph("by", say("выдал: ") + typeset(text(one, "given_by")),
                      {.size = ui::TextSize::Small, .secondary = true});
  }
  const auto cell = view.ui.cell("do");
  if (!flag(one, "can_revoke")) return view.ui.paragraph("none", "—", {.secondary = true});
  if (view.ui.button("revoke", say("Снять роль"),
                     {.compact = true, .label = say("Снять роль: ") + join(who, ", ", what)}))
    view.wish(app::Toggled{"staff.revoke/" + id, true});
}

// The questions stand outside the cards and the table: a dialog is no part of them.
void questions(const View& view, const Json& sent, const Json& given) {
  const auto path = [](const std::string& list, const std::string& id) {
    return list + "/" + app::encode_component(id) + "/revoke";
  };
  for (const Json& one : sent) {
    const std::string id = text(one, "id");
    if (asked(view, "staff.withdraw/" + id, say("Отозвать приглашение?"),
              what_of(one) + say(". Ссылка перестанет открываться. Вернуть её нельзя, можно пригласить заново."),
              say("Отозвать приглашение")))
      view.wish(app::Posted{std::string(kWithdraw), path(app::invitations_path(), id), "{}"});
  }
  for (const Json& one : given) {
    const std::string id = text(one, "id");
    if (asked(
            view, "staff.revoke/" + id, say("Снять роль?"),
            name_of(one) + ": " + what_of(one) +
                say(". Доступ закроется со следующего запроса этого человека. Вернуть роль можно новым приглашением."),
            say("Снять роль")))
      view.wish(app::Posted{std::string(kRevoke), path(app::grants_path(), id), "{}"});
  }
}

void search_people(const View& view) {
  const ui::FieldEvent typed =
      view.ui.search_field("search", say("Найти по имени, роли или месту"), view.state.input(kSearch));
  if (typed.changed) view.wish(app::InputChanged{std::string(kSearch), typed.value});
}

// What is typed into stays where it is while the server searches.
void searching(const View& view) {
  const auto section = view.ui.section("people", say("Роли"));
  search_people(view);
  (void)found(view, app::grants_path(view.state));
}

void people(const View& view, const Json& list) {
  const auto section = view.ui.section("people", say("Роли"));
  refusal(view, "revoked", kRevoke, say("Роль снята: доступ закрыт со следующего запроса"));
  const Json& given = items(list, "items");
  const bool searched = !view.state.input("staff.words").empty();
  if (given.empty() && !searched)
    return view.ui.empty("none", ui::Icon::Person, say("Ролей пока нет"), say("Пригласите первого сотрудника."));
  if (searched || app::integer(list, "total") >= kSearchFrom) search_people(view);
  if (given.empty())
    return view.ui.empty("nobody", ui::Icon::Search, say("Никого не нашлось"), say("Измените слова поиска."));
  std::vector<const Json*> all;
  for (const Json& one : given) all.push_back(&one);
  // A list of one page is in the order of names; of a longer one the newest come first, as the server gives them.
  if (text(list, "next").empty())
    std::stable_sort(all.begin(), all.end(),
                     [](const Json* a, const Json* b) { return compare_russian(name_of(*a), name_of(*b)) < 0; });
  const std::vector<ui::Column> columns = {{.text = say("Кто"), .weight = 3},
                                           {.text = say("Роль"), .weight = 4},
                                           {.text = say("Срок"), .weight = 3},
                                           {.text = say("Действие"), .weight = 2}};
  {
    const auto table = view.ui.table("list", say("Роли"), columns);
    for (const Json* one : all) grant(view, *one);
  }
  more_of(view, list, app::grants_path(view.state));
}

}  // namespace

void staff_screen(const View& view) {
  const auto main = view.ui.main("main");
  if (!may_see(view, say("Здесь приглашают сотрудников и снимают роли."))) return;
  if (shut(view, app::invitations_path(true), "Её видят те, кто приглашает сотрудников, и аудитор.")) return;
  const Json* sent = loaded(view, app::invitations_path(true), say("Сотрудники и роли"));
  if (sent == nullptr) return;
  view.ui.back_link("back", say("Рабочий стол"), href_of(app::Screen::Desk));
  view.ui.title(say("Сотрудники и роли"));
  view.ui.paragraph("lead", say("Роль получает тот, кто откроет приглашение и войдёт через Госуслуги."),
                    {.size = ui::TextSize::Lead, .secondary = true});
  invite(view, child(*sent, "may_give"));
  invitations(view, *sent);
  static const Json kNothing = Json::object();
  const app::Resource* given = view.state.find(app::grants_path(view.state));
  const bool there = given != nullptr && given->usable();
  const bool searched = !view.state.input("staff.words").empty();
  if (there || !searched) {
    const Json* list = found(view, app::grants_path(view.state));
    if (list != nullptr) people(view, *list);
  } else {
    searching(view);
  }
  questions(view, items(*sent, "items"), items(there ? *given->body : kNothing, "items"));
}

namespace {

void staff_needs(const app::State& state, app::Needs& needs) {
  if (!state.session.logged_in()) return;
  needs.renew(app::invitations_path(true));
  if (state.is_open("staff.earlier")) needs.renew(app::invitations_path(false));
  needs.renew(app::grants_path(state));
}

}  // namespace

extern const Scene kStaffPage = {
    .screen = app::Screen::Staff,
    .draw = staff_screen,
    .title = "Сотрудники и роли",
    .needs = staff_needs,
    .tile = {"staff", "Сотрудники и роли", "Пригласить сотрудника, посмотреть роли, снять роль.", has_staff}};

}  // namespace pochin::screens
