// One voting: its rules in plain words with their basis, who may vote, the way in, and what is voted on.
#include <nlohmann/json.hpp>

#include "client/screens/kit/scene.h"
#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"
#include "client/screens/voting/voting.h"

namespace pochin::screens {
namespace {

using app::flag;
using app::integer;
using app::items;
using app::text;

constexpr size_t kShownProjects = 50;

void way_in(const Voting& v) {
  const View& view = v.view;
  const auto card = view.ui.card("now", v.open() ? ui::Tone::Accent : ui::Tone::Neutral);
  view.ui.paragraph("state", say("Голосование ") + campaign_state(view.state, v.campaign),
                    {.bold = true, .icon = icon(campaign_tone(v.campaign))});
  if (v.cast()) return already_cast(v);
  if (v.published()) return view.primary_link("results", say("Посмотреть итоги"), v.address(app::Screen::Results));
  if (!v.open()) return;
  if (refused_voter(v)) return;
  const bool more = v.ballot != nullptr && !v.ballot->voted.empty();
  if (more) already_cast(v);
  districts(v);
  if (v.me != nullptr && flag(*v.me, "declaration_needed"))
    view.ui.paragraph("residence", say("На Госуслугах не указан адрес. Перед отправкой бюллетеня вы подтвердите, что "
                                       "живёте здесь."));
  else if (v.me != nullptr && text(*v.me, "eligible") == "unknown")
    for (const Json& reason : items(*v.me, "reasons"))
      view.ui.paragraph("why-" + text(reason, "code"), typeset(text(reason, "text")) + ".",
                        {.tone = ui::Tone::Warn, .icon = ui::Icon::Alert});
  const bool begun = v.ballot != nullptr && v.ballot->uncast();
  if (begun)
    view.ui.paragraph("begun", not_cast(*v.ballot) + ".",
                      {.tone = ui::Tone::Warn, .bold = true, .icon = ui::Icon::Alert});
  view.primary_link("vote",
                    begun  ? say("Закончить голосование")
                    : more ? say("Голосовать ещё в одном муниципалитете")
                           : say("Голосовать"),
                    v.address(app::Screen::Ballot));
  if (!view.state.session.logged_in())
    view.ui.paragraph("login",
                      say("Понадобится вход через Госуслуги: так портал проверит право голоса. За кого отдан "
                          "голос, он с вами не связывает."),
                      {.size = ui::TextSize::Small, .secondary = true});
}

void rules(const Voting& v) {
  const auto section = v.view.ui.section("rules", say("Правила"));
  const auto card = v.view.ui.card("card");
  const auto facts = v.view.ui.facts("facts");
  int index = 0;
  for (const Json& rule : items(v.campaign, "rules"))
    v.view.ui.fact("r" + std::to_string(index++), typeset(text(rule, "label")), typeset(text(rule, "text")));
  if (index == 0) {
    v.view.ui.fact("task", say("Бюллетень"), task_of(v.rules));
    if (const int64_t age = integer(v.campaign, "min_age"); age > 0)
      v.view.ui.fact("age", say("Возраст"), say("с ") + counted(age, "года", "лет", "лет"));
    if (const int64_t budget = kopecks_of(v.campaign, "budget"); budget > 0)
      v.view.ui.fact("budget", say("Деньги"), roubles(budget));
  }
  index = 0;
  for (const Json& one : items(v.campaign, "extensions"))
    v.view.ui.fact("e" + std::to_string(index++), say("Срок продлён"),
                   join(typeset(text(one, "reason")), ". ", say("Основание: ") + typeset(text(one, "protocol")) + "."));
}

void basis(const Voting& v) {
  const Json& acts = items(v.campaign, "basis");
  if (acts.empty()) return;
  const auto card = v.view.ui.card("law");
  v.view.ui.heading(2, "title", say("На чём основано"));
  const auto list = v.view.ui.list("acts", say("На чём основано"));
  int index = 0;
  for (const Json& act : acts) {
    const auto item = v.view.ui.item("a" + std::to_string(index++));
    v.view.ui.paragraph("act", typeset(text(act, "act")), {.icon = ui::Icon::Document});
    if (const std::string more = text(act, "text"); !more.empty())
      v.view.ui.paragraph("text", typeset(more), {.size = ui::TextSize::Small, .secondary = true});
  }
}

void trust(const Voting& v) {
  const auto card = v.view.ui.card("trust");
  v.view.ui.heading(2, "title", say("Можно проверить"));
  const Json& log = app::child(v.campaign, "log");
  if (log.is_object())
    v.view.ui.paragraph(
        "log", say("В журнале ") + counted(integer(log, "size"), "бюллетень", "бюллетеня", "бюллетеней") + ".");
  if (const std::string key = text(log, "key"); !key.empty())
    v.view.ui.paragraph("key", say("Ключ подписи журнала: ") + key, {.size = ui::TextSize::Small, .secondary = true});
  v.view.link("verify", say("Проверить свой голос"), v.address(app::Screen::Proof));
  if (v.published()) v.view.link("recount", say("Пересчитать самому"), v.address(app::Screen::Recount));
}

void projects(const Voting& v) {
  const app::Resource* all = v.view.state.find(app::vote_projects_path(v.id));
  if (all == nullptr || !all->usable()) return;
  const Json& list = items(*all->body, "projects");
  const auto section = v.view.ui.section("projects", say("Что в бюллетене"));
  if (list.empty()) {
    v.view.ui.empty("none", ui::Icon::Document, say("Проектов пока нет"),
                    say("Они появятся, когда комиссия допустит заявки к голосованию."));
    return;
  }
  {
    const auto card = v.view.ui.card("card");
    const auto rows = v.view.ui.list("list", say("Проекты в бюллетене"));
    for (size_t i = 0; i < list.size() && i < kShownProjects; ++i) {
      const auto item = v.view.ui.item("p" + text(list[i], "id"));
      v.view.link("title", typeset(text(list[i], "title")), href_of(app::Screen::Project, text(list[i], "number")));
      v.view.ui.paragraph("where",
                          join(typeset(text(list[i], "district_label")), ", ", roubles(kopecks_of(list[i], "cost"))),
                          {.size = ui::TextSize::Small, .secondary = true});
    }
  }
  if (list.size() > kShownProjects)
    v.view.ui.paragraph("more",
                        say("Показаны первые ") + grouped(static_cast<int64_t>(kShownProjects)) + say(" из ") +
                            grouped(static_cast<int64_t>(list.size())) + say(". В бюллетене есть поиск."),
                        {.secondary = true});
}

}  // namespace

void campaign_screen(const View& view) {
  const auto main = view.ui.main("main");
  const std::vector<ui::Link> crumbs = {{say("Голосования"), href_of(app::Screen::Campaigns)}};
  const auto v = voting_of(view, say("Голосование"));
  if (!v) return;
  view.ui.breadcrumbs("crumbs", crumbs, typeset(text(v->campaign, "title")));
  view.ui.title(typeset(text(v->campaign, "title")));
  view.ui.paragraph("lead", task_of(v->rules) + ".", {.size = ui::TextSize::Lead, .secondary = true});
  const auto split = view.ui.split("body");
  {
    const auto column = view.ui.column("story", 24);
    way_in(*v);
    rules(*v);
    projects(*v);
  }
  const auto aside = view.ui.aside("side", say("Основания и проверка"));
  trust(*v);
  basis(*v);
  help_card(view, "ask");
}

namespace {

std::string campaign_words(const app::State& state) {
  return typeset(campaign_name(state)) + say(". Кто может голосовать, что в бюллетене и на чём это основано.");
}

}  // namespace

extern const Scene kCampaignPage = {.screen = app::Screen::Campaign,
                                    .draw = campaign_screen,
                                    .title = "Голосование",
                                    .needs = ballot_needs,
                                    .name = campaign_name,
                                    .named = true,
                                    .description = for_search(campaign_words)};

}  // namespace pochin::screens
