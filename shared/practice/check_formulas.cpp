#include <algorithm>

#include "shared/base/text.h"
#include "shared/base/tr.h"
#include "shared/form/parts.h"
#include "shared/form/template.h"
#include "shared/practice/check.h"
#include "shared/territory/territory.h"

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

constexpr std::pair<std::string_view, Type> kPortal[] = {{"municipality.kind", Type::Text},
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

}  // namespace

const std::vector<std::string>& portal_names() {
  static const std::vector<std::string> kNames = [] {
    std::vector<std::string> names;
    for (const auto& [name, type] : kPortal) names.emplace_back(name);
    return names;
  }();
  return kNames;
}

FormulaCheck::FormulaCheck(const Pack& pack, Findings& findings) : findings_(findings) {
  for (const auto& [name, type] : kPortal) schema_.names.emplace(name, type);
  for (const Name<territory::Kind>& kind : territory::names(territory::Kind{}))
    schema_.codes["municipality.kind"].emplace_back(kind.code);
  for (const char* name : {"municipality.population", "settlement.population", "votes.count"})
    ranges_[name] = {Ratio(0), {}, true, {}, {}};
  add_fields(pack.form);
  add_facts(pack);
  if (std::ranges::any_of(pack.campaigns, [&](const voting::Campaign& one) { return shares_projects(pack, one); }))
    campaigns_ = pack.campaigns.size();
}

// Whether some application may stand in this vote and in another: of votes that divide them, each has one.
bool FormulaCheck::shares_projects(const Pack& pack, const voting::Campaign& one) const {
  return std::ranges::any_of(pack.campaigns, [&](const voting::Campaign& other) {
    if (one.id == other.id) return false;
    if (one.projects.empty() || other.projects.empty()) return true;
    const auto both =
        formula::parse("(" + std::string(one.projects.text()) + ") and (" + std::string(other.projects.text()) + ")");
    return !both || !never_holds(*both, domain());
  });
}

// A fact reads what stands above it.
void FormulaCheck::add_facts(const Pack& pack) {
  const auto& facts = pack.form.facts;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    schema_.later.clear();
    for (std::size_t j = i + 1; j < facts.size(); ++j) schema_.later.push_back(facts[j].name);
    const auto reads = formula::names(facts[i].value);
    const bool itself = std::ranges::find(reads, facts[i].name) != reads.end();
    const auto type = formula::check(facts[i].value, schema_);
    if (!type && !itself) report(type.error(), step("/facts", i) + "/value");
    if (const auto* codes = codes_of(facts[i].value)) schema_.codes.insert_or_assign(facts[i].name, *codes);
    schema_.names.insert_or_assign(facts[i].name, type.value_or(Type::Null));
  }
  schema_.later.clear();
  for (const form::NamedFormula& each : pack.form.derived)
    if (!schema_.names.contains(each.name))
      schema_.names.emplace(each.name, formula::check(each.value, schema_).value_or(Type::Null));
}

void FormulaCheck::add_fields(const form::Form& form) {
  for (const form::Section* section : form.sections(true))
    for (const form::Field& field : section->fields) {
      if (field.kind == form::Kind::table || field.kind == form::Kind::files) {
        auto& columns = schema_.tables[field.id];
        for (const form::Field& column : field.columns) columns.emplace(column.id, practice::type_of(column.kind));
      } else if (field.answerable()) {
        add_field(field.id, field);
      }
    }
}

void FormulaCheck::add_field(const std::string& name, const form::Field& field) {
  if (!field.options.empty()) {
    auto& codes = schema_.codes[name];
    codes.clear();
    for (const form::Option& option : field.options) codes.push_back(option.code);
  }
  if (field.kind == form::Kind::choices) {
    schema_.tables[name].emplace("code", Type::Text);
    return;
  }
  schema_.names.emplace(name, practice::type_of(field.kind));
  ranges_.insert_or_assign(
      name, Range{field.min, field.max, field.kind == form::Kind::integer, field.earliest, field.latest});
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
  const auto reads = formula::names(formula);
  if (campaigns_ > 1 && std::ranges::find(reads, "votes.count") != reads.end())
    findings_.error("votes_of_which", pointer,
                    tr("Голосований {}, и неизвестно, голоса какого считает votes.count: оставьте одно", campaigns_));
  // "false" of a question that is not asked this year is no mistake; a condition on something that never holds is.
  if (want == Want::yes_no && !reads.empty() && never_holds(formula, domain()))
    findings_.error("never_holds", pointer, tr("Условие не выполнится никогда: таких значений не бывает"));
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

formula::Type FormulaCheck::type_of(const formula::Formula& formula) const {
  return formula::check(formula, schema_).value_or(Type::Null);
}

const std::vector<std::string>* FormulaCheck::codes_of(const formula::Formula& formula) const {
  const auto reads = formula::names(formula);
  const bool plain = reads.size() == 1 && trim(formula.text()) == reads.front();
  const auto found = plain ? schema_.codes.find(reads.front()) : schema_.codes.end();
  return found == schema_.codes.end() ? nullptr : &found->second;
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
