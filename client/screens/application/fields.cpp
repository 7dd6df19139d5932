#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/screens/application/form_view.h"
#include "client/screens/kit/typography.h"
#include "client/screens/kit/words.h"
#include "shared/form/parts.h"

namespace pochin::screens {
namespace {

using form::Kind;

constexpr size_t kRadioLimit = 6;  // more choices are a list

// The texts that FieldOptions points into.
struct Texts {
  std::string label, hint, help, error, warning, unit, number;
};

// «Фото, PDF, Word или Excel»: people know their files by these names, not by the endings.
std::string kinds_of_files(const std::vector<std::string>& extensions) {
  struct Family {
    std::string_view name, endings;
  };
  static constexpr Family kFamilies[] = {{"Фото", " jpg jpeg jfif png heic heif webp "},
                                         {"PDF", " pdf "},
                                         {"Word", " doc docx odt rtf "},
                                         {"Excel", " xls xlsx ods "},
                                         {"архив", " zip rar 7z "},
                                         {"подпись", " sig p7s "}};
  std::vector<std::string> names;
  const auto add = [&](std::string name) {
    if (std::ranges::find(names, name) == names.end()) names.push_back(std::move(name));
  };
  for (const Family& family : kFamilies)
    if (std::ranges::any_of(extensions, [&](const std::string& one) {
          return family.endings.find(" " + one + " ") != std::string_view::npos;
        }))
      add(say(family.name));
  for (const std::string& one : extensions)
    if (std::ranges::none_of(kFamilies, [&](const Family& family) {
          return family.endings.find(" " + one + " ") != std::string_view::npos;
        }))
      add(one);
  std::string out;
  for (size_t i = 0; i < names.size(); ++i)
    out = join(out, i + 1 == names.size() ? say(" или ") : std::string(", "), names[i]);
  return out;
}

// «Фото, PDF, Word или Excel. До 10 файлов по 20 МБ».
std::string limits_hint(const form::Field& field) {
  std::string most;
  if (field.max_files > 1) most = say("До ") + counted(field.max_files, "файла", "файлов", "файлов");
  if (field.max_bytes > 0)
    most = most.empty() ? say("До ") + bytes(field.max_bytes) : most + say(" по ") + bytes(field.max_bytes);
  return join(kinds_of_files(field.extensions), ". ", most);
}

std::string map_help(form::Kind kind) {
  const std::string take =
      say("Откройте карту в Интернете, нажмите на место правой кнопкой мыши (на телефоне — подержите палец), выберите "
          "«Что здесь?» и скопируйте два числа: широту и долготу.");
  if (kind == Kind::point) return take;
  return take + say(" Каждую точку пишите с новой строки, по порядку") +
         (kind == Kind::area ? say(" обхода границы. Первую точку в конце повторять не нужно.") : ".");
}

// Where the answer was taken from, as long as it stands as it was filled in.
std::string prefilled_from(const FormView& form, const std::string& path) {
  const Json& known = app::child(app::child(form.application, "prefilled"), path);
  if (!known.is_object() || app::text(known, "value") != form::text_of(form.draft.local, path)) return {};
  return app::text(known, "source");
}

Texts texts_of(const FormView& form, const form::Field& field, const std::string& path) {
  Texts texts;
  texts.label = typeset(field.label);
  texts.hint = typeset(field.hint);
  if (const std::string source = prefilled_from(form, path); !source.empty())
    texts.hint = join(texts.hint, texts.hint.ends_with('.') ? " " : ". ",
                      say("Подставлено ") + typeset(source) + say(". Проверьте и исправьте, если нужно."));
  texts.help = typeset(join(field.help, "\n", field.norm.empty() ? std::string{} : "Основание: " + field.norm));
  if (field.on_map()) texts.help = join(map_help(field.kind), "\n", texts.help);
  texts.unit = field.unit;
  texts.number = field.item;
  if (const form::Problem* problem = shown_problem(form, path, form::Severity::error))
    texts.error = typeset(problem->message);
  if (const form::Problem* problem = shown_problem(form, path, form::Severity::warning))
    texts.warning = typeset(problem->message);
  return texts;
}

ui::FieldOptions options_of(const FormView& form, const form::Field& field, const Texts& texts, bool required) {
  ui::FieldOptions options;
  options.hint = texts.hint;
  options.help = texts.help;
  options.error = texts.error;
  options.warning = texts.warning;
  options.unit = texts.unit;
  options.number = texts.number;
  options.autocomplete = field.autocomplete;
  options.placeholder = field.placeholder;
  options.required = required;
  options.max_length = static_cast<int>(field.max_length);
  options.disabled = !form.draft.can_edit;
  return options;
}

// The options of today, and one of another day that was chosen before.
std::vector<ui::Choice> choices_of(const FormView& form, const form::Field& field, std::string_view value,
                                   bool with_empty) {
  std::vector<ui::Choice> out;
  if (with_empty) out.push_back({"", say("Выберите из списка")});
  const formula::Value today = form.environment.value("today");
  const auto chosen = form::chosen(field, value);
  for (const form::Option& option : field.options)
    if (!today.date() || option.open_on(*today.date()) ||
        std::find(chosen.begin(), chosen.end(), &option) != chosen.end())
      out.push_back({option.code, typeset(option.title), typeset(option.hint)});
  return out;
}

// The settlements of the applicant's municipality; the field is plain text when they are not known.
std::vector<ui::Choice> settlements(const FormView& form) {
  std::vector<ui::Choice> out;
  for (const Json& one : app::items(app::child(form.application, "municipality"), "settlements")) {
    if (!one.is_string()) continue;
    if (out.empty()) out.push_back({"", say("Выберите из списка")});
    const std::string name = one.get<std::string>();
    out.push_back({name, typeset(name)});
  }
  return out;
}

ui::FieldEvent input(const FormView& form, const form::Field& field, std::string_view key, std::string_view label,
                     const std::string& value, ui::FieldOptions options);

// One text of several lines behind several inputs.
ui::FieldEvent parts(const FormView& form, const form::Field& field, std::string_view key, std::string_view label,
                     const std::string& value, const ui::FieldOptions& options) {
  const auto group = form.view.ui.question(key, label, options);
  ui::FieldEvent result;
  result.value = value;
  std::size_t index = 0;
  for (const form::Part& part : form::all_parts(field)) {
    const std::size_t line = index++;
    if (!form::asks(field, part)) continue;
    form::Field one;
    one.kind = part.kind;
    ui::FieldOptions mine;
    mine.required = options.required && part.needed;
    mine.disabled = options.disabled;
    mine.half = part.kind == Kind::integer || part.kind == Kind::person;
    const auto event =
        input(form, one, part.code, say(part.label), std::string(form::part_of(result.value, line)), mine);
    if (event.changed) result.value = form::with_part(result.value, line, event.value);
    result.changed |= event.changed;
    result.left |= event.left;
  }
  return result;
}

ui::FieldEvent boxes(const FormView& form, const form::Field& field, std::string_view key, std::string_view label,
                     const std::string& value, const ui::FieldOptions& options) {
  const auto group = form.view.ui.question(key, label, options);
  ui::FieldEvent result;
  result.value = value;
  const auto chosen = form::chosen(field, value);
  for (const ui::Choice& choice : choices_of(form, field, value, false)) {
    const bool on = std::find(chosen.begin(), chosen.end(), field.option(choice.value)) != chosen.end();
    const auto event =
        form.view.ui.checkbox(choice.value, choice.text, on, {.hint = choice.hint, .disabled = options.disabled});
    if (event.changed) result.value = form::with_choice(field, result.value, choice.value, event.value == "1");
    result.changed |= event.changed;
    result.left |= event.left;
  }
  return result;
}

ui::FieldEvent input(const FormView& form, const form::Field& field, std::string_view key, std::string_view label,
                     const std::string& value, ui::FieldOptions options) {
  ui::Ui& ui = form.view.ui;
  if (!form::all_parts(field).empty()) return parts(form, field, key, label, value, options);
  switch (field.kind) {
    case Kind::choices:
      return boxes(form, field, key, label, value, options);
    case Kind::long_text:
    case Kind::line:
    case Kind::area:
      return ui.text_area(key, label, value, options);
    case Kind::integer:
      options.half = true;
      return ui.number_field(key, label, value, options);
    case Kind::money:
      options.half = true;
      return ui.money_field(key, label, value, options);
    case Kind::date:
      options.half = true;
      return ui.date_field(key, label, value, options);
    case Kind::phone:
      return ui.phone_field(key, label, value, options);
    case Kind::email:
      return ui.email_field(key, label, value, options);
    case Kind::yes_no:
      return ui.checkbox(key, label, value == "1", options);
    case Kind::choice:
      if (field.options.size() <= kRadioLimit)
        return ui.radio_group(key, label, value, choices_of(form, field, value, false), options);
      return ui.select(key, label, value, choices_of(form, field, value, true), options);
    case Kind::territory:
      if (const auto choices = settlements(form); !choices.empty())
        return ui.select(key, label, value, choices, options);
      return ui.text_field(key, label, value, options);
    case Kind::decimal:
      options.input_mode = "decimal";
      options.half = true;
      return ui.text_field(key, label, value, options);
    case Kind::inn:
    case Kind::ogrn:
      options.input_mode = "numeric";
      options.half = true;
      return ui.text_field(key, label, value, options);
    case Kind::link:
      options.input_mode = "url";
      return ui.text_field(key, label, value, options);
    case Kind::person:
      if (options.autocomplete.empty()) options.autocomplete = "off";  // another person, not who is typing
      return ui.text_field(key, label, value, options);
    case Kind::text:
    case Kind::point:
    case Kind::period:
    case Kind::address:
    case Kind::organisation:
    case Kind::files:
    case Kind::table:
    case Kind::computed:
    case Kind::note:
      break;
  }
  return ui.text_field(key, label, value, options);
}

void heard(const FormView& form, const ui::FieldEvent& event, const form::FieldPath& place) {
  const std::string path =
      place.row.empty() ? std::string(place.field)
                        : std::string(place.field) + "/" + std::string(place.row) + "/" + std::string(place.column);
  if (event.changed) {
    form.view.wish(
        app::Edited{std::string(place.field), event.value, std::string(place.row), std::string(place.column)});
  }
  if (event.left) form.view.wish(app::LeftField{path});
}

void computed(const FormView& form, const form::Field& field) {
  const auto facts = form.view.ui.facts(field.id);
  const std::string value = form::display(form.environment, field);
  form.view.ui.fact("value", typeset(join(field.item, ". ", field.label)),
                    value.empty() ? say("Пока не посчитать") : typeset(value), {.bold = true});
}

void totals(const FormView& form, const form::Field& table, const form::Rows& rows) {
  if (std::none_of(table.columns.begin(), table.columns.end(), [](const form::Field& one) { return one.subtotal; }))
    return;
  const auto facts = form.view.ui.facts("totals");
  for (const form::Field& column : table.columns)
    if (column.subtotal)
      form.view.ui.fact(column.id, say("Итого: ") + typeset(column.label), typeset(form::subtotal(column, rows)),
                        {.bold = true});
}

}  // namespace

void draw_fix(const FormView& form, const form::Problem& problem) {
  if (!problem.fix || !form.draft.can_edit) return;
  if (form.view.ui.button("fix_" + problem.code, typeset(problem.fix->label))) {
    form.view.wish(app::FixApplied{problem.fix->field, problem.fix->value});
  }
}

void draw_field(const FormView& form, const form::Field& field) {
  if (!form.environment.visible(field) || (field.privacy == form::Privacy::staff && !form.staff)) return;
  draw_remarks(form, field.id);
  switch (field.kind) {
    case Kind::note:
      form.view.ui.paragraph(field.id, typeset(field.label), {.secondary = true});
      return;
    case Kind::computed:
      computed(form, field);
      return;
    case Kind::table:
      draw_rows(form, field);
      return;
    case Kind::files:
      draw_files(form, field);
      return;
    default:
      break;
  }
  const Texts texts = texts_of(form, field, field.id);
  heard(form,
        input(form, field, field.id, texts.label, form::text_of(form.draft.local, field.id),
              options_of(form, field, texts, form.environment.required(field))),
        {field.id, {}, {}});
  if (const form::Problem* problem = shown_problem(form, field.id, form::Severity::error)) draw_fix(form, *problem);
}

void draw_fields(const FormView& form, const form::Section& section) {
  const bool has_sources = std::any_of(section.fields.begin(), section.fields.end(),
                                       [&](const form::Field& field) { return is_source(form.pack, field.id); });
  bool sources_drawn = false;
  for (const form::Field& field : section.fields) {
    if (has_sources && field.kind == Kind::computed) continue;  // shares and sums are in the table
    if (is_source(form.pack, field.id)) {
      if (!sources_drawn) draw_sources(form, section);
      sources_drawn = true;
    } else {
      draw_field(form, field);
    }
  }
}

void draw_rows(const FormView& form, const form::Field& field) {
  ui::Ui& ui = form.view.ui;
  const Texts texts = texts_of(form, field, field.id);
  const form::Rows& rows = form::rows_of(form.draft.local, field.id);
  const auto group = ui.group(field.id, join(texts.number, ". ", texts.label), texts.hint, texts.error);
  int number = 0;
  for (const form::Row& row : rows) {
    const auto card = ui.card(row.id);
    const std::string name = counted(++number, "строка", "строка", "строка");
    for (const form::Field& column : field.columns) {
      if (!form.environment.visible(column, field, row)) continue;
      const std::string path = field.id + "/" + row.id + "/" + column.id;
      Texts cell = texts_of(form, column, path);
      cell.number.clear();
      const auto value = row.cells.find(column.id);
      heard(form,
            input(form, column, column.id, cell.label, value == row.cells.end() ? std::string{} : value->second,
                  options_of(form, column, cell, form.environment.required(column, field, row))),
            {field.id, row.id, column.id});
      if (const form::Problem* problem = shown_problem(form, path, form::Severity::error)) draw_fix(form, *problem);
    }
    if (form.draft.can_edit && ui.button("remove", say("Убрать строку ") + std::to_string(number),
                                         {.kind = ui::ButtonKind::Plain, .icon = ui::Icon::Trash})) {
      form.view.wish(app::RowRemoved{field.id, row.id});
    }
  }
  totals(form, field, rows);
  if (form.draft.removed && form.draft.removed->field == field.id) {
    const auto notice = ui.notice("removed", ui::Tone::Neutral, say("Строка убрана"));
    if (ui.button("undo", say("Вернуть строку"), {.icon = ui::Icon::Return}))
      form.view.wish(app::RowRestored{field.id});
  }
  if (!form.draft.can_edit) return;
  const bool full = field.max_rows > 0 && static_cast<int64_t>(rows.size()) >= field.max_rows;
  const std::string reason =
      full ? say("Больше ") + std::to_string(field.max_rows) + say(" строк не нужно") : std::string{};
  const std::string label = typeset(field.add_label.empty() ? "Добавить строку" : field.add_label);
  if (ui.button("add", label, {.icon = ui::Icon::Plus, .disabled = full, .reason = reason}))
    form.view.wish(app::RowAdded{field.id});
  if (const form::Problem* problem = shown_problem(form, field.id, form::Severity::error)) draw_fix(form, *problem);
}

void draw_files(const FormView& form, const form::Field& field) {
  const Texts texts = texts_of(form, field, field.id);
  std::vector<ui::FileItem> files;
  const std::string base = app::application_path(form.draft.id) + "/files/";
  for (const form::FileRef& file : form::files_of(form.draft.local, field.id)) {
    files.push_back({.id = file.id,
                     .name = file.name,
                     .detail = join(file_kind(file.name), ", ", bytes(file.size)),
                     .href = base + app::encode_component(file.id)});
  }
  for (const app::Upload& upload : form.draft.uploads) {
    if (upload.field != field.id) continue;
    ui::FileItem item{
        .id = upload.handle, .name = upload.name, .detail = join(file_kind(upload.name), ", ", bytes(upload.size))};
    item.error = typeset(upload.error);
    if (!upload.final)
      item.progress = static_cast<int>(upload.size > 0 ? std::min<int64_t>(upload.sent * 100 / upload.size, 100) : 0);
    files.push_back(std::move(item));
  }
  std::string accept;
  bool documents = false;
  for (const std::string& one : field.extensions) {
    accept = join(accept, ",", "." + one);
    if (one == "jpg") accept += ",.jfif";
    if (one == "heic") accept += ",.heif,.avif";
    documents = documents || one == "pdf";
  }
  if (documents) accept += ",.sig,.p7s";
  ui::FileOptions options;
  const std::string hint = join(texts.hint, ". ", limits_hint(field));
  options.hint = hint;
  options.help = texts.help;
  options.error = texts.error;
  options.number = texts.number;
  options.accept = accept;
  options.required = form.environment.required(field);
  options.multiple = field.max_files != 1;
  options.camera = accept.find("jpg") != std::string::npos;
  options.disabled = !form.draft.can_edit;
  const ui::FileEvent event = form.view.ui.file_field(field.id, texts.label, files, options);
  for (const ui::PickedFile& file : event.picked)
    form.view.wish(app::FilePicked{field.id, file.handle, file.name, file.type, file.size, file.modified});
  if (!event.removed.empty()) form.view.wish(app::FileRemoved{field.id, event.removed});
  if (!event.retried.empty()) form.view.wish(app::FileRetried{field.id, event.retried});
}

}  // namespace pochin::screens
