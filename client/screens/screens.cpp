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

// The screens of the program that a first visit loads. False: the address belongs to the whole program.
bool resident_screen(const View& view) {
  switch (view.state.route.screen) {
    case Screen::Portal:
      portal_screen(view);
      return true;
    case Screen::Practice:
      practice_screen(view);
      return true;
    case Screen::Projects:
      projects_screen(view);
      return true;
    case Screen::Project:
      project_screen(view);
      return true;
    case Screen::Help:
      help_screen(view);
      return true;
    case Screen::HelpApplication:
      help_application_screen(view);
      return true;
    case Screen::Login:
      login_screen(view);
      return true;
    case Screen::My:
      my_screen(view);
      return true;
    case Screen::Apply:
      apply_screen(view);
      return true;
    case Screen::Tasks:
      tasks_screen(view);
      return true;
    case Screen::Section:
      section_screen(view);
      return true;
    case Screen::Check:
      check_screen(view);
      return true;
    case Screen::Done:
      done_screen(view);
      return true;
    case Screen::NotFound:
      missing_screen(view);
      return true;
    default:
      return false;
  }
}

bool other_screen(const View& view) {
  switch (view.state.route.screen) {
    case Screen::Queue:
      queue_screen(view);
      return true;
    case Screen::Review:
      review_screen(view);
      return true;
    case Screen::Rating:
      rating_screen(view);
      return true;
    case Screen::Campaigns:
      campaigns_screen(view);
      return true;
    case Screen::Campaign:
      campaign_screen(view);
      return true;
    case Screen::Ballot:
      ballot_screen(view);
      return true;
    case Screen::BallotCheck:
      ballot_check_screen(view);
      return true;
    case Screen::Receipt:
      receipt_screen(view);
      return true;
    case Screen::Proof:
      proof_screen(view);
      return true;
    case Screen::Results:
      results_screen(view);
      return true;
    case Screen::Recount:
      recount_screen(view);
      return true;
    case Screen::VoteWork:
      vote_work_screen(view);
      return true;
    case Screen::VoteActions:
      vote_actions_screen(view);
      return true;
    case Screen::Batches:
      batches_screen(view);
      return true;
    case Screen::Observer:
      observer_screen(view);
      return true;
    case Screen::Account:
      account_screen(view);
      return true;
    case Screen::Desk:
      desk_screen(view);
      return true;
    case Screen::Installation:
      installation_screen(view);
      return true;
    case Screen::Staff:
      staff_screen(view);
      return true;
    case Screen::AuditLog:
      audit_screen(view);
      return true;
    default:
      return false;
  }
}

// The whole program has not come: without the network only the one for residents opens.
void absent_screen(const View& view) {
  const auto main = view.ui.main("main", ui::PageWidth::Column);
  view.ui.title(say("Эта страница откроется, когда появится связь"));
  view.ui.paragraph("why", say("Обновите страницу, когда связь появится."));
}

template <class Draw>
void framed(const View& view, Draw draw_screen) {
  draw_header(view);
  draw_warnings(view);
  draw_screen(view);
  draw_footer(view);
  draw_dialogs(view);
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
    case Screen::NotFound:
      return "Такой страницы нет";
    default:
      return {};
  }
}

// Of the screens that a first visit does not carry.
std::string_view other_title(Screen screen) {
  switch (screen) {
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
    case Screen::Account:
      return "Учётная запись";
    case Screen::Desk:
      return "Рабочий стол";
    case Screen::Installation:
      return "Состояние портала";
    case Screen::Staff:
      return "Сотрудники и роли";
    case Screen::AuditLog:
      return "Журнал действий";
    default:
      return {};
  }
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
  framed(View{state, ui, out}, [](const View& view) {
    if (!resident_screen(view)) other_screen(view);
  });
}

void draw_resident(const app::State& state, ui::Ui& ui, app::Intents& out) {
  framed(View{state, ui, out}, [](const View& view) {
    if (!resident_screen(view)) absent_screen(view);
  });
}

namespace {

std::string window_title(const app::State& state, std::string_view of_screen) {
  const std::string own = say(of_screen);
  const std::string given = typeset(resource_title(state));
  const std::string site = say("Почин");
  const Screen at = state.route.screen;
  if (at == Screen::Portal) return join(own, " ", typeset(state.session.region_genitive)) + " — " + site;
  if (given.empty()) return own.empty() ? site : own + " — " + site;
  const bool named = at == Screen::Practice || at == Screen::Project || at == Screen::Campaign ||
                     at == Screen::Section || at == Screen::Tasks;
  return (named || own.empty() ? given : own + ": " + given) + " — " + site;
}

}  // namespace

std::string title(const app::State& state) {
  const std::string_view own = own_title(state.route.screen);
  return window_title(state, own.empty() ? other_title(state.route.screen) : own);
}

std::string title_resident(const app::State& state) { return window_title(state, own_title(state.route.screen)); }

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
