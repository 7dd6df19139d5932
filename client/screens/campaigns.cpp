// The votings of the region: what goes on now, what is over.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/screens/list.h"
#include "client/screens/typography.h"
#include "client/screens/voting.h"
#include "client/screens/words.h"

namespace pochin::screens {

using app::items;
using app::text;

namespace {

int rank(const Json& campaign) {  // open ones first, those to come next
  if (campaign_open(campaign)) return 0;
  const std::string code = text(campaign, "state");
  return code == "frozen" ? 1 : (code == "announced" ? 2 : (code == "closed" ? 3 : 4));
}

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
  std::vector<const Json*> all;
  for (const Json& one : items(*list, "campaigns")) all.push_back(&one);
  std::stable_sort(all.begin(), all.end(), [](const Json* a, const Json* b) { return rank(*a) < rank(*b); });
  if (all.empty()) {
    view.ui.empty("none", ui::Icon::Calendar, say("Голосований пока нет"),
                  say("Когда объявят первое, оно появится здесь с датами и правилами."));
    return;
  }
  const auto section = view.ui.section("all", say("Идут сейчас и прошедшие"));
  if (all.size() == 1) return campaign_card(view, "c0", *all[0]);
  const auto grid = view.ui.grid("cards", 340);
  int index = 0;
  for (const Json* one : all) campaign_card(view, "c" + std::to_string(index++), *one);
}

void voting_now(const View& view, std::string_view practice) {
  const app::Resource* list = view.state.find(app::campaigns_path());
  if (list == nullptr || !list->usable()) return;
  std::vector<const Json*> shown;
  for (const Json& one : items(*list->body, "campaigns")) {
    const bool mine = practice.empty() ? campaign_open(one) : text(one, "practice") == practice;
    if (mine) shown.push_back(&one);
  }
  if (shown.empty()) return;
  const auto section = view.ui.section("voting", practice.empty() ? say("Сейчас голосуют") : say("Голосования"));
  int index = 0;
  for (const Json* one : shown) campaign_card(view, "v" + std::to_string(index++), *one);
  if (practice.empty()) view.link("all", say("Все голосования"), "/votes");
}

}  // namespace pochin::screens
