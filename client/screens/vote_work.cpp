// The staff of a voting: the list, and what is done with one of them. An act needs a protocol and a second person.
#include <nlohmann/json.hpp>

#include "client/screens/list.h"
#include "client/screens/rights.h"
#include "client/screens/typography.h"
#include "client/screens/voting.h"
#include "client/screens/words.h"

namespace pochin::screens {
namespace {

using app::flag;
using app::items;
using app::text;

constexpr std::string_view kPost = "vote.act";

struct Act {
  std::string_view code, title, states, means;
};
constexpr Act kActs[] = {
    {"open", "Утвердить список проектов", "announced",
     "Список больше не изменится. Бюллетени портал примет в срок голосования."},
    {"close", "Закрыть", "open frozen", "Бюллетени больше не принимаются. Журнал получит последнюю подпись."},
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
    view.ui.paragraph(
        "why", join(typeset(text(app::child(*one, "details"), "protocol")), ". ", typeset(text(*one, "reason"))));
    if (!flag(*one, "can_decide")) {
      view.ui.paragraph("wait", say("Подтвердить должен другой сотрудник: он увидит запрос на этой же странице."));
      continue;
    }
    if (view.ui.button("approve", say("Подтвердить"), {.label = say("Подтвердить: ") + title}))
      send(v, {{"action", "approve"}, {"request", id}});
    const auto form = view.ui.form("no", say("Отклонить"));
    remember(view, "refusal", view.ui.text_field("refusal", say("Почему отклоняете"), value(view, "refusal"), {}));
    const std::string refusal = value(view, "refusal"), why = refusal.empty() ? say("Напишите причину.") : "";
    if (view.ui.button("reject", say("Отклонить"), {.disabled = !why.empty(), .reason = why}))
      view.wish(app::Posted{std::string(kPost), app::approvals_path() + "/" + app::encode_component(id) + "/reject",
                            Json{{"reason", refusal}}.dump()});
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

void acts(const Voting& v) {
  const View& view = v.view;
  const std::string state = text(v.campaign, "state");
  std::vector<ui::Choice> choices;
  for (const Act& act : kActs)
    if (act.states.find(state) != std::string_view::npos)
      choices.push_back({std::string(act.code), say(act.title), say(act.means)});
  if (choices.empty()) return;
  const auto section = view.ui.section("acts", say("Действие комиссии"));
  const auto form = view.ui.form("form", say("Действие комиссии"));
  remember(view, "action", view.ui.radio_group("action", say("Что сделать"), value(view, "action"), choices));
  remember(view, "protocol",
           view.ui.text_field("protocol", say("Протокол или акт"), value(view, "protocol"),
                              {.hint = say("номер и дата, например: № 3 от 15 февраля 2027 года"), .required = true}));
  remember(view, "reason",
           view.ui.text_area("reason", say("Причина"), value(view, "reason"),
                             {.hint = say("её увидят наблюдатели и жители")}));
  const std::string action = value(view, "action"), source = text(v.campaign, "lot_source");
  const bool lot = action == "publish" && !source.empty();
  if (lot)
    remember(view, "lot_seed",
             view.ui.text_field("lot_seed", say("Число для жребия"), value(view, "lot_seed"),
                                {.hint = typeset(source), .required = true}));
  const bool freezes = action == "freeze" || action == "unfreeze";
  if (freezes) frozen_project(v, action == "unfreeze");
  const app::Post* post = posted(view);
  std::string why;
  if (action.empty())
    why = say("Выберите действие.");
  else if (lot && value(view, "lot_seed").empty())
    why = say("Впишите число для жребия.");
  else if (value(view, "protocol").empty() || value(view, "reason").empty())
    why = say("Укажите протокол и причину: без них действие невозможно.");
  if (post != nullptr && post->sending) why = say("Отправляем…");
  if (!view.ui.button("send", say("Отправить на подтверждение"),
                      {.kind = ui::ButtonKind::Primary, .disabled = !why.empty(), .reason = why}))
    return;
  Json body = {
      {"action", value(view, "action")}, {"protocol", value(view, "protocol")}, {"reason", value(view, "reason")}};
  if (action == "annul") body["scope"] = "campaign";
  if (lot) body["lot_seed"] = value(view, "lot_seed");
  if (const std::string project = value(view, "project"); freezes && !project.empty()) body["project"] = project;
  send(v, body);
}

// Of a batch: «Лист № 3: », «Голосующий № 4: ».
std::string where(std::string_view field) {
  const bool sheet = field.starts_with("ballots/"), voter = field.starts_with("voters/");
  if (!sheet && !voter) return {};
  int number = 0;
  for (const char c : field.substr(field.find('/') + 1)) {
    if (c < '0' || c > '9') break;
    number = number * 10 + (c - '0');
  }
  return (sheet ? say("Лист № ") : say("Голосующий № ")) + std::to_string(number + 1) + ": ";
}

}  // namespace

void post_outcome(const View& view, std::string_view name, const std::string& done) {
  const auto found = view.state.posts.find(name);
  if (found == view.state.posts.end() || found->second.sending) return;
  const app::Post& post = found->second;
  const std::string said = post.done ? done : say("Не получилось");
  view.ui.live("said", said);
  const auto notice = view.ui.notice(post.done ? "done" : "refused", post.done ? ui::Tone::Ok : ui::Tone::Error, said);
  if (!post.error.empty()) view.ui.paragraph("text", typeset(post.error));
  int index = 0;
  for (const form::Problem& problem : post.problems)
    view.ui.paragraph("e" + std::to_string(index++), where(problem.field) + typeset(problem.message));
  if (!post.login.empty() && view.ui.button("login", say("Подтвердить вход"))) view.wish(app::LoginWanted{post.login});
}

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
    way("acts", "Ход", app::Screen::VoteActions);
    way("paper", "Бумага", app::Screen::Batches);
    way("observer", "Наблюдение", app::Screen::Observer);
  }
}

void vote_actions_screen(const View& view) {
  const auto main = view.ui.main("main", ui::PageWidth::Column);
  if (!may_see(view, say("Здесь работает счётная комиссия."))) return;
  const auto v = voting_of(view, say("Ход голосования"));
  if (!v) return;
  view.ui.back_link("back", say("Голосования"), "/work/votes");
  view.ui.title(typeset(text(v->campaign, "title")));
  view.ui.paragraph("state", say("Голосование ") + campaign_state(view.state, v->campaign) + ".", {.bold = true});
  const app::Post* post = posted(view);
  post_outcome(view, kPost,
               post != nullptr && post->status == 202 ? say("Действие ждёт второго человека") : say("Сделано"));
  waiting(*v);
  acts(*v);
}

}  // namespace pochin::screens
