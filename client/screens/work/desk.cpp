// «Рабочий стол»: the ways of those who serve, by what their roles allow.
#include "client/screens/work/desk.h"

#include <nlohmann/json.hpp>

#include "client/screens/kit/rights.h"
#include "client/screens/kit/scene.h"
#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"
#include "client/screens/voting_work/vote_work.h"
#include "shared/base/text.h"

namespace pochin::screens {
namespace {

using access::Action;
using access::Object;
using access::Part;

void place_card(const View& view, std::string_view key, const std::string& title, std::string_view href,
                std::string_view text) {
  const auto card = view.ui.card(key);
  const auto words = view.ui.column("words", 4);
  ui::LinkOptions strong;
  strong.strong = true;
  view.link("open", title, href, strong);
  view.ui.paragraph("text", say(text), {.secondary = true});
}

void places(const View& view) {
  const auto grid = view.ui.grid("places", 320);
  open_tiles(view.state, [&](std::string_view key, const std::string& title, std::string_view text,
                             const std::string& href) { place_card(view, key, title, href, text); });
}

struct Answer {
  std::string_view key, question, answer;
  bool (*shown)(const app::State&);
};

constexpr Answer kAnswers[] = {
    {"invite", "Как пригласить сотрудника?",
     "Откройте «Сотрудники и роли», выберите роль и место и передайте ссылку. Она действует один раз: роль получит "
     "тот, "
     "кто войдёт по ней через Госуслуги.",
     has_staff},
    {"leaves", "Сотрудник уволился. Что делать?",
     "Если роль дана с ОГРН, доступ закроется сам при первом входе. Чтобы закрыть его сейчас, нажмите «Снять роль».",
     has_staff},
    {"weekly", "Что проверять каждую неделю?",
     "«Состояние портала»: сверху то, что нельзя откладывать. У каждой записи написано, что сделать, и есть строка, "
     "которую можно скопировать в настройки.",
     has_installation},
    {"proof", "Как доказать, что журнал действий не меняли?",
     "Выгружайте его регулярно и храните отдельно. Команда pochin audit verify --head ВЫГРУЗКА найдёт любую изменённую "
     "или отрезанную строку.",
     has_installation},
    {"fresh", "Почему портал просит войти ещё раз?",
     "Чтобы менять роли, открывать голосование и публиковать итоги, нужно, чтобы вход был недавним. Портал предложит "
     "войти ещё раз и вернёт на ту же страницу.",
     serves},
};

void help(const View& view) {
  const auto section = view.ui.section("help", say("Вопросы"));
  const auto card = view.ui.card("card");
  const auto list = view.ui.list("list", say("Вопросы"));
  for (const Answer& one : kAnswers) {
    if (!one.shown(view.state)) continue;
    const auto item = view.ui.item(one.key);
    view.ui.heading(3, "question", say(one.question));
    view.ui.paragraph("answer", say(one.answer));
  }
}

}  // namespace

namespace {

// Where the act is decided on, and what it is called there.
struct Way {
  std::string title, href;
};
Way way_of(const Json& act) {
  const Json& details = app::child(act, "details");
  const std::string object = app::text(act, "object");
  // "campaign.batch" of "spb.2027-city/b12": sheets that one person has typed in.
  if (app::text(act, "kind") == "campaign.batch")
    return {join(say("Бумажные бюллетени"), ": ", typeset(app::text(details, "place"))),
            app::format_route({app::Screen::Batches, object.substr(0, object.find('/')), {}, {}})};
  if (app::text(act, "kind") != "points")
    return {say("Голосование: ") + to_lower(vote_act_title(app::text(act, "kind"))),
            app::format_route({app::Screen::VoteActions, object, {}, {}})};
  std::string points;
  if (const std::string plus = app::text(details, "plus"); plus != "0") points = "+" + plus;
  if (const std::string minus = app::text(details, "minus"); minus != "0") points = join(points, ", ", "−" + minus);
  return {say("Баллы вручную: ") + typeset(join(points.empty() ? "0" : points, ", ", app::text(details, "number"))),
          app::format_route({app::Screen::Review, object, {}, {}})};
}

void act_item(const View& view, const Json& act) {
  const auto item = view.ui.item("a" + app::text(act, "id"));
  const Way way = way_of(act);
  view.link("open", way.title, way.href);
  const auto at = instant_of(act, "asked_at");
  const std::string who = join(typeset(app::text(act, "asked_by")), ", ", at ? day_and_time(view.state, *at) : "");
  view.ui.paragraph("who", join(who, ". ", typeset(app::text(act, "reason"))),
                    {.size = ui::TextSize::Small, .secondary = true});
}

}  // namespace

void waiting_acts(const View& view, std::string_view practice) {
  const app::Resource* all = view.state.find(app::approvals_path());
  if (all == nullptr || !all->usable()) return;
  std::vector<const Json*> decide, asked;
  for (const Json& act : app::items(*all->body, "items")) {
    if (!practice.empty() && app::text(app::child(act, "details"), "practice") != practice) continue;
    (app::flag(act, "can_decide") ? decide : asked).push_back(&act);
  }
  const auto draw = [&](std::string_view key, const std::string& title, ui::Tone tone,
                        const std::vector<const Json*>& acts) {
    if (acts.empty()) return;
    const std::string said = title + std::to_string(acts.size());
    const auto notice = view.ui.notice(key, tone, said);
    const auto list = view.ui.list("list", said);
    for (const Json* act : acts) act_item(view, *act);
  };
  draw("decide", say("Ждут вашего подтверждения: "), ui::Tone::Warn, decide);
  draw("asked", say("Вы запросили, ждёт другой сотрудник: "), ui::Tone::Neutral, asked);
}

void desk_screen(const View& view) {
  const auto main = view.ui.main("main");
  constexpr std::string_view kFor = "Здесь работают сотрудники администраций, проектного центра и комиссий.";
  if (!may_see(view, say(kFor))) return;
  if (!serves(view.state)) return not_yours(view, kFor);
  view.ui.title(say("Рабочий стол"));
  waiting_acts(view, {});
  places(view);
  help(view);
}

namespace {

void desk_needs(const app::State& state, app::Needs& needs) {
  if (!state.session.logged_in()) return;
  needs.want(app::portal_path());  // the ratings of the practices
  if (serves(state)) needs.renew(app::approvals_path());
}

}  // namespace

extern const Scene kDeskPage = {
    .screen = app::Screen::Desk,
    .draw = desk_screen,
    .title = "Рабочий стол",
    .needs = desk_needs,
};

}  // namespace pochin::screens
