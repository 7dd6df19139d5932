#include <algorithm>

#include "shared/base/text.h"
#include "shared/base/tr.h"
#include "shared/form/parts.h"
#include "shared/form/template.h"
#include "shared/practice/check.h"

namespace pochin::practice {
namespace {

using formula::Type;

Type type_of(form::Kind kind) {
  switch (kind) {
    case form::Kind::integer:
    case form::Kind::decimal:
    case form::Kind::money:
      return Type::Number;
    case form::Kind::date:
      return Type::Date;
    case form::Kind::yes_no:
      return Type::Bool;
    default:
      return Type::Text;
  }
}

}  // namespace

FormulaCheck::FormulaCheck(const Pack& pack, Findings& findings) : findings_(findings) {
  schema_.names = {{"municipality.kind", Type::Text},
                   {"municipality.population", Type::Number},
                   {"settlement.population", Type::Number},
                   {"cycle.year", Type::Number},
                   {"votes.count", Type::Number},
                   {"today", Type::Date},
                   {"opinions.positive", Type::Number},
                   {"opinions.negative", Type::Number},
                   {"opinions.remarks", Type::Number},
                   {"opinions.waiting", Type::Number},
                   {"payments.paid", Type::Number},
                   {"payments.left", Type::Number},
                   {"money.committed", Type::Number},
                   {"money.paid", Type::Number},
                   {"money.spent", Type::Number}};
  add_fields(pack.form);
  for (std::size_t i = 0; i < pack.form.facts.size(); ++i) {
    const form::NamedFormula& fact = pack.form.facts[i];
    const auto type = formula::check(fact.value, schema_);
    if (!type) report(type.error(), step("/facts", i) + "/value");
    schema_.names.insert_or_assign(fact.name, type.value_or(Type::Null));
  }
  for (const form::NamedFormula& each : pack.form.derived)
    if (!schema_.names.contains(each.name))
      schema_.names.emplace(each.name, formula::check(each.value, schema_).value_or(Type::Null));
}

void FormulaCheck::add_fields(const form::Form& form) {
  for (const form::Section* section : form.sections(true))
    for (const form::Field& field : section->fields) {
      if (field.kind == form::Kind::table || field.kind == form::Kind::files) {
        auto& columns = schema_.tables[field.id];
        for (const form::Field& column : field.columns) columns.emplace(column.id, type_of(column.kind));
      } else if (field.answerable()) {
        add_field(field.id, field);
      }
    }
}

void FormulaCheck::add_field(const std::string& name, const form::Field& field) {
  if (field.kind == form::Kind::choices) {
    schema_.tables[name].emplace("code", Type::Text);
    return;
  }
  schema_.names.emplace(name, type_of(field.kind));
  for (const form::Part& part : form::all_parts(field))
    schema_.names.emplace(name + "." + std::string(part.code), part.kind == form::Kind::date ? Type::Date : Type::Text);
}

void FormulaCheck::inside(const form::Field* table) {
  if (!table) {
    schema_ = std::move(outside_);
    return;
  }
  outside_ = schema_;
  for (const form::Field& column : table->columns) add_field("row." + column.id, column);
}

void FormulaCheck::report(const Error& error, std::string pointer, int before) {
  findings_.error(error.code, std::move(pointer), tr("Ошибка в формуле: {}", error.message),
                  before + column_of(error.place));
}

void FormulaCheck::formula(const formula::Formula& formula, std::string pointer, Want want) {
  if (formula.empty()) return;
  const auto type = formula::check(formula, schema_);
  if (!type) return report(type.error(), std::move(pointer));
  if (*type == Type::Null || want == Want::any) return;
  const Type wanted = want == Want::number ? Type::Number : want == Want::date ? Type::Date : Type::Bool;
  if (*type != wanted)
    findings_.error("formula_type", std::move(pointer),
                    tr("Формула даёт {}, а нужно {}", formula::name_of(*type), formula::name_of(wanted)));
}

void FormulaCheck::message(std::string_view text, const std::string& pointer,
                           std::initializer_list<std::string_view> also) {
  for (const form::Hole& hole : form::holes(text)) {
    const auto before = static_cast<int>(count_code_points(text.substr(0, hole.at))) + 1;
    if (!hole.closed) {
      findings_.error("bad_template", pointer, tr("Фигурная скобка не закрыта"), before);
      return;
    }
    if (!hole.known)
      findings_.error("bad_template", pointer, tr("После | бывает money, percent, count или date"), before);
    if (std::ranges::find(also, trim(hole.formula)) != also.end()) continue;
    const auto parsed = formula::parse(hole.formula);
    if (!parsed) {
      report(parsed.error(), pointer, before);
      continue;
    }
    if (const auto type = formula::check(*parsed, schema_); !type) report(type.error(), pointer, before);
  }
}

bool FormulaCheck::is_number(std::string_view name) const {
  const auto found = schema_.names.find(name);
  return found != schema_.names.end() && (found->second == Type::Number || found->second == Type::Null);
}

bool FormulaCheck::is_known(std::string_view name) const {
  return schema_.names.contains(name) || schema_.tables.contains(name);
}

void check_unique(const std::vector<Named>& all, Findings& findings) {
  for (std::size_t i = 0; i < all.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (all[i].id == all[j].id) {
        findings.error("duplicate_id", all[i].pointer, tr("«{}» уже есть: {}", all[i].id, all[j].pointer));
        break;
      }
}

}  // namespace pochin::practice
