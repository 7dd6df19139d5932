#include "shared/base/tr.h"
#include "shared/practice/check.h"

namespace pochin::practice {
namespace {

using Want = FormulaCheck::Want;

void check_kind(const form::Field& field, const std::string& pointer, Findings& findings) {
  if (field.kind == form::Kind::choice && field.options.empty())
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
                       (field.earliest && field.latest && *field.earliest > *field.latest);
  if (crossed) findings.error("crossed_limits", pointer, tr("У поля «{}» нижний предел больше верхнего", field.id));
  if (field.hint.empty()) findings.warning("no_hint", pointer, tr("У поля «{}» нет подсказки (hint)", field.id));
}

void check_field(const form::Field& field, const std::string& pointer, FormulaCheck& formulas, Findings& findings) {
  check_kind(field, pointer, findings);
  formulas.formula(field.visible, pointer + "/visible", Want::yes_no);
  formulas.formula(field.required, pointer + "/required", Want::yes_no);
  formulas.formula(field.value, pointer + "/value");
  std::vector<Named> options, columns;
  for (std::size_t i = 0; i < field.options.size(); ++i)
    options.push_back({field.options[i].code, step(pointer + "/options", i) + "/code"});
  for (std::size_t i = 0; i < field.columns.size(); ++i) {
    const form::Field& column = field.columns[i];
    const std::string place = step(pointer + "/columns", i);
    columns.push_back({column.id, place + "/id"});
    if (column.kind == form::Kind::table || column.kind == form::Kind::files || !column.answerable())
      findings.error("bad_column", place + "/kind",
                     tr("Столбец таблицы не может быть вида «{}»", form::code_of(column.kind)));
    check_field(column, place, formulas, findings);
  }
  check_unique(options, findings);
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
  std::vector<Named> groups, sections, names, rules;
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
  for (const auto* list : {&groups, &sections, &names, &rules}) check_unique(*list, findings);
}

}  // namespace pochin::practice
