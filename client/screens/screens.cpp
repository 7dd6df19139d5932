#include "client/screens/screens.h"

#include <nlohmann/json.hpp>

#include "client/screens/list.h"
#include "client/screens/shell.h"
#include "client/screens/typography.h"
#include "client/screens/words.h"
#include "shared/practice/pack.h"

namespace pochin::screens {
namespace {

using app::Screen;

void screen(const View& view) {
  switch (view.state.route.screen) {
    case Screen::Portal:
      return portal_screen(view);
    case Screen::Practice:
      return practice_screen(view);
    case Screen::Projects:
      return projects_screen(view);
    case Screen::Project:
      return project_screen(view);
    case Screen::Help:
      return help_screen(view);
    case Screen::HelpApplication:
      return help_application_screen(view);
    case Screen::Login:
      return login_screen(view);
    case Screen::My:
      return my_screen(view);
    case Screen::Apply:
      return apply_screen(view);
    case Screen::Tasks:
      return tasks_screen(view);
    case Screen::Section:
      return section_screen(view);
    case Screen::Check:
      return check_screen(view);
    case Screen::Done:
      return done_screen(view);
    case Screen::Queue:
      return queue_screen(view);
    case Screen::Review:
      return review_screen(view);
    case Screen::Rating:
      return rating_screen(view);
    case Screen::Campaigns:
      return campaigns_screen(view);
    case Screen::Campaign:
      return campaign_screen(view);
    case Screen::Ballot:
      return ballot_screen(view);
    case Screen::BallotCheck:
      return ballot_check_screen(view);
    case Screen::Receipt:
      return receipt_screen(view);
    case Screen::Proof:
      return proof_screen(view);
    case Screen::Results:
      return results_screen(view);
    case Screen::Recount:
      return recount_screen(view);
    case Screen::VoteWork:
      return vote_work_screen(view);
    case Screen::VoteActions:
      return vote_actions_screen(view);
    case Screen::Batches:
      return batches_screen(view);
    case Screen::Observer:
      return observer_screen(view);
    case Screen::NotFound:
      return missing_screen(view);
  }
}

// The name the resource of the route gives to its page, "" while it loads.
std::string resource_title(const app::State& state) {
  const app::Route& route = state.route;
  if (route.screen == Screen::Practice || route.screen == Screen::Apply) {
    const practice::Pack* pack = state.pack(route.id);
    return pack == nullptr ? std::string{} : pack->title;
  }
  if (route.screen == Screen::Project) {
    const app::Resource* project = state.find(app::project_path(route.id));
    return project == nullptr || !project->usable() ? std::string{} : app::text(*project->body, "title");
  }
  if (const app::Resource* of = state.find(app::campaign_path(route.id)); of != nullptr && of->usable())
    return app::text(*of->body, "title");
  const app::Draft* draft = state.draft();
  const practice::Pack* pack = state.pack_of_application();
  if (draft == nullptr || pack == nullptr) return {};
  if (route.screen == Screen::Section) {
    const form::Section* section = pack->form.section(route.section);
    return section == nullptr ? std::string{} : section->title;
  }
  return form::text_of(draft->local, pack->card.title);
}

std::string_view own_title(Screen screen) {
  switch (screen) {
    case Screen::Portal:
      return "Инициативное бюджетирование";
    case Screen::Practice:
      return "Практика";
    case Screen::Projects:
      return "Проекты жителей";
    case Screen::Project:
      return "Проект";
    case Screen::Help:
      return "Помощь";
    case Screen::HelpApplication:
      return "Как заполнить заявку";
    case Screen::Login:
      return "Вход через Госуслуги";
    case Screen::My:
      return "Мои заявки";
    case Screen::Apply:
      return "Новая заявка";
    case Screen::Tasks:
      return "Заявка";
    case Screen::Section:
      return "Раздел заявки";
    case Screen::Check:
      return "Проверьте заявку";
    case Screen::Done:
      return "Заявка отправлена";
    case Screen::Queue:
      return "Заявки на рассмотрении";
    case Screen::Review:
      return "Рассмотрение заявки";
    case Screen::Rating:
      return "Рейтинг";
    case Screen::Campaigns:
      return "Голосования";
    case Screen::Campaign:
      return "Голосование";
    case Screen::Ballot:
      return "Бюллетень";
    case Screen::BallotCheck:
      return "Проверьте свой выбор";
    case Screen::Receipt:
      return "Голос принят";
    case Screen::Proof:
      return "Проверить свой голос";
    case Screen::Results:
      return "Итоги голосования";
    case Screen::Recount:
      return "Пересчитать самому";
    case Screen::VoteWork:
      return "Работа с голосованиями";
    case Screen::VoteActions:
      return "Ход голосования";
    case Screen::Batches:
      return "Бумажные бюллетени";
    case Screen::Observer:
      return "Наблюдателю";
    case Screen::NotFound:
      break;
  }
  return "Такой страницы нет";
}

// The resource without which the page is nothing; "" when it needs none.
std::string main_resource(const app::Route& route) {
  switch (route.screen) {
    case Screen::Portal:
    case Screen::HelpApplication:
      return app::portal_path();
    case Screen::Practice:
      return app::practice_path(route.id);
    case Screen::Projects:
      return app::projects_path({});
    case Screen::Project:
      return app::project_path(route.id);
    case Screen::Campaigns:
      return app::campaigns_path();
    case Screen::Campaign:
      return app::campaign_path(route.id);
    case Screen::Results:
      return app::results_path(route.id);
    default:
      return {};
  }
}

}  // namespace

void draw(const app::State& state, ui::Ui& ui, app::Intents& out) {
  const View view{state, ui, out};
  draw_header(view);
  draw_warnings(view);
  screen(view);
  draw_footer(view);
  draw_dialogs(view);
}

std::string title(const app::State& state) {
  const std::string own = say(own_title(state.route.screen));
  const std::string given = typeset(resource_title(state));
  const std::string site = say("Почин");
  const Screen at = state.route.screen;
  if (at == Screen::Portal) return join(own, " ", typeset(state.session.region_genitive)) + " — " + site;
  if (given.empty()) return own + " — " + site;
  const bool named = at == Screen::Practice || at == Screen::Project || at == Screen::Campaign ||
                     at == Screen::Section || at == Screen::Tasks;
  return (named ? given : own + ": " + given) + " — " + site;
}

std::string description(const app::State& state) {
  const app::Route& route = state.route;
  switch (route.screen) {
    case Screen::Portal:
      return say(
          "Жители предлагают проекты, область и муниципалитет добавляют деньги. Что можно сделать сейчас и до какого "
          "срока.");
    case Screen::Practice: {
      const practice::Pack* pack = state.pack(route.id);
      return pack == nullptr ? std::string{} : typeset(pack->lead);
    }
    case Screen::Projects:
      return say("Проекты, которые предложили жители: стоимость, место и что с ними сейчас.");
    case Screen::Project: {
      const app::Resource* project = state.find(app::project_path(route.id));
      if (project == nullptr || !project->usable()) return {};
      return typeset(join(app::text(*project->body, "title"), ". ", app::text(*project->body, "municipality")));
    }
    case Screen::Campaigns:
      return say("Голосования за проекты жителей: сроки, правила, итоги и проверка подсчёта.");
    case Screen::Campaign:
      return typeset(resource_title(state)) + say(". Кто может голосовать, что в бюллетене и на чём это основано.");
    case Screen::Results:
      return typeset(resource_title(state)) + say(". Победители, голоса по проектам и каналам, объяснение подсчёта.");
    case Screen::Help:
      return say("Ответы на частые вопросы об инициативном бюджетировании.");
    case Screen::HelpApplication:
      return say("Как заполнить заявку на конкурс: каждый раздел и каждое поле.");
    default:
      return {};
  }
}

int http_status(const app::State& state) {
  if (state.route.screen == Screen::NotFound) return 404;
  const std::string path = main_resource(state.route);
  if (path.empty()) return 200;
  const app::Resource* resource = state.find(path);
  if (resource != nullptr && resource->usable()) return 200;
  return resource != nullptr && resource->load == app::Load::Failed && resource->status >= 500 ? 503 : 404;
}

}  // namespace pochin::screens
