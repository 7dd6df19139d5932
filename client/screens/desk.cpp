// «Рабочий стол»: the ways of those who serve, by what their roles allow.
#include <nlohmann/json.hpp>

#include "client/app/work_list.h"
#include "client/screens/list.h"
#include "client/screens/rights.h"
#include "client/screens/typography.h"
#include "client/screens/voting.h"
#include "client/screens/words.h"
#include "shared/base/text.h"

namespace pochin::screens {
namespace {

using access::Action;
using access::Object;
using access::Part;

struct Place {
  std::string_view key, title, text, href;
  bool (*open)(const app::State&);
};

bool has_queue(const app::State& state) { return !app::list_of_work(state.session).empty(); }
bool has_votes(const app::State& state) {
  return may_somewhere(state, Action::update, Object::voting_campaign) ||
         may_somewhere(state, Action::decide, Object::voting_campaign) ||
         may_somewhere(state, Action::read, Object::vote_annulment) ||
         may_somewhere(state, Action::enter_batch, Object::vote);
}
bool has_staff(const app::State& state) {
  return may_somewhere(state, Action::read, Object::users) || may_somewhere(state, Action::invite, Object::users);
}
bool has_installation(const app::State& state) {
  return may_everywhere(state, Action::read, Object::audit_log, Part::technical);
}
bool serves(const app::State& state) { return state.session.roles.size() > 1; }  // a resident is one

constexpr Place kPlaces[] = {
    {"queue", "Заявки", "Что ждёт решения и что уже решено.", "/work/queue", has_queue},
    {"votes", "Голосования", "Открыть и закрыть, ввести бумажные бюллетени, опубликовать итоги.", "/work/votes",
     has_votes},
    {"portal", "Состояние портала", "Что в настройках небезопасно или незаконно и как исправить.", "/work/portal",
     has_installation},
    {"staff", "Сотрудники и роли", "Пригласить сотрудника, посмотреть роли, снять роль.", "/work/staff", has_staff},
    {"audit", "Журнал действий", "Кто что сделал и когда.", "/work/audit", serves}};

// Practices whose rating this person sees before it is published, with their titles where these are known.
std::vector<std::pair<std::string, std::string>> ratings(const app::State& state) {
  std::vector<std::pair<std::string, std::string>> out;
  const app::Resource* portal = state.find(app::portal_path());
  if (portal == nullptr || !portal->usable()) return out;
  for (const Json& practice : app::items(*portal->body, "practices")) {
    const std::string id = app::text(practice, "id");
    const access::Target target{.object = Object::auto_score, .practice = id};
    for (const app::RoleOfPerson& one : state.session.roles) {
      const auto role = access::role_from(one.role);
      if (!role || !access::grant_allows({*role, one.scope}, state.session.person_id, Action::read, target)) continue;
      out.emplace_back(id, app::text(practice, "title"));
      break;
    }
  }
  return out;
}

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
  for (const Place& place : kPlaces) {
    if (place.open(view.state)) place_card(view, place.key, say(place.title), place.href, place.text);
    if (place.key != "queue") continue;
    for (const auto& [id, title] : ratings(view.state))
      place_card(view, "rating_" + id, say("Рейтинг: ") + typeset(title), "/work/rating/" + app::encode_component(id),
                 "Порядок заявок, баллы и граница финансирования.");
  }
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

bool allowed_by_one(const app::State& state, Action action, const access::Target& target, bool with_scope) {
  for (const app::RoleOfPerson& one : state.session.roles) {
    const auto role = access::role_from(one.role);
    if (!role) continue;
    access::Target asked = target;
    if (with_scope) {
      asked.practice = one.scope;
      asked.territories = {one.scope};
    }
    if (access::grant_allows({*role, one.scope}, state.session.person_id, action, asked)) return true;
  }
  return false;
}

}  // namespace

bool may_somewhere(const app::State& state, Action action, Object object, Part part) {
  return allowed_by_one(state, action, {.object = object, .part = part}, true);
}

bool may_everywhere(const app::State& state, Action action, Object object, Part part) {
  return allowed_by_one(state, action, {.object = object, .part = part}, false);
}

void not_yours(const View& view, std::string_view for_whom) {
  view.ui.title(say("Эта страница вам недоступна"));
  view.ui.paragraph("why", say(for_whom));
  {
    const auto list = view.ui.list("roles", say("Ваши роли"));
    int index = 0;
    for (const app::RoleOfPerson& one : view.state.session.roles) {
      const auto item = view.ui.item("r" + std::to_string(index++));
      view.ui.paragraph("role", say("Ваша роль: ") + typeset(join(one.title, ", ", one.place)));
    }
  }
  const auto box = view.ui.section("open", say("Что вам открыто"));
  {
    const auto list = view.ui.list("list", say("Что вам открыто"));
    const auto way = [&](std::string_view key, const std::string& title, std::string_view href) {
      const auto item = view.ui.item(key);
      view.link("link", title, href);
    };
    for (const Place& place : kPlaces)
      if (place.open(view.state)) way(place.key, say(place.title), place.href);
    for (const auto& [id, title] : ratings(view.state))
      way("rating_" + id, say("Рейтинг: ") + typeset(title), "/work/rating/" + app::encode_component(id));
    way("my", say("Мои заявки"), "/my");
  }
  const std::string& phone = view.state.session.phone;
  view.ui.paragraph("ask",
                    say("Другую роль даёт тот, кто приглашает сотрудников: администратор практики или портала. ") +
                        typeset(join(view.state.session.centre, ", ", phone)) + ".",
                    {.secondary = true});
}

bool shut(const View& view, const std::string& path, std::string_view for_whom) {
  const app::Resource* resource = view.state.find(path);
  if (resource == nullptr || resource->load != app::Load::Failed || resource->status != 403) return false;
  not_yours(view, for_whom);
  return true;
}

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

}  // namespace pochin::screens
