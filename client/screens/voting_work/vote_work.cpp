// The staff of a voting: the list, and what is done with one of them. An act needs a protocol and a second person.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/screens/kit/campaigns.h"
#include "client/screens/kit/outcome.h"
#include "client/screens/kit/rights.h"
#include "client/screens/kit/scene.h"
#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"
#include "client/screens/voting/voting.h"
#include "shared/base/date.h"
#include "shared/base/text.h"

namespace pochin::screens {
namespace {

using app::flag;
using app::items;
using app::text;

constexpr std::string_view kPost = "vote.act";
constexpr std::string_view kDone = "vote_done";  // what was decided: outlives the fields of the post

struct Act {
  std::string_view code, title, states, means;
};
constexpr Act kActs[] = {
    {"open", "Утвердить список проектов", "announced",
     "Список больше не изменится. Бюллетени портал примет в срок голосования."},
    {"extend", "Продлить срок", "open frozen", "Голосование закончится позже. Жители увидят новый срок и причину."},
    {"close", "Закрыть", "open frozen", "Бюллетени больше не принимаются. Открыть голосование снова нельзя."},
    {"freeze", "Приостановить", "open frozen",
     "Бюллетени или голоса за один проект не принимаются, пока комиссия разбирается. Черновики жителей останутся."},
    {"unfreeze", "Продолжить", "open frozen", "Портал снова принимает бюллетени."},
    {"publish", "Опубликовать итоги", "closed", "Откроются итоги и бюллетени без имён. Опубликованное не удаляют."},
    {"annul", "Отменить итоги", "closed published frozen",
     "Запись остаётся в журнале вместе с актом комиссии: удалить голоса нельзя."}};

std::string value(const View& view, std::string_view name) {
  return view.state.input(std::string(kPost) + "." + std::string(name));
}
void remember(const View& view, std::string_view name, const ui::FieldEvent& field) {
  if (field.changed) view.wish(app::InputChanged{std::string(kPost) + "." + std::string(name), field.value});
}

// What has happened, in words, when the second person allowed it.
std::string done_words(const View& view, const Json& campaign) {
  const std::string kind = view.state.input(kDone);
  if (kind == "campaign.open") return say("Список проектов утверждён: больше он не изменится.");
  if (kind == "campaign.extend") {
    const auto closes = instant_of(campaign, "closes");
    return closes ? say("Срок продлён: голосование идёт ") + until(view.state, *closes) + "." : say("Срок продлён.");
  }
  if (kind == "campaign.close")
    return say(
        "Голосование закрыто. Итоги может опубликовать проектный центр: один сотрудник просит, другой "
        "подтверждает.");
  if (kind == "campaign.freeze") return say("Приём бюллетеней приостановлен.");
  if (kind == "campaign.unfreeze") return say("Портал снова принимает бюллетени.");
  if (kind == "campaign.publish") return say("Итоги опубликованы: их видят все.");
  if (kind == "campaign.annul") return say("Итоги отменены. Запись об этом осталась в журнале.");
  return kind == "reject" ? say("Запрос отклонён.") : say("Решение записано.");
}

// «До конца голосования осталось 30 дней.», "" when nothing is left of it.
std::string left_to_vote(const Voting& v) {
  const auto closes = instant_of(v.campaign, "closes");
  if (!closes || *closes <= v.view.state.now) return {};
  return say("До конца голосования ") + to_lower(time_left(v.view.state, *closes).text) + ".";
}

// A vote that is closed early stays closed: asked before, with how much time would be lost. True when the answer is
// yes; `name` is the question's.
bool sure_to_close(const Voting& v, const std::string& name) {
  const View& view = v.view;
  if (!view.open(name)) return false;
  bool closed = false;
  const auto dialog = view.ui.dialog("ask", say("Закрыть голосование раньше срока?"), &closed);
  view.ui.paragraph("left", left_to_vote(v), {.bold = true});
  view.ui.paragraph("text", say("Кто не успел, уже не проголосует: закрытое голосование снова не открыть."));
  const auto row = view.ui.row("buttons");
  const bool sure = view.ui.button("yes", say("Закрыть голосование"), {.kind = ui::ButtonKind::Danger});
  if (view.ui.button("no", say("Не закрывать"))) closed = true;
  if (closed || sure) view.wish(app::Toggled{name, false});
  return sure;
}

// "campaign.close" → «Закрыть».
std::string title_of(std::string_view kind) {
  for (const Act& act : kActs)
    if (kind == "campaign." + std::string(act.code)) return say(act.title);
  return std::string(kind);
}

const app::Post* posted(const View& view) {
  const auto found = view.state.posts.find(kPost);
  return found == view.state.posts.end() ? nullptr : &found->second;
}

void send(const Voting& v, const Json& body) {
  v.view.wish(app::Posted{std::string(kPost), app::campaign_path(v.id) + "/actions", body.dump()});
}

std::string sure_name(const std::string& what) { return "vote.sure/" + what; }

void approve(const Voting& v, const std::string& request, const std::string& kind) {
  v.view.wish(app::InputChanged{std::string(kDone), kind});
  send(v, {{"action", "approve"}, {"request", request}});
}

bool asks_first(const Voting& v, std::string_view kind) { return kind == "campaign.close" && !left_to_vote(v).empty(); }

// Acts that wait for a second person: the one who asked sees that they wait, another decides.
void waiting(const Voting& v) {
  const View& view = v.view;
  const app::Resource* list = view.state.find(app::approvals_path());
  if (list == nullptr || !list->usable()) return;
  std::vector<const Json*> here;
  for (const Json& one : items(*list->body, "items"))
    if (text(one, "object") == v.id) here.push_back(&one);
  if (here.empty()) return;
  const auto section = view.ui.section("second", say("Ждёт второго человека"));
  for (const Json* one : here) {
    const std::string id = text(*one, "id"), kind = text(*one, "kind"), title = title_of(kind);
    const auto card = view.ui.card("r" + id);
    view.ui.heading(3, "title", title);
    const auto at = instant_of(*one, "asked_at");
    view.ui.paragraph("who", join(text(*one, "asked_by"), ", ", at ? day_and_time(view.state, *at) : std::string{}),
                      {.secondary = true});
    const Json& details = app::child(*one, "details");
    view.ui.paragraph("why", join(typeset(text(details, "protocol")), ". ", typeset(text(*one, "reason"))));
    if (const auto closes = instant_of(details, "closes"); closes && kind == "campaign.extend")
      view.ui.paragraph("end", say("Новый срок: ") + until(view.state, *closes) + ".");
    if (const std::string left = left_to_vote(v); kind == "campaign.close" && !left.empty())
      view.ui.paragraph("left", left, {.tone = ui::Tone::Warn, .icon = ui::Icon::Alert});
    if (!flag(*one, "can_decide")) {
      view.ui.paragraph("wait", say("Подтвердить должен другой сотрудник: он увидит запрос на этой же странице."));
      continue;
    }
    if (view.ui.button("approve", say("Подтвердить"), {.label = say("Подтвердить: ") + title}))
      asks_first(v, kind) ? view.wish(app::Toggled{sure_name(id), true}) : approve(v, id, kind);
    const auto form = view.ui.form("no", say("Отклонить"));
    remember(view, "refusal", view.ui.text_field("refusal", say("Почему отклоняете"), value(view, "refusal"), {}));
    const std::string refusal = value(view, "refusal"), why = refusal.empty() ? say("Напишите причину.") : "";
    if (view.ui.button("reject", say("Отклонить"), {.disabled = !why.empty(), .reason = why})) {
      view.wish(app::InputChanged{std::string(kDone), "reject"});
      view.wish(app::Posted{std::string(kPost), app::approvals_path() + "/" + app::encode_component(id) + "/reject",
                            Json{{"reason", refusal}}.dump()});
    }
  }
}

// The whole vote, or one of its projects: of those that are frozen when one is let go on.
void frozen_project(const Voting& v, bool only_frozen) {
  const app::Resource* all = v.view.state.find(app::vote_projects_path(v.id));
  if (all == nullptr || !all->usable()) return;
  std::vector<ui::Choice> choices = {{"", say("Голосование целиком"), {}}};
  for (const Json& one : items(*all->body, "projects"))
    if (!only_frozen || flag(one, "frozen")) choices.push_back({text(one, "id"), typeset(text(one, "title")), {}});
  remember(v.view, "project",
           v.view.ui.select("project", say("Что приостановить или продолжить"), value(v.view, "project"), choices));
}

// Something is paused: the whole vote, or one of its projects.
bool paused(const Voting& v) {
  if (text(v.campaign, "state") == "frozen") return true;
  const app::Resource* all = v.view.state.find(app::vote_projects_path(v.id));
  if (all == nullptr || !all->usable()) return false;
  const Json& list = items(*all->body, "projects");
  return std::any_of(list.begin(), list.end(), [](const Json& one) { return flag(one, "frozen"); });
}

std::vector<ui::Choice> possible(const Voting& v) {
  const std::string state = text(v.campaign, "state");
  std::vector<ui::Choice> choices;
  for (const Act& act : kActs)
    if (act.states.find(state) != std::string_view::npos && (act.code != "unfreeze" || paused(v)))
      choices.push_back({std::string(act.code), say(act.title), say(act.means)});
  return choices;
}

bool freezes(std::string_view action) { return action == "freeze" || action == "unfreeze"; }
bool draws(const Voting& v) { return value(v.view, "action") == "publish" && !text(v.campaign, "lot_source").empty(); }

// The last day of the vote as it was typed; the end is the midnight behind it.
std::optional<Date> last_day(const View& view) {
  const auto day = parse_date(value(view, "last_day"));
  return day ? std::optional(*day) : std::nullopt;
}

Json body_of(const Voting& v) {
  const View& view = v.view;
  const std::string action = value(view, "action");
  Json body = {{"action", action}, {"protocol", value(view, "protocol")}, {"reason", value(view, "reason")}};
  if (action == "annul") body["scope"] = "campaign";
  if (draws(v)) body["lot_seed"] = value(view, "lot_seed");
  if (const auto day = last_day(view); action == "extend" && day)
    body["closes"] = iso_date(add_days(*day, 1)) + "T00:00";
  if (const std::string project = value(view, "project"); freezes(action) && !project.empty())
    body["project"] = project;
  return body;
}

// Why it cannot be sent yet, "" when it can.
std::string hindrance(const Voting& v) {
  const View& view = v.view;
  const std::string action = value(view, "action");
  if (const app::Post* post = posted(view); post != nullptr && post->sending) return say("Отправляем…");
  if (action.empty()) return say("Выберите действие.");
  if (draws(v) && value(view, "lot_seed").empty()) return say("Впишите число для жребия.");
  if (action == "extend" && !last_day(view)) return say("Впишите новый последний день.");
  if (value(view, "protocol").empty() || value(view, "reason").empty())
    return say("Укажите протокол и причину: без них действие невозможно.");
  return {};
}

void acts(const Voting& v) {
  const View& view = v.view;
  const std::vector<ui::Choice> choices = possible(v);
  if (choices.empty()) return;
  const auto section = view.ui.section("acts", say("Действие комиссии"));
  const auto form = view.ui.form("form", say("Действие комиссии"));
  remember(view, "action", view.ui.radio_group("action", say("Что сделать"), value(view, "action"), choices));
  remember(view, "protocol",
           view.ui.text_field("protocol", say("Протокол или акт"), value(view, "protocol"),
                              {.hint = say("номер и дата, например: № 3 от 15 февраля 2027 года"), .required = true}));
  remember(view, "reason",
           view.ui.text_area("reason", say("Причина"), value(view, "reason"),
                             {.hint = say("её увидят наблюдатели и жители"), .required = true}));
  const std::string action = value(view, "action");
  if (action == "extend")
    remember(view, "last_day",
             view.ui.date_field("last_day", say("Новый последний день голосования"), value(view, "last_day"),
                                {.hint = say("голосовать можно будет до конца этого дня"), .required = true}));
  if (draws(v))
    remember(view, "lot_seed",
             view.ui.text_field("lot_seed", say("Число для жребия"), value(view, "lot_seed"),
                                {.hint = typeset(text(v.campaign, "lot_source")), .required = true}));
  if (freezes(action)) frozen_project(v, action == "unfreeze");
  const std::string why = hindrance(v);
  if (!view.ui.button("send", say("Отправить на подтверждение"),
                      {.kind = ui::ButtonKind::Primary, .disabled = !why.empty(), .reason = why}))
    return;
  asks_first(v, "campaign." + action) ? view.wish(app::Toggled{sure_name("send"), true}) : send(v, body_of(v));
}

// The questions stand outside the cards: a dialog is no part of them.
void questions(const Voting& v) {
  const app::Resource* list = v.view.state.find(app::approvals_path());
  if (list != nullptr && list->usable())
    for (const Json& one : items(*list->body, "items"))
      if (const std::string id = text(one, "id"); text(one, "object") == v.id && sure_to_close(v, sure_name(id)))
        approve(v, id, text(one, "kind"));
  if (sure_to_close(v, sure_name("send"))) send(v, body_of(v));
}

}  // namespace

std::string vote_act_title(std::string_view kind) { return title_of(kind); }

void vote_work_screen(const View& view) {
  const auto main = view.ui.main("main");
  if (!may_see(view, say("Здесь работают счётная комиссия и наблюдатели."))) return;
  const Json* list = loaded(view, app::campaigns_path(), say("Работа с голосованиями"));
  if (list == nullptr) return;
  view.ui.title(say("Работа с голосованиями"));
  const Json& all = items(*list, "campaigns");
  if (all.empty())
    return view.ui.empty("none", ui::Icon::Calendar, say("Голосований нет"), say("Они описаны в правилах практики."));
  const std::vector<ui::Column> columns = {{.text = say("Голосование"), .weight = 4},
                                           {.text = say("Состояние"), .weight = 3},
                                           {.text = say("Разделы"), .weight = 3}};
  const auto table = view.ui.table("list", say("Голосования"), columns);
  int index = 0;
  for (const Json& one : all) {
    const std::string id = text(one, "id");
    const auto row = view.ui.table_row("c" + std::to_string(index++));
    view.ui.cell_text("title", typeset(text(one, "title")), {.bold = true});
    view.ui.cell_text("state", campaign_state(view.state, one));
    const auto cell = view.ui.cell("ways");
    const auto links = view.ui.row("links");
    const auto way = [&](std::string_view key, std::string_view word, app::Screen screen) {
      view.link(key, say(word), app::format_route({screen, id, {}, {}}));
    };
    way("acts", "Управление", app::Screen::VoteActions);
    way("paper", "Бумажные бюллетени", app::Screen::Batches);
    way("observer", "Наблюдателю", app::Screen::Observer);
  }
}

void vote_actions_screen(const View& view) {
  const auto main = view.ui.main("main", ui::PageWidth::Column);
  if (!may_see(view, say("Здесь работает счётная комиссия."))) return;
  const auto v = voting_of(view, say("Ход голосования"));
  if (!v) return;
  view.ui.back_link("back", say("Голосования"), href_of(app::Screen::VoteWork));
  view.ui.title(typeset(text(v->campaign, "title")));
  view.ui.paragraph("state", say("Голосование ") + campaign_state(view.state, v->campaign) + ".", {.bold = true});
  const app::Post* post = posted(view);
  post_outcome(
      view, kPost,
      post != nullptr && post->status == 202 ? say("Действие ждёт второго человека") : done_words(view, v->campaign));
  waiting(*v);
  acts(*v);
  questions(*v);
}

namespace {

void vote_work_needs(const app::State& state, app::Needs& needs) {
  needs.visit(app::campaigns_path());
  reminder_needs(state, needs);
}

void vote_actions_needs(const app::State& state, app::Needs& needs) {
  if (!state.session.logged_in()) return;
  needs.visit(app::campaign_path(state.route.id));
  needs.renew(app::vote_projects_path(state.route.id));
  needs.renew(app::approvals_path());
}

bool has_votes(const app::State& state) {
  using access::Action, access::Object;
  return may_somewhere(state, Action::update, Object::voting_campaign) ||
         may_somewhere(state, Action::decide, Object::voting_campaign) ||
         may_somewhere(state, Action::read, Object::vote_annulment) ||
         may_somewhere(state, Action::enter_batch, Object::vote);
}

}  // namespace

extern const Scene kVoteWorkPage = {
    .screen = app::Screen::VoteWork,
    .draw = vote_work_screen,
    .title = "Работа с голосованиями",
    .needs = vote_work_needs,
    .tile = {"votes", "Голосования", "Открыть и закрыть, ввести бумажные бюллетени, опубликовать итоги.", has_votes}};

extern const Scene kVoteActionsPage = {.screen = app::Screen::VoteActions,
                                       .draw = vote_actions_screen,
                                       .title = "Ход голосования",
                                       .needs = vote_actions_needs,
                                       .name = campaign_name};

}  // namespace pochin::screens
