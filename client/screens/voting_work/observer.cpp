// The observer's room: nothing of persons, nothing of choices. Turnout by hour and channel, signed heads of the log,
// incidents.
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "client/screens/kit/campaigns.h"
#include "client/screens/kit/rights.h"
#include "client/screens/kit/scene.h"
#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"
#include "client/screens/voting/voting.h"

namespace pochin::screens {
namespace {

using app::integer;
using app::items;
using app::text;

constexpr std::pair<std::string_view, std::string_view> kChannels[] = {
    {"portal", "Портал"}, {"paper", "Бумага"}, {"point", "Пункты"}, {"phone", "Телефон"}, {"meeting", "Собрания"}};

std::string channel_name(const std::string& code) {
  for (const auto& [known, title] : kChannels)
    if (known == code) return say(title);
  return code;
}

void hours(const View& view, const Json& rows) {
  const auto section = view.ui.section("hours", say("Явка по часам"));
  if (rows.empty()) {
    view.ui.paragraph("none", say("Бюллетеней ещё нет."), {.secondary = true});
    return;
  }
  std::map<std::string, std::map<std::string, int64_t>> by_hour;
  std::set<std::string> channels;
  int64_t most = 1;
  for (const Json& row : rows) {
    by_hour[text(row, "hour")][text(row, "channel")] += integer(row, "count");
    channels.insert(text(row, "channel"));
  }
  for (const auto& [hour, counts] : by_hour) {
    int64_t sum = 0;
    for (const auto& [channel, count] : counts) sum += count;
    most = std::max(most, sum);
  }
  std::vector<ui::Column> columns = {{.text = say("Час"), .weight = 3}};
  for (const std::string& channel : channels)
    columns.push_back({.text = channel_name(channel), .number = true, .weight = 1});
  columns.push_back({.text = say("Всего"), .weight = 3});
  const auto table = view.ui.table("table", say("Явка по часам и каналам"), columns);
  int index = 0;
  for (const auto& [hour, counts] : by_hour) {
    const auto row = view.ui.table_row("h" + std::to_string(index++));
    const auto at = parse_instant(hour);
    view.ui.cell_text("hour", at ? day_and_time(view.state, *at) : hour);
    int64_t sum = 0;
    for (const std::string& channel : channels) {
      const auto found = counts.find(channel);
      const int64_t count = found == counts.end() ? 0 : found->second;
      sum += count;
      view.ui.cell_text(channel, grouped(count));
    }
    constexpr int64_t kSteps = 100;
    const auto cell = view.ui.cell("sum");
    view.ui.progress("bar", grouped(sum), static_cast<int>(sum * kSteps / most), kSteps);
  }
}

void heads(const View& view, const Json& all) {
  const auto section = view.ui.section("heads", say("Подписи журнала"));
  view.ui.paragraph("lead", say("Запишите сумму: позже по ней проверяют, что журнал только рос."), {.secondary = true});
  const auto card = view.ui.card("card");
  const auto list = view.ui.list("list", say("Подписи журнала"));
  int index = 0;
  for (const Json& head : all) {
    const auto item = view.ui.item("h" + std::to_string(index++));
    const auto at = instant_of(head, "at");
    view.ui.paragraph("size",
                      counted(integer(head, "size"), "бюллетень", "бюллетеня", "бюллетеней") +
                          (at ? ", " + to_the_second(view.state, *at) : std::string{}),
                      {.bold = true});
    view.ui.paragraph("root", grouped_code(text(head, "root")), {.size = ui::TextSize::Small});
  }
  if (index == 0)
    view.ui.paragraph("none", say("Первая подпись появится, когда придут бюллетени."), {.secondary = true});
}

// Acts of the commission stand among the signs of what is unusual.
std::string act_done(std::string_view kind) {
  if (kind == "close") return say("Закрыто");
  if (kind == "extend") return say("Срок продлён");
  if (kind == "freeze") return say("Приостановлено");
  if (kind == "unfreeze") return say("Продолжено");
  return kind == "annul" ? say("Отменено счётной комиссией") : std::string{};
}

void incidents(const View& view, const Json& all) {
  const auto section = view.ui.section("incidents", say("События"));
  if (all.empty()) {
    view.ui.paragraph("none", say("Необычного не замечено."), {.icon = ui::Icon::Check});
    return;
  }
  const auto card = view.ui.card("card");
  const auto list = view.ui.list("list", say("События"));
  int index = 0;
  for (const Json& one : all) {
    const auto item = view.ui.item("i" + std::to_string(index++));
    const auto at = instant_of(one, "at");
    view.ui.paragraph("text", join(act_done(text(one, "kind")), ". ", typeset(text(one, "text"))));
    if (at) view.ui.paragraph("at", to_the_second(view.state, *at), {.size = ui::TextSize::Small, .secondary = true});
  }
}

}  // namespace

void observer_screen(const View& view) {
  const auto main = view.ui.main("main");
  if (!may_see(view, say("Здесь явка, подписи журнала и события голосования для наблюдателей."))) return;
  const auto v = voting_of(view, say("Наблюдателю"));
  if (!v) return;
  if (shut(view, app::observer_path(v->id), "Эту страницу видят наблюдатели и комиссия.")) return;
  const Json* room = loaded(view, app::observer_path(v->id), say("Наблюдателю"));
  if (room == nullptr) return;
  view.ui.back_link("back", say("Голосования"), href_of(app::Screen::VoteWork));
  view.ui.title(say("Наблюдателю"));
  view.ui.paragraph("what",
                    join(typeset(text(v->campaign, "title")), ". ",
                         say("Голосование ") + campaign_state(view.state, v->campaign) + "."),
                    {.size = ui::TextSize::Lead, .secondary = true});
  const auto split = view.ui.split("body");
  {
    const auto column = view.ui.column("story", 24);
    hours(view, items(*room, "turnout_by_hour"));
    incidents(view, items(*room, "incidents"));
  }
  const auto aside = view.ui.aside("side", say("Журнал"));
  heads(view, items(*room, "heads"));
}

namespace {

void observer_needs(const app::State& state, app::Needs& needs) {
  if (!state.session.logged_in()) return;
  needs.want(app::campaign_path(state.route.id));
  needs.renew(app::observer_path(state.route.id));
}

}  // namespace

extern const Scene kObserverPage = {.screen = app::Screen::Observer,
                                    .draw = observer_screen,
                                    .title = "Наблюдателю",
                                    .needs = observer_needs,
                                    .name = campaign_name};

}  // namespace pochin::screens
