#include "client/screens/application/sending.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"

namespace pochin::screens {
namespace {

using app::items;
using app::text;

// «1–7 и 11»: three and more in a row are a range.
std::string numbers(const std::vector<int>& all) {
  std::vector<std::string> parts;
  for (size_t i = 0; i < all.size();) {
    size_t last = i;
    while (last + 1 < all.size() && all[last + 1] == all[last] + 1) ++last;
    if (last < i + 2) last = i;
    parts.push_back(std::to_string(all[i]) + (last > i ? "–" + std::to_string(all[last]) : ""));
    i = last + 1;
  }
  std::string out;
  for (size_t i = 0; i < parts.size(); ++i) out += (i == 0 ? "" : i + 1 == parts.size() ? " и " : ", ") + parts[i];
  return out;
}

void rows_as_table(const FormView& form, const form::Field& field) {
  const form::Rows& rows = form::rows_of(form.draft.local, field.id);
  std::vector<ui::Column> columns;
  for (const form::Field& column : field.columns)
    columns.push_back({.text = typeset(column.label), .number = column.numeric()});
  const auto table = form.view.ui.table("rows_" + field.id, typeset(field.label), columns);
  for (const form::Row& row : rows) {
    const auto line = form.view.ui.table_row(row.id);
    for (const form::Field& column : field.columns) {
      const auto cell = row.cells.find(column.id);
      form.view.ui.cell_text(column.id,
                             typeset(cell == row.cells.end() ? "" : form::display_cell(column, cell->second)));
    }
  }
}

void files_as_links(const FormView& form, const form::Field& field) {
  const std::string base = app::application_path(form.draft.id) + "/files/";
  const auto list = form.view.ui.list("files_" + field.id, typeset(field.label));
  for (const form::FileRef& file : form::files_of(form.draft.local, field.id)) {
    const auto item = form.view.ui.item(file.id);
    ui::LinkOptions options;
    options.icon = ui::Icon::Download;
    options.download = true;
    form.view.link("file", file.name + " (" + join(file_kind(file.name), ", ", bytes(file.size)) + ")",
                   base + app::encode_component(file.id), options);
  }
}

bool shown(const FormView& form, const form::Field& field) {
  if (field.kind == form::Kind::note || !form.environment.visible(field)) return false;
  return field.privacy != form::Privacy::staff || form.staff;
}

}  // namespace

Blockers blockers_of(const FormView& form) {
  std::vector<int> wrong, unfinished;
  int number = 0;
  for (const form::SectionStatus& one : form.draft.evaluation.sections) {
    ++number;
    if (one.progress == form::Progress::wrong)
      wrong.push_back(number);
    else if (one.left > 0)
      unfinished.push_back(number);
  }
  std::string out;
  if (!wrong.empty())
    out = (wrong.size() == 1 ? "Исправьте ошибки в разделе " : "Исправьте ошибки в разделах ") + numbers(wrong) + ".";
  if (!unfinished.empty()) {
    const auto left = static_cast<int64_t>(unfinished.size());
    out = join(out, " ",
               std::string(plural(left, "Остался ", "Осталось ", "Осталось ")) +
                   counted(left, "раздел", "раздела", "разделов") + ": " + numbers(unfinished) + ".");
  }
  if (std::any_of(form.draft.uploads.begin(), form.draft.uploads.end(),
                  [](const app::Upload& one) { return !one.final; }))
    out = join(out, " ", "Дождитесь загрузки файлов.");
  return {say(out)};
}

const Json* action_of(const Json& application, std::string_view id) {
  for (const Json& one : items(application, "actions")) {
    if (text(one, "id") == id) return &one;
  }
  return nullptr;
}

void answer(const FormView& form, const form::Field& field) {
  if (field.kind == form::Kind::table && !form::rows_of(form.draft.local, field.id).empty()) {
    rows_as_table(form, field);
  } else if (field.kind == form::Kind::files && !form::files_of(form.draft.local, field.id).empty()) {
    files_as_links(form, field);
  }
}

void answers(const FormView& form, bool change) {
  for (const form::Section* section : form.pack.form.sections(form.staff)) {
    if (!form.visible(*section)) continue;
    const auto box = form.view.ui.section("s_" + section->id, typeset(section->title));
    const std::string href = href_of(app::Screen::Section, form.draft.id, section->id);
    {
      const auto card = form.view.ui.card("card");
      {
        const auto facts = form.view.ui.facts("facts");
        for (const form::Field& field : section->fields) {
          if (!shown(form, field)) continue;
          const std::string value = form::display(form.environment, field);
          const form::Problem* problem = change ? shown_problem(form, field.id, form::Severity::error) : nullptr;
          const std::string error = problem == nullptr ? std::string{} : typeset(problem->message);
          const std::string term = typeset(join(field.item, ". ", field.label));
          const std::string said = value.empty() ? say("Не заполнено") : typeset(value);
          if (change && field.answerable())
            form.view.ui.fact_link(field.id, term, said, say("Изменить"), href, error);
          else
            form.view.ui.fact(field.id, term, said, {.secondary = value.empty()});
        }
      }
      for (const form::Field& field : section->fields) {
        if (shown(form, field)) answer(form, field);
      }
    }
  }
}

bool action_state(const FormView& form) {
  const app::Draft& draft = form.draft;
  if (draft.action) {
    const bool waiting = !form.view.state.online || draft.action->attempt > 0;
    const auto notice = form.view.ui.notice("sending", waiting ? ui::Tone::Warn : ui::Tone::Accent,
                                            waiting ? say("Отправим, когда появится связь") : say("Отправляется…"));
    if (waiting) {
      form.view.ui.paragraph("text", say("Можно закрыть страницу: когда вы вернётесь со связью, отправка продолжится. "
                                         "Второй раз заявка не уйдёт."));
      if (form.view.ui.button("now", say("Отправить сейчас"))) form.view.wish(app::SavedNow{});
    }
    return true;
  }
  if (!draft.error.empty() && draft.state != app::SaveState::Refused) {
    const auto notice = form.view.ui.notice("refused", ui::Tone::Error, typeset(draft.error));
    form.view.ui.live("refused_said", typeset(draft.error));
  }
  return false;
}

bool needs(const Json& action, std::string_view what) {
  for (const Json& one : items(action, "needs")) {
    if (one.is_string() && one.get_ref<const std::string&>() == what) return true;
  }
  return false;
}

namespace {

// An action that asks for its reason: a dialog with the grounds of the practice, when it has them, and a comment.
void asked_action(const FormView& form, const Json& action) {
  const View& view = form.view;
  const std::string id = text(action, "id"), name = "act_" + id, of_ground = name + "_ground";
  const std::string title = typeset(text(action, "title"));
  if (view.ui.button(name, title, {.kind = ui::ButtonKind::Plain})) view.wish(app::Toggled{name, true});
  if (!view.open(name)) return;
  bool closed = false;
  const auto dialog = view.ui.dialog(name + "_ask", title, &closed);
  const bool tried = view.open(name + "_tried");
  const bool asks_ground = needs(action, "ground"), asks_comment = needs(action, "comment");
  const std::string ground = view.state.input(of_ground), comment = view.state.input(name);
  if (asks_ground) {
    std::vector<ui::Choice> choices;
    for (const Json& each : items(action, "grounds"))
      choices.push_back({text(each, "code"), typeset(text(each, "text"))});
    const std::string error = tried && ground.empty() ? say("Выберите основание: других оснований нет") : std::string{};
    const ui::FieldEvent chosen =
        view.ui.radio_group("ground", say("Основание"), ground, choices, {.error = error, .required = true});
    if (chosen.changed) view.wish(app::InputChanged{of_ground, chosen.value});
  }
  const std::string error = tried && asks_comment && comment.empty()
                                ? say("Напишите причину: её увидят все, кто работает с заявкой")
                                : std::string{};
  const ui::FieldEvent typed = view.ui.text_area("comment", say("Почему"), comment,
                                                 {.error = error, .required = asks_comment, .max_length = 2000});
  if (typed.changed) view.wish(app::InputChanged{name, typed.value});
  const auto row = view.ui.row("buttons");
  if (view.ui.button("cancel", say("Не сейчас"))) closed = true;
  if (view.ui.button("go", title, {.kind = ui::ButtonKind::Danger})) {
    if ((asks_comment && comment.empty()) || (asks_ground && ground.empty())) {
      view.wish(app::Toggled{name + "_tried", true});
    } else {
      view.wish(app::Acted{form.draft.id, id, comment, ground});
      view.wish(app::Toggled{name, false});
    }
  }
  if (closed) view.wish(app::Toggled{name, false});
}

}  // namespace

void other_actions(const FormView& form, bool (*drawn)(const Json& action)) {
  for (const Json& action : items(form.application, "actions")) {
    if (drawn(action)) continue;
    const std::string id = text(action, "id");
    if (needs(action, "comment") || needs(action, "ground"))
      asked_action(form, action);
    else if (form.view.ui.button("act_" + id, typeset(text(action, "title")), {.kind = ui::ButtonKind::Plain}))
      form.view.wish(app::Acted{form.draft.id, id});
  }
}

}  // namespace pochin::screens
