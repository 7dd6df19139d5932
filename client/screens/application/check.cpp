// «Проверьте заявку перед отправкой» and what is said after it.
#include <nlohmann/json.hpp>

#include "client/screens/application/application.h"
#include "client/screens/application/form_view.h"
#include "client/screens/application/score_panel.h"
#include "client/screens/application/sending.h"
#include "client/screens/kit/scene.h"
#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"

namespace pochin::screens {
namespace {

using app::text;

const Json* sending_action(const Json& application) {
  const Json* submit = action_of(application, "submit");
  return submit != nullptr ? submit : action_of(application, "resubmit");
}

void server_errors(const FormView& form) {
  if (form.draft.refused.empty()) return;
  const auto notice = form.view.ui.notice("errors", ui::Tone::Error, say("Сервер нашёл ошибки"));
  const auto list = form.view.ui.list("list", say("Ошибки"));
  int index = 0;
  for (const form::Problem& problem : form.draft.refused) {
    const auto item = form.view.ui.item("e" + std::to_string(index++));
    const form::Section* section = form.pack.form.section_of(problem.field);
    const std::string said = typeset(problem.message);
    if (section == nullptr)
      form.view.ui.paragraph("text", said);
    else
      form.view.link("text", said, app::format_route({app::Screen::Section, form.draft.id, section->id, {}}));
  }
}

void sending(const FormView& form) {
  const View& view = form.view;
  const auto section = view.ui.section("send", say("Отправка"));
  server_errors(form);
  const bool busy = action_state(form);
  const Blockers blockers = blockers_of(form);
  const Json* action = sending_action(form.application);
  if (const int left = open_remarks(form, nullptr); left > 0)
    view.ui.paragraph("left",
                      say("Без изменений осталось: ") + counted(left, "замечание", "замечания", "замечаний") + ".",
                      {.tone = ui::Tone::Warn, .icon = ui::Icon::Alert});
  const bool agreed = view.state.input("check.agreed") == "1";
  const bool tried = view.open("check.tried");
  const std::string error = tried && !agreed ? say("Отметьте, что сведения верны") : std::string{};
  const ui::FieldEvent mark = view.ui.checkbox("agreed",
                                               say("Подтверждаю, что сведения совпадают с протоколом собрания и "
                                                   "сметой, а в файлах нет лишних персональных данных"),
                                               agreed, {.error = error, .required = true});
  if (mark.changed) view.wish(app::InputChanged{"check.agreed", mark.value});
  std::string reason = blockers.text;
  if (action == nullptr) reason = say("Сейчас отправить нельзя: приём закрыт или заявка уже на рассмотрении.");
  if (busy) reason = say("Уже отправляем.");
  const std::string title = action == nullptr ? say("Подать заявку") : typeset(text(*action, "title"));
  if (view.ui.button("send", title, {.kind = ui::ButtonKind::Primary, .disabled = !reason.empty(), .reason = reason})) {
    if (!agreed)
      view.wish(app::Toggled{"check.tried", true});
    else
      view.wish(app::Acted{form.draft.id, text(*action, "id"), {}});
  }
  const practice::StageNow now = practice::stage_at(form.pack, view.state.now);
  const bool again = action != nullptr && text(*action, "id") == "resubmit";
  if (again) {
    if (const std::string term = text(app::child(form.application, "deadline"), "text"); !term.empty())
      view.ui.paragraph("deadline", say("Срок: ") + typeset(term) + ".",
                        {.size = ui::TextSize::Small, .secondary = true});
  } else if (now.stage != nullptr && now.stage->intake && now.state == practice::StageState::open) {
    view.ui.paragraph("deadline",
                      say("Приём ") + typeset(now.deadline) + ". " + time_left(view.state, now.stage->to).text + ".",
                      {.size = ui::TextSize::Small, .secondary = true});
  }
  save_line(view, form.draft);
}

void check(const FormView& form) {
  const View& view = form.view;
  view.ui.title(form.draft.can_edit ? say("Проверьте заявку перед отправкой") : say("Ответы в заявке"));
  const auto split = view.ui.split("body");
  {
    const auto column = view.ui.column("answers", 24);
    answers(form, form.draft.can_edit);
    if (form.draft.can_edit) sending(form);
  }
  const auto aside = view.ui.aside("side", say("Предварительный балл"));
  score_card(view, form.draft, form.pack, 3);
}

// Each sending has its own receipt: when it was handed in last, and whether that was not for the first time.
struct Sending {
  std::optional<Instant> at;
  bool again = false;
};
Sending last_sending(const Json& application) {
  Sending last{instant_of(application, "submitted_at")};
  for (const Json& event : app::items(application, "history")) {
    const std::string action = text(event, "action");
    if (action == "submit" || action == "resubmit") last = {instant_of(event, "at"), action == "resubmit"};
  }
  return last;
}

// What comes next, in the words of the practice: of a first sending, or of this very move.
void following(const FormView& form, bool again) {
  const ui::TextOptions plain{};
  if (!again) return form.view.ui.paragraph("after", typeset(form.pack.text("after_submit")), plain);
  int n = 0;
  for (const Json& sentence : app::items(form.application, "told"))
    if (sentence.is_string())
      form.view.ui.paragraph("told" + std::to_string(n++), typeset(sentence.get<std::string>()), plain);
}

void done(const FormView& form) {
  const View& view = form.view;
  const std::string number = text(form.application, "number");
  const auto [at, again] = last_sending(form.application);
  if (number.empty()) {
    view.ui.title(say("Заявка ещё не отправлена"));
    view.primary_link("back", say("К заявке"), app::format_route({app::Screen::Tasks, form.draft.id, {}, {}}));
    return;
  }
  const auto split = view.ui.split("body");
  {
    const auto column = view.ui.column("story", 24);
    {
      const auto card = view.ui.card("receipt", ui::Tone::Ok);
      view.ui.title(say("Заявка отправлена"));
      if (at) view.ui.paragraph("at", say("Принята ") + to_the_second(view.state, *at), {.icon = ui::Icon::Check});
      view.ui.paragraph("label", say("Регистрационный номер"), {.secondary = true});
      view.ui.paragraph("number", number, {.size = ui::TextSize::Display, .bold = true});
    }
    {
      const auto next = view.ui.section("next", say("Что будет дальше"));
      following(form, again);
      std::vector<ui::Stage> stages;
      for (const practice::Stage& one : form.pack.stages) {
        if (one.from <= view.state.now) continue;
        ui::Stage stage;
        stage.title = typeset(one.title);
        stage.dates = days_range(form.pack.zone(), one.from, one.to);
        stage.text = typeset(one.detail);
        stage.state = ui::StageState::Future;
        stages.push_back(std::move(stage));
      }
      if (!stages.empty()) view.ui.timeline("stages", say("Что будет дальше"), stages);
    }
    const auto row = view.ui.row("do");
    view.primary_link("my", say("К моим заявкам"), href_of(app::Screen::My));
    view.link("open", say("Открыть заявку"), app::format_route({app::Screen::Tasks, form.draft.id, {}, {}}));
  }
  const auto aside = view.ui.aside("side", say("О заявке"));
  const auto card = view.ui.card("about");
  const auto facts = view.ui.facts("facts");
  view.ui.fact("title", say("Проект"), typeset(form::text_of(form.draft.server, form.pack.card.title)));
  view.ui.fact("place", say("Где"), typeset(text(app::child(form.application, "municipality"), "name")));
  view.ui.fact("author", say("Кто отправил"), typeset(text(form.application, "author")));
}

}  // namespace

void check_screen(const View& view) {
  const auto main = view.ui.main("main");
  view.ui.back_link("back", say("К списку разделов"), href_of(app::Screen::Tasks, view.state.route.id));
  with_application(view, say("Проверьте заявку"), check);
}

void done_screen(const View& view) {
  const auto main = view.ui.main("main");
  with_application(view, say("Заявка отправлена"), done);
}

extern const Scene kCheckPage = {.screen = app::Screen::Check,
                                 .draw = check_screen,
                                 .title = "Проверьте заявку",
                                 .needs = application_needs,
                                 .name = application_name};

extern const Scene kDonePage = {.screen = app::Screen::Done,
                                .draw = done_screen,
                                .title = "Заявка отправлена",
                                .needs = application_needs,
                                .name = application_name};

}  // namespace pochin::screens
