// «Проверьте свой выбор» and the casting.
#include <nlohmann/json.hpp>

#include "client/screens/kit/scene.h"
#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"
#include "client/screens/voting/voting.h"

namespace pochin::screens {
namespace {

using app::flag;
using app::text;

void chosen(const Voting& v, const Json& projects) {
  const auto card = v.view.ui.card("choices");
  const auto list = v.view.ui.list("list", say("Ваш выбор"));
  size_t place = 0;
  for (const app::Choice& one : v.ballot->choices) {
    const Json* project = project_by_id(projects, one.project);
    const std::string title = project == nullptr ? one.project : typeset(text(*project, "title"));
    const auto item = v.view.ui.item("p" + one.project);
    v.view.ui.paragraph("title", title, {.bold = true});
    std::string detail = mark_of(v.rules, one, place++);
    if (project != nullptr)
      detail = join(detail, ", ",
                    join(typeset(text(*project, "district_label")), ", ", roubles(kopecks_of(*project, "cost"))));
    v.view.ui.paragraph("detail", detail, {.size = ui::TextSize::Small, .secondary = true});
    const std::string label = say("Убрать: ") + title;
    if (v.ballot->key.empty() &&
        v.view.ui.button("drop", say("Убрать"), {.kind = ui::ButtonKind::Plain, .label = label}))
      v.view.wish(app::ChoiceMade{v.id, one.project, std::nullopt});
  }
}

void errors(const Voting& v) {
  if (v.ballot->error.empty() && v.ballot->problems.empty()) return;
  const auto notice = v.view.ui.notice("errors", ui::Tone::Error, say("Бюллетень не принят"));
  if (!v.ballot->error.empty()) v.view.ui.paragraph("text", typeset(v.ballot->error));
  int index = 0;
  for (const form::Problem& problem : v.ballot->problems)
    v.view.ui.paragraph("e" + std::to_string(index++), typeset(problem.message));
  v.view.ui.live("said", typeset(v.ballot->error));
}

// Why the button does not send yet, "" when it does.
std::string hindrance(const Voting& v) {
  if (!v.ballot->key.empty())
    return v.ballot->attempt > 0 ? say("Связь прервалась. Отправляем ещё раз: два раза бюллетень не засчитают.")
                                 : say("Отправляем бюллетень…");
  if (!v.view.state.online)
    return v.view.state.storage_kept
               ? say("Чтобы отправить бюллетень, нужна связь. Выбор сохранён на этом устройстве: вернитесь сюда, когда "
                     "она появится.")
               : say("Чтобы отправить бюллетень, нужна связь. Не закрывайте страницу: выбор есть только на ней.");
  return typeset(app::incomplete(v.rules, app::ballot_projects(v.view.state, v.id), v.ballot->filled()));
}

void casting(const Voting& v) {
  const View& view = v.view;
  {
    const auto notice = view.ui.notice("secret", ui::Tone::Accent, say("Голос тайный"));
    view.ui.paragraph("text", flag(v.campaign, "change_allowed")
                                  ? say("Отметка «проголосовал» хранится отдельно от бюллетеня. Пока голосование идёт, "
                                        "выбор можно изменить.")
                                  : say("Отметка «проголосовал» хранится отдельно от бюллетеня. Изменить выбор после "
                                        "отправки нельзя."));
  }
  const bool declare = flag(*v.me, "declaration_needed");
  const std::string tried = "vote.tried";
  if (declare) {
    const std::string error =
        view.open(tried) && !v.ballot->declared ? say("Отметьте, что живёте здесь: без этого бюллетень не примут") : "";
    const ui::FieldEvent mark =
        view.ui.checkbox("declared", say("Подтверждаю, что живу здесь. Знаю, что комиссия может это проверить"),
                         v.ballot->declared, {.error = error, .required = true});
    if (mark.changed) view.wish(app::ResidenceDeclared{v.id, !mark.value.empty()});
  }
  errors(v);
  const std::string why = hindrance(v);
  if (!v.ballot->key.empty()) view.ui.live("sending", why);
  const auto row = view.ui.row("do");
  if (view.ui.button("cast", say("Проголосовать"),
                     {.kind = ui::ButtonKind::Primary, .disabled = !why.empty(), .reason = why})) {
    if (declare && !v.ballot->declared)
      view.wish(app::Toggled{tried, true});
    else
      view.wish(app::BallotCast{v.id});
  }
  ui::LinkOptions button;
  button.button = true;
  view.link("change", say("Изменить выбор"), v.address(app::Screen::Ballot), button);
}

void review(const Voting& v, const Json& projects) {
  const View& view = v.view;
  view.ui.title(say("Проверьте свой выбор"));
  if (v.ballot->choices.empty()) {
    view.ui.paragraph("none", say("В бюллетене пока ничего не отмечено."));
    return view.primary_link("choose", say("К проектам"), v.address(app::Screen::Ballot));
  }
  view.ui.paragraph("draft", not_cast(*v.ballot) + ".",
                    {.tone = ui::Tone::Warn, .bold = true, .icon = ui::Icon::Alert});
  const app::Projects all = app::ballot_projects(view.state, v.id);
  view.ui.paragraph(
      "lead",
      join(chosen_of(all, *v.ballot), ". ",
           v.rules.kind == app::BallotKind::approval ? say("Порядок не важен, голоса равны.") : std::string{}),
      {.secondary = true});
  chosen(v, projects);
  casting(v);
}

}  // namespace

void ballot_check_screen(const View& view) {
  const auto main = view.ui.main("main", ui::PageWidth::Column);
  const auto v = own_voting(view, say("Проверьте свой выбор"), say("Здесь ваш бюллетень перед отправкой."));
  if (!v) return;
  view.ui.back_link("back", say("К проектам"), v->address(app::Screen::Ballot));
  if (v->ballot == nullptr || v->cast() || !v->open() || text(*v->me, "eligible") == "no") {
    view.ui.title(v->cast() ? say("Вы уже проголосовали") : say("Проверьте свой выбор"));
    if (v->cast()) return already_cast(*v);
    if (!v->open()) return closed_voting(*v);
    refused_voter(*v);
    return;
  }
  const Json* projects = loaded(view, app::vote_projects_path(v->id), say("Проверьте свой выбор"));
  if (projects != nullptr) review(*v, *projects);
}

extern const Scene kBallotCheckPage = {.screen = app::Screen::BallotCheck,
                                       .draw = ballot_check_screen,
                                       .title = "Проверьте свой выбор",
                                       .needs = ballot_needs,
                                       .name = campaign_name};

}  // namespace pochin::screens
