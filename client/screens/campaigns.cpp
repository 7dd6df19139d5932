// The votings of the region: what goes on now, what is over.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/screens/list.h"
#include "client/screens/typography.h"
#include "client/screens/voting.h"
#include "client/screens/words.h"
#include "shared/base/order.h"

namespace pochin::screens {

using app::items;
using app::text;

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

void campaigns_screen(const View& view) {
  const auto main = view.ui.main("main");
  const Json* list = loaded(view, app::campaigns_path(), say("Голосования"));
  if (list == nullptr) return;
  view.ui.title(say("Голосования"));
  view.ui.paragraph("lead",
                    say("Жители выбирают проекты, на которые пойдут деньги. Голос тайный, а подсчёт может "
                        "повторить каждый."),
                    {.size = ui::TextSize::Lead, .secondary = true});
  if (view.state.session.roles.size() > 1)  // who works here has a role besides the resident's
    view.link("work", say("Работа с голосованиями"), "/work/votes");
  if (items(*list, "campaigns").empty()) {
    view.ui.empty("none", ui::Icon::Calendar, say("Голосований пока нет"),
                  say("Когда объявят первое, оно появится здесь с датами и правилами."));
    return;
  }
  group(view, "now", say("Идут сейчас"), of_group(*list, Group::now));
  group(view, "soon", say("Скоро"), of_group(*list, Group::soon));
  group(view, "over", say("Завершены"), of_group(*list, Group::over));
}

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
  if (!now.empty() || !results.empty()) view.link("all", say("Все голосования"), "/votes");
}

}  // namespace pochin::screens
