#include <algorithm>

#include "shared/base/tr.h"
#include "shared/form/parts.h"
#include "shared/practice/check.h"

namespace pochin::practice {
namespace {

using Want = FormulaCheck::Want;

void check_kind(const form::Field& field, const std::string& pointer, Findings& findings) {
  const bool chosen = field.kind == form::Kind::choice || field.kind == form::Kind::choices;
  if (chosen && field.options.empty())
    findings.error("no_options", pointer, tr("У поля «{}» нет вариантов для выбора (options)", field.id));
  if (field.kind == form::Kind::table && field.columns.empty())
    findings.error("no_columns", pointer, tr("У таблицы «{}» нет столбцов (columns)", field.id));
  if (field.kind == form::Kind::files && (field.max_bytes == 0 || field.max_files == 0 || field.extensions.empty()))
    findings.error(
        "no_file_limits", pointer,
        tr("Для файлов «{}» назовите extensions, max_files и max_bytes: о пределах говорят до загрузки", field.id));
  const bool crossed = (field.min && field.max && *field.min > *field.max) ||
                       (field.max_length > 0 && field.min_length > field.max_length) ||
                       (field.max_rows > 0 && field.min_rows > field.max_rows) ||
                       (field.max_files > 0 && field.min_files > field.max_files) ||
                       (field.max_count > 0 && field.min_count > field.max_count) ||
                       (field.earliest && field.latest && *field.earliest > *field.latest);
  if (crossed) findings.error("crossed_limits", pointer, tr("У поля «{}» нижний предел больше верхнего", field.id));
  if (field.hint.empty()) findings.warning("no_hint", pointer, tr("У поля «{}» нет подсказки (hint)", field.id));
}

// A person is asked for parts or in one line; "parts" names what is asked besides what every such question asks.
void check_parts(const form::Field& field, const std::string& pointer, Findings& findings) {
  for (std::size_t i = 0; i < field.parts.size(); ++i)
    if (std::ranges::find(form::all_parts(field), field.parts[i], &form::Part::code) == form::all_parts(field).end())
      findings.error("unknown_part", step(pointer + "/parts", i),
                     tr("У поля вида «{}» нет части «{}»", form::code_of(field.kind), field.parts[i]));
  const bool aged = field.min_age > 0 || !field.age_on.empty();
  if (aged && std::ranges::find(field.parts, "born") == field.parts.end())
    findings.error("no_born", pointer + (field.min_age > 0 ? "/min_age" : "/age_on"),
                   tr("Возраст считают от даты рождения: добавьте \"born\" в parts"));
}

void check_box(const form::Field& field, const std::string& pointer, Findings& findings) {
  if (!field.on_map()) return;
  if (!field.box)
    findings.warning("no_box", pointer,
                     tr("Назовите границы региона (box): без них опечатка уведёт место за край земли"));
  else if (field.box->south > field.box->north)
    findings.error("crossed_limits", pointer + "/box", tr("Южная граница севернее северной"));
}

void check_options(const form::Field& field, const std::string& pointer, Findings& findings) {
  std::vector<Named> codes;  // an old code may become one new option only
  for (std::size_t i = 0; i < field.options.size(); ++i) {
    const form::Option& option = field.options[i];
    const std::string place = step(pointer + "/options", i);
    codes.push_back({option.code, place + "/code"});
    if (option.valid_from && option.valid_to && *option.valid_from > *option.valid_to)
      findings.error("crossed_limits", place + "/valid_to",
                     tr("Вариант «{}» кончается раньше, чем начинается", option.code));
  }
  for (std::size_t i = 0; i < field.options.size(); ++i)
    for (std::size_t j = 0; j < field.options[i].was.size(); ++j)
      codes.push_back({field.options[i].was[j], step(step(pointer + "/options", i) + "/was", j)});
  check_unique(codes, findings);
}

void check_field(const form::Field& field, const std::string& pointer, FormulaCheck& formulas, Findings& findings) {
  check_kind(field, pointer, findings);
  check_parts(field, pointer, findings);
  check_box(field, pointer, findings);
  check_options(field, pointer, findings);
  formulas.formula(field.visible, pointer + "/visible", Want::yes_no);
  formulas.formula(field.required, pointer + "/required", Want::yes_no);
  formulas.formula(field.value, pointer + "/value");
  formulas.formula(field.age_on, pointer + "/age_on", Want::date);
  std::vector<Named> columns;
  if (!field.columns.empty()) formulas.inside(&field);
  for (std::size_t i = 0; i < field.columns.size(); ++i) {
    const form::Field& column = field.columns[i];
    const std::string place = step(pointer + "/columns", i);
    columns.push_back({column.id, place + "/id"});
    if (column.kind == form::Kind::table || column.kind == form::Kind::files || !column.answerable())
      findings.error("bad_column", place + "/kind",
                     tr("Столбец таблицы не может быть вида «{}»", form::code_of(column.kind)));
    check_field(column, place, formulas, findings);
  }
  if (!field.columns.empty()) formulas.inside(nullptr);
  check_unique(columns, findings);
}

void check_rule(const Pack& pack, std::size_t index, FormulaCheck& formulas, Findings& findings) {
  const form::CrossRule& rule = pack.form.rules[index];
  const std::string pointer = step("/form/rules", index);
  formulas.formula(rule.when, pointer + "/when", Want::yes_no);
  formulas.formula(rule.check, pointer + "/check", Want::yes_no);
  formulas.message(rule.message, pointer + "/message");
  for (std::size_t i = 0; i < rule.fields.size(); ++i)
    if (!pack.form.field(rule.fields[i]))
      findings.error("unknown_field", step(pointer + "/fields", i), tr("В форме нет поля «{}»", rule.fields[i]));
  if (!rule.fix) return;
  const form::Field* field = pack.form.field(rule.fix->field);
  if (!field || !field->answerable())
    findings.error("unknown_field", pointer + "/fix/field", tr("В форме нет поля «{}»", rule.fix->field));
  formulas.formula(rule.fix->value, pointer + "/fix/value", field && field->numeric() ? Want::number : Want::any);
  formulas.message(rule.fix->label, pointer + "/fix/label", {"value"});
}

}  // namespace

void check_form(const Pack& pack, FormulaCheck& formulas, Findings& findings) {
  std::vector<Named> groups, sections, names, earlier, rules;
  for (std::size_t g = 0; g < pack.form.groups.size(); ++g) {
    const form::Group& group = pack.form.groups[g];
    const std::string group_at = step("/form/groups", g);
    groups.push_back({group.id, group_at + "/id"});
    for (std::size_t s = 0; s < group.sections.size(); ++s) {
      const form::Section& section = group.sections[s];
      const std::string section_at = step(group_at + "/sections", s);
      sections.push_back({section.id, section_at + "/id"});
      formulas.formula(section.visible, section_at + "/visible", Want::yes_no);
      if (section.fields.empty())
        findings.error("empty_section", section_at, tr("В разделе «{}» нет полей", section.id));
      for (std::size_t f = 0; f < section.fields.size(); ++f) {
        const std::string field_at = step(section_at + "/fields", f);
        names.push_back({section.fields[f].id, field_at + "/id"});
        if (section.fields[f].subtotal)
          findings.error("no_table", field_at + "/subtotal", tr("Итог бывает только у столбца таблицы"));
        for (std::size_t w = 0; w < section.fields[f].was.size(); ++w)
          earlier.push_back({section.fields[f].was[w], step(field_at + "/was", w)});
        check_field(section.fields[f], field_at, formulas, findings);
      }
    }
  }
  // A named formula would hide a field of the same name.
  for (std::size_t i = 0; i < pack.form.facts.size(); ++i)
    names.push_back({pack.form.facts[i].name, step("/facts", i) + "/name"});
  for (std::size_t i = 0; i < pack.form.rules.size(); ++i) {
    rules.push_back({pack.form.rules[i].id, step("/form/rules", i) + "/id"});
    check_rule(pack, i, formulas, findings);
  }
  for (const auto* list : {&groups, &sections, &names, &earlier, &rules}) check_unique(*list, findings);
}

}  // namespace pochin::practice
