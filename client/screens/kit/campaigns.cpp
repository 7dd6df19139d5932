#include "client/screens/kit/campaigns.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"
#include "shared/base/money.h"
#include "shared/base/order.h"
#include "shared/base/text.h"

namespace pochin::screens {

using app::integer;
using app::items;
using app::text;

// The server says it: what a clock says here only words.
bool campaign_open(const Json& campaign) { return text(campaign, "state") == "open"; }

std::string until(const app::State& state, Instant end) {
  const Instant before{end.ms - 1};
  const std::string last = day_short(state, before);
  return last == day_short(state, end) ? say("до ") + day_and_time(state, end) : say("до конца ") + last;
}

std::string campaign_state(const app::State& state, const Json& campaign) {
  const std::string code = text(campaign, "state");
  const auto opens = instant_of(campaign, "opens"), closes = instant_of(campaign, "closes");
  const bool in_time = closes && *closes <= state.now;  // else the commission closed it earlier
  const std::string ended =
      in_time ? say("закончилось ") + day_short(state, Instant{closes->ms - 1}) : say("закончилось");
  if (campaign_open(campaign)) {
    if (!closes) return say("идёт");
    if (in_time) return say("голоса принимали ") + until(state, *closes);  // the server is about to close it
    return say("идёт ") + until(state, *closes) + ", " + to_lower(time_left(state, *closes).text);
  }
  if (code == "announced") return opens ? say("начнётся ") + day_and_time(state, *opens) : say("объявлено");
  if (code == "published") return ended + say(", итоги подведены");
  if (code == "annulled") return say("итоги отменены счётной комиссией");
  if (code == "frozen") return say("приостановлено счётной комиссией");
  return ended + say(", идёт подсчёт");
}

ui::Tone campaign_tone(const Json& campaign) {
  const std::string code = text(campaign, "state");
  if (campaign_open(campaign)) return ui::Tone::Accent;
  if (code == "published") return ui::Tone::Ok;
  return code == "annulled" || code == "frozen" ? ui::Tone::Warn : ui::Tone::Neutral;
}

std::string task_of(const app::BallotRules& rules) {
  const auto projects = [](int64_t n) { return counted(n, "проекта", "проектов", "проектов"); };
  if (rules.kind == app::BallotKind::choose_one) return say("Выберите один проект");
  if (rules.kind == app::BallotKind::knapsack)
    return say("Соберите проекты на сумму до ") + roubles(rules.max_cost.value_or(Money{}).kopecks);
  if (rules.kind == app::BallotKind::cumulative)
    return say("Распределите ") + counted(rules.points, "балл", "балла", "баллов");
  if (rules.kind == app::BallotKind::scores)
    return say("Оцените проекты: от 0 до ") + grouped(rules.max_points) + say(" баллов");
  if (rules.kind == app::BallotKind::yes_no) return say("Ответьте по каждому проекту: за или против");
  if (rules.kind == app::BallotKind::plus_minus)
    return say("До ") + grouped(rules.max) + say(" голосов за и до ") + grouped(rules.minus) + say(" против");
  if (rules.kind == app::BallotKind::ranked)
    return rules.max > 0 ? say("Расставьте по порядку до ") + projects(rules.max)
                         : say("Расставьте проекты по порядку");
  if (rules.max <= 0) return say("Выберите проекты");
  if (rules.min == rules.max) return say("Выберите ") + counted(rules.max, "проект", "проекта", "проектов");
  return say("Выберите до ") + projects(rules.max);
}

std::string not_cast(const app::Ballot& ballot) {
  if (ballot.again) return say("Новый выбор не отправлен: пока действует прежний бюллетень");
  if (!ballot.voted.empty()) return say("Этот бюллетень ещё не отправлен");
  return say("Вы ещё не проголосовали: бюллетень не отправлен");
}

void campaign_card(const View& view, std::string_view key, const Json& campaign) {
  const std::string id = text(campaign, "id");
  const auto address = [&](app::Screen screen) { return app::format_route({screen, id, {}, {}}); };
  const auto card = view.ui.card(key);
  const app::BallotRules rules = app::rules_of_campaign(campaign);
  const ui::Tone of_state = campaign_tone(campaign);
  {
    const auto head = view.ui.column("head", 8);
    view.ui.heading(3, "title", typeset(text(campaign, "title")));
    view.ui.badge("state", campaign_state(view.state, campaign), of_state, icon(of_state));
  }
  const int64_t projects = integer(campaign, "projects");
  const bool announced = text(campaign, "state") == "announced";
  view.ui.paragraph("task",
                    task_of(rules) +
                        (announced ? say(". Список проектов утвердят до начала")
                                   : say(". В бюллетене ") + counted(projects, "проект", "проекта", "проектов")) +
                        ".");
  const app::Ballot* ballot = app::find_ballot(view.state, id);
  const auto row = view.ui.row("do", 12, ui::Justify::Between);
  ui::LinkOptions button;
  button.button = true;
  if (ballot != nullptr && ballot->cast)
    view.link("receipt", say("Ваш голос принят: квитанция"), address(app::Screen::Receipt), button);
  else if (campaign_open(campaign))
    view.link("vote", ballot != nullptr && ballot->uncast() ? say("Закончить голосование") : say("Голосовать"),
              address(app::Screen::Ballot), button);
  else if (text(campaign, "state") == "published")
    view.link("results", say("Итоги"), address(app::Screen::Results), button);
  ui::LinkOptions more;
  more.strong = true;
  view.link("more", say("О голосовании"), address(app::Screen::Campaign));
}

namespace {

using Campaigns = std::vector<const Json*>;

enum class Group { now, soon, over };

Group group_of(const Json& campaign) {
  const std::string code = text(campaign, "state");
  if (campaign_open(campaign) || code == "frozen") return Group::now;
  return code == "announced" ? Group::soon : Group::over;
}

// Those of one group: what ends or begins first stands first, of the past ones the latest.
Campaigns of_group(const Json& all, Group group) {
  Campaigns out;
  for (const Json& one : items(all, "campaigns"))
    if (group_of(one) == group) out.push_back(&one);
  const std::string_view by = group == Group::soon ? "opens" : "closes";
  const auto moment = [&](const Json* one) { return instant_of(*one, by).value_or(Instant{}).ms; };
  sort_short(out, [&](const Json* a, const Json* b) {
    return group == Group::over ? moment(a) > moment(b) : moment(a) < moment(b);
  });
  return out;
}

void group(const View& view, std::string_view key, std::string_view title, const Campaigns& all) {
  if (all.empty()) return;
  const auto section = view.ui.section(key, title);
  if (all.size() == 1) return campaign_card(view, "c0", *all[0]);
  const auto grid = view.ui.grid("cards", 340);
  int index = 0;
  for (const Json* one : all) campaign_card(view, "c" + std::to_string(index++), *one);
}

constexpr size_t kResultsAtHome = 2;

}  // namespace

void voting_now(const View& view, std::string_view practice) {
  const app::Resource* list = view.state.find(app::campaigns_path());
  if (list == nullptr || !list->usable()) return;
  if (!practice.empty()) {
    Campaigns own;
    for (const Json& one : items(*list->body, "campaigns"))
      if (text(one, "practice") == practice) own.push_back(&one);
    return group(view, "voting", say("Голосования"), own);
  }
  const Campaigns now = of_group(*list->body, Group::now);
  Campaigns results;
  for (const Json* one : of_group(*list->body, Group::over))
    if (text(*one, "state") == "published" && results.size() < kResultsAtHome) results.push_back(one);
  group(view, "voting", say("Сейчас голосуют"), now);
  group(view, "results", say("Итоги голосований"), results);
  if (!now.empty() || !results.empty()) view.link("all", say("Все голосования"), href_of(app::Screen::Campaigns));
}

void campaign_groups(const View& view, const Json& list) {
  group(view, "now", say("Идут сейчас"), of_group(list, Group::now));
  group(view, "soon", say("Скоро"), of_group(list, Group::soon));
  group(view, "over", say("Завершены"), of_group(list, Group::over));
}

void uncast_notice(const View& view) {
  const app::Route& at = view.state.route;
  for (const auto& [campaign, ballot] : view.state.ballots) {
    const bool here = at.id == campaign && (at.screen == app::Screen::Ballot || at.screen == app::Screen::BallotCheck);
    const auto closes = parse_instant(ballot.closes);
    const app::Resource* known = view.state.find(app::campaign_path(campaign));
    const bool over = known != nullptr && known->usable() && !campaign_open(*known->body);
    if (!ballot.uncast() || here || over) continue;
    const auto notice = view.ui.notice("uncast-" + campaign, ui::Tone::Warn, not_cast(ballot));
    // The name comes with the list of campaigns: until then nothing stands in its place.
    const std::string name = ballot.title.empty() ? std::string{} : "«" + typeset(ballot.title) + "»";
    const std::string term = !closes        ? std::string{}
                             : name.empty() ? say("Голосуют ") + until(view.state, *closes)
                                            : say("голосуют ") + until(view.state, *closes);
    const bool kept = view.state.storage_kept || ballot.state == app::SaveState::Saved;
    view.ui.paragraph("text", join(join(name, ", ", term), ". ",
                                   kept ? say("Ваш выбор сохранён, но не учтён.")
                                        : say("Ваш выбор есть только на этой странице и не учтён.")));
    ui::LinkOptions strong;
    strong.strong = true;
    view.link("finish", say("Проверить и проголосовать"),
              app::format_route({app::Screen::BallotCheck, campaign, {}, {}}), strong);
  }
}

std::string campaign_name(const app::State& state) {
  return text_at(state, app::campaign_path(state.route.id), "title");
}

void reminder_needs(const app::State& state, app::Needs& needs) {
  constexpr int kMost = 5;  // a region has two or three votes at a time
  const app::Resource* list = state.find(app::campaigns_path());
  if (!state.session.logged_in() || list == nullptr || !list->usable()) return;
  int asked = 0;
  for (const Json& one : items(*list->body, "campaigns"))
    if (campaign_open(one) && asked++ < kMost) needs.want(app::my_vote_path(text(one, "id")));
}

}  // namespace pochin::screens
