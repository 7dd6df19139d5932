// Another person changed the application meanwhile: what they changed, and a choice for each field both touched.
#include <nlohmann/json.hpp>

#include "client/screens/application/form_view.h"
#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"

namespace pochin::screens {
namespace {

std::string said(const form::Environment& environment, const form::Field& field) {
  const std::string value = form::display(environment, field);
  return value.empty() ? say("Не заполнено") : typeset(value);
}

}  // namespace

void draw_conflict(const FormView& form) {
  const View& view = form.view;
  const app::Conflict& conflict = *form.draft.conflict;
  const form::Environment theirs(form.pack.form, conflict.theirs, form.draft.facts);
  const std::string who = conflict.changed_by.empty() ? say("Другой человек") : typeset(conflict.changed_by);
  view.ui.title(say("Заявку изменили, пока вы её заполняли"));
  view.ui.paragraph("lead",
                    who + say(" — ") +
                        (conflict.changed_at ? day_and_time(view.state, *conflict.changed_at) : say("только что")) +
                        say(". Ничего не потеряно: выберите, что оставить."),
                    {.size = ui::TextSize::Lead});
  int waiting = 0;
  for (const app::Difference& one : conflict.differences) {
    const form::Field* field = form.pack.form.field(one.field);
    if (field == nullptr) continue;
    const auto card = view.ui.card(one.field);
    view.ui.heading(2, "title", typeset(field->label));
    if (!one.both) {
      const auto facts = view.ui.facts("facts");
      view.ui.fact("theirs", say("Стало"), said(theirs, *field), {.bold = true});
      view.ui.fact("mine", say("Было у вас"), said(form.environment, *field));
      continue;
    }
    if (!one.mine) ++waiting;
    const std::vector<ui::Choice> choices = {{"mine", say("Моё: ") + said(form.environment, *field)},
                                             {"theirs", say("Другое: ") + said(theirs, *field)}};
    const std::string value = one.mine ? (*one.mine ? "mine" : "theirs") : "";
    const ui::FieldEvent event = view.ui.radio_group("choice", say("Что оставить"), value, choices, {.required = true});
    if (event.changed) view.wish(app::ConflictChosen{one.field, event.value == "mine"});
  }
  const std::string reason =
      waiting == 0 ? std::string{} : say("Осталось выбрать: ") + counted(waiting, "поле", "поля", "полей");
  if (view.ui.button("settle", say("Сохранить и продолжить"),
                     {.kind = ui::ButtonKind::Primary, .disabled = waiting > 0, .reason = reason})) {
    view.wish(app::ConflictSettled{});
  }
}

}  // namespace pochin::screens
