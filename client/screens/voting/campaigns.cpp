// The votings of the region: what goes on now, what is over.
#include "client/screens/kit/campaigns.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/screens/kit/scene.h"
#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"
#include "client/screens/voting/voting.h"
#include "shared/base/order.h"

namespace pochin::screens {

using app::items;
using app::text;

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
    view.link("work", say("Работа с голосованиями"), href_of(app::Screen::VoteWork));
  if (items(*list, "campaigns").empty()) {
    view.ui.empty("none", ui::Icon::Calendar, say("Голосований пока нет"),
                  say("Когда объявят первое, оно появится здесь с датами и правилами."));
    return;
  }
  campaign_groups(view, *list);
}

namespace {

void campaigns_needs(const app::State& state, app::Needs& needs) {
  needs.visit(app::campaigns_path());
  reminder_needs(state, needs);
}

std::string campaigns_words(const app::State&) {
  return say("Голосования за проекты жителей: сроки, правила, итоги и проверка подсчёта.");
}

}  // namespace

extern const Scene kCampaignsPage = {.screen = app::Screen::Campaigns,
                                     .draw = campaigns_screen,
                                     .title = "Голосования",
                                     .needs = campaigns_needs,
                                     .description = for_search(campaigns_words)};

}  // namespace pochin::screens
