// «Рабочий стол»: the ways of those who serve, by what their roles allow.
#include <nlohmann/json.hpp>

#include "client/screens/list.h"
#include "client/screens/rights.h"
#include "client/screens/words.h"

namespace pochin::screens {
namespace {

using access::Action;
using access::Object;
using access::Part;

struct Place {
  std::string_view key, title, text, href;
  bool (*open)(const app::State&);
};

bool has_queue(const app::State& state) {
  return state.session.has("municipal_operator") || state.session.has("project_centre_operator");
}
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
  return may_somewhere(state, Action::read, Object::audit_log, Part::technical);
}
bool has_log(const app::State& state) { return state.session.logged_in(); }

constexpr Place kPlaces[] = {
    {"queue", "Заявки", "Что ждёт решения администрации или проектного центра.", "/work/queue", has_queue},
    {"votes", "Голосования", "Открыть и закрыть, ввести бумажные бюллетени, опубликовать итоги.", "/work/votes",
     has_votes},
    {"portal", "Состояние портала", "Что в настройках небезопасно или незаконно и как исправить.", "/work/portal",
     has_installation},
    {"staff", "Сотрудники и роли", "Пригласить сотрудника, посмотреть роли, снять роль.", "/work/staff", has_staff},
    {"audit", "Журнал действий", "Кто что сделал и когда.", "/work/audit", has_log}};

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
     "Роли, итоги и открытие голосования меняет только тот, кто недавно подтвердил, что это он.", has_log},
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

bool may_somewhere(const app::State& state, Action action, Object object, Part part) {
  for (const app::RoleOfPerson& one : state.session.roles) {
    const auto role = access::role_from(one.role);
    if (!role) continue;
    access::Target target{.object = object, .part = part, .practice = one.scope, .territories = {one.scope}};
    if (access::grant_allows({*role, one.scope}, state.session.person_id, action, target)) return true;
  }
  return false;
}

bool shut(const View& view, const std::string& path, std::string_view for_whom) {
  const app::Resource* resource = view.state.find(path);
  if (resource == nullptr || resource->load != app::Load::Failed || resource->status != 403) return false;
  view.ui.title(say("Эта страница вам недоступна"));
  view.ui.paragraph("why", say(for_whom));
  view.primary_link("home", say("На главную"), "/");
  return true;
}

void desk_screen(const View& view) {
  const auto main = view.ui.main("main");
  if (!may_see(view, say("Здесь работают сотрудники администраций, проектного центра и комиссий."))) return;
  view.ui.title(say("Рабочий стол"));
  {
    const auto grid = view.ui.grid("places", 320);
    for (const Place& place : kPlaces) {
      if (!place.open(view.state)) continue;
      const auto card = view.ui.card(place.key);
      ui::LinkOptions strong;
      strong.strong = true;
      view.link("open", say(place.title), place.href, strong);
      view.ui.paragraph("text", say(place.text), {.secondary = true});
    }
  }
  help(view);
}

}  // namespace pochin::screens
