#include "shared/form/validate.h"

#include <algorithm>

#include "shared/base/clean.h"
#include "shared/base/order.h"
#include "shared/base/text.h"
#include "shared/base/tr.h"
#include "shared/form/check_value.h"
#include "shared/form/template.h"

namespace pochin::form {
namespace {

using Problems = std::vector<Problem>;

Problem make(const Field& field, std::string path, std::string code, std::string message) {
  Problem problem;
  problem.field = std::move(path);
  problem.code = std::move(code);
  problem.message = std::move(message);
  problem.norm = field.norm;
  return problem;
}

std::string missing_message(const Field& field) {
  if (!field.missing.empty()) return field.missing;
  if (field.kind == Kind::files) return tr("Приложите: {}", field.label);
  return tr("Заполните поле «{}»", field.label);
}

void add(Problems& problems, const Field& field, std::string path, std::optional<Complaint> complaint) {
  if (complaint)
    problems.push_back(make(field, std::move(path), std::move(complaint->code), std::move(complaint->message)));
}

Against against(const Environment& environment, const Field& field, Level level) {
  const formula::Value today = environment.value("today"), age_on = environment.evaluate(field.age_on);
  const auto date = [](const formula::Value& value) {
    return value.date() ? std::optional(*value.date()) : std::nullopt;
  };
  return {level == Level::submit, date(today), date(age_on)};
}

void check_row(Problems& problems, const Environment& environment, const Field& table, const Row& row, Level level) {
  for (const Field& column : table.columns) {
    if (!column.answerable() || !environment.visible(column, table, row)) continue;
    const auto cell = row.cells.find(column.id);
    const std::string path = table.id + "/" + row.id + "/" + column.id;
    if (cell != row.cells.end() && !pochin::is_blank(cell->second))
      add(problems, column, path, check_value(column, cell->second, against(environment, column, level)));
    else if (level == Level::submit && environment.required(column, table, row))
      problems.push_back(make(column, path, "missing", missing_message(column)));
  }
}

void check_table(Problems& problems, const Environment& environment, const Field& field, Level level) {
  int64_t filled = 0;
  for (const Row& row : rows_of(environment.answers(), field.id)) {
    if (is_blank(row)) continue;  // an empty row at the end is no mistake
    ++filled;
    check_row(problems, environment, field, row, level);
  }
  add(problems, field, field.id, check_row_count(field, filled, level == Level::submit));
}

// «—» and «...» where words are asked for: to who reads the answers it is an empty field.
bool says_nothing(const Environment& environment, const Field& field) {
  if (field.kind != Kind::text && field.kind != Kind::long_text && field.kind != Kind::territory) return false;
  return environment.required(field) && !has_letter(text_of(environment.answers(), field.id));
}

void check_one(Problems& problems, const Environment& environment, const Field& field, Level level) {
  if (!field.answerable() || !environment.visible(field)) return;
  if (is_blank(environment.answers(), field.id) || says_nothing(environment, field)) {
    if (level == Level::submit && environment.required(field))
      problems.push_back(make(field, field.id, "missing", missing_message(field)));
    return;
  }
  if (field.kind == Kind::table) return check_table(problems, environment, field, level);
  if (field.kind == Kind::files)
    return add(problems, field, field.id,
               check_files(field, files_of(environment.answers(), field.id), level == Level::submit));
  add(problems, field, field.id,
      check_value(field, text_of(environment.answers(), field.id), against(environment, field, level)));
}

std::optional<Fix> fix_of(const CrossRule& rule, const Environment& environment) {
  if (!rule.fix) return std::nullopt;
  const formula::Value value = environment.evaluate(rule.fix->value);
  if (value.is_null()) return std::nullopt;
  return Fix{rule.fix->field, show(value), fill(rule.fix->label, environment, &value)};
}

void check_rule(Problems& problems, const Environment& environment, const CrossRule& rule, Level level) {
  const auto blank = [&](const std::string& field) { return is_blank(environment.answers(), field); };
  if (level == Level::draft && std::ranges::any_of(rule.fields, blank)) return;
  if (!environment.holds(rule.when, true) || !environment.denies(rule.check)) return;
  Problem problem;
  problem.field = rule.fields.empty() ? std::string() : rule.fields.front();
  problem.code = rule.id;
  problem.message = fill(rule.message, environment);
  problem.norm = rule.norm;
  problem.severity = rule.severity;
  problem.fix = fix_of(rule, environment);
  if (!rule.fields.empty()) problem.also.assign(rule.fields.begin() + 1, rule.fields.end());
  problems.push_back(std::move(problem));
}

bool shown(const Environment& environment, const Section& section) {
  return section.privacy != Privacy::staff && environment.holds(section.visible, true);
}

// Problems in the order of the form; those of one field keep their order.
void sort_by_form(Problems& problems, const Form& form) {
  std::map<std::string_view, int> place;
  int next = 0;
  for (const Group& group : form.groups)
    for (const Section& section : group.sections)
      for (const Field& field : section.fields) place.emplace(field.id, next++);
  const auto place_of = [&](const Problem& problem) {
    const auto found = place.find(split_path(problem.field).field);
    return found == place.end() ? -1 : found->second;
  };
  sort_short(problems, [&](const Problem& a, const Problem& b) { return place_of(a) < place_of(b); });
}

}  // namespace

std::vector<Problem> validate(const Environment& environment, Level level) {
  Problems problems;
  for (const Section* section : environment.form().sections()) {
    if (!shown(environment, *section)) continue;
    for (const Field& field : section->fields)
      if (field.privacy != Privacy::staff) check_one(problems, environment, field, level);
  }
  for (const CrossRule& rule : environment.form().rules) check_rule(problems, environment, rule, level);
  sort_by_form(problems, environment.form());
  return problems;
}

std::vector<Problem> validate(const Form& form, const Answers& answers, const Facts& facts, Level level) {
  return validate(Environment(form, answers, facts), level);
}

std::vector<Problem> check_field(const Environment& environment, std::string_view path, Level level) {
  Problems problems;
  const FieldPath parts = split_path(path);
  const Section* section = environment.form().section_of(parts.field);
  if (!section || !environment.holds(section->visible, true)) return problems;
  check_one(problems, environment, *environment.form().field(parts.field), level);
  if (!parts.row.empty()) {
    std::erase_if(problems, [&](const Problem& problem) { return problem.field != path; });
    return problems;
  }
  for (const CrossRule& rule : environment.form().rules)
    if (std::ranges::find(rule.fields, parts.field) != rule.fields.end())
      check_rule(problems, environment, rule, level);
  return problems;
}

bool has_errors(const std::vector<Problem>& problems) {
  return std::ranges::any_of(problems, [](const Problem& each) { return each.severity == Severity::error; });
}

std::vector<SectionStatus> section_status(const Environment& environment, const std::vector<Problem>& problems) {
  std::vector<SectionStatus> all;
  for (const Section* section : environment.form().sections()) {
    if (!shown(environment, *section)) continue;
    SectionStatus status;
    status.section = section->id;
    status.optional = true;
    for (const Field& field : section->fields) {
      if (!field.answerable() || !environment.visible(field)) continue;
      if (environment.required(field)) status.optional = false;
      if (!is_blank(environment.answers(), field.id)) ++status.filled;
    }
    for (const Problem& problem : problems) {
      if (problem.severity == Severity::warning || environment.form().section_of(problem.field) != section) continue;
      const bool nothing_typed = is_blank(environment.answers(), split_path(problem.field).field);
      ++(problem.code == "missing" || nothing_typed ? status.left : status.wrong);
    }
    if (status.wrong > 0)
      status.progress = Progress::wrong;
    else if (status.filled == 0)
      status.progress = Progress::not_started;
    else
      status.progress = status.left > 0 ? Progress::started : Progress::done;
    all.push_back(std::move(status));
  }
  return all;
}

std::string_view title_of(Progress progress) {
  switch (progress) {
    case Progress::not_started:
      return tr("Не начат");
    case Progress::started:
      return tr("Начат");
    case Progress::done:
      return tr("Готов");
    case Progress::wrong:
      return tr("Есть ошибки");
  }
  return {};
}

}  // namespace pochin::form
