#include "shared/form/environment.h"

#include <algorithm>

#include "shared/base/json.h"
#include "shared/base/money.h"
#include "shared/base/text.h"
#include "shared/base/tr.h"
#include "shared/base/typed.h"
#include "shared/form/check_value.h"
#include "shared/form/parts.h"

namespace pochin::form {
namespace {

// What is hidden or refused is null, in all its parts.
void put_nothing(formula::Environment& names, const std::string& name, const Field& field) {
  if (field.kind == Kind::choices) return void(names.tables[name] = {});
  names.names.insert_or_assign(name, formula::Value());
  for (const Part& part : all_parts(field))
    names.names.insert_or_assign(name + "." + std::string(part.code), formula::Value());
}

// `name` and what can be asked of its parts. The day of the calculation refuses nothing: an option that has closed
// since was open when it was chosen.
void put(formula::Environment& names, const std::string& name, const Field& field, std::string_view text) {
  const bool no = field.kind == Kind::yes_no && trim(text) == "0";  // as good as no mark at all
  if (!no && !pochin::is_blank(text) && check_value(field, text, {.submit = false}))
    return put_nothing(names, name, field);
  if (field.kind == Kind::choices) {
    formula::Table table;
    for (const Option* option : chosen(field, text)) table.push_back({{"code", formula::Value(option->code)}});
    names.tables.insert_or_assign(name, std::move(table));
    return;
  }
  names.names.insert_or_assign(name, read(field, text));
  std::size_t index = 0;
  for (const Part& part : all_parts(field)) {
    Field one;
    one.kind = part.kind == Kind::date ? Kind::date : Kind::text;  // an index and a code are no numbers
    names.names.insert_or_assign(name + "." + std::string(part.code), read(one, part_of(text, index++)));
  }
}

std::string_view text_in(const Row& row, const Field& column) {
  const auto cell = row.cells.find(column.id);
  return cell == row.cells.end() ? std::string_view() : cell->second;
}

bool holds_with(const formula::Formula& formula, bool otherwise, const formula::Environment& names) {
  if (formula.empty()) return otherwise;
  const auto value = formula::evaluate(formula, names);
  return value && value->is_true();
}

// The cells of one row as row.<column>, the hidden ones null; a condition reads the cells as they are until its own
// turn comes.
formula::Environment cells_of(const Field& table, const Row& row, const formula::Environment& names) {
  formula::Environment cells;
  cells.outer = &names;
  cells.calendar = names.calendar;
  for (const Field& column : table.columns) put(cells, "row." + column.id, column, text_in(row, column));
  for (const Field& column : table.columns)
    if (!holds_with(column.visible, true, cells)) put_nothing(cells, "row." + column.id, column);
  return cells;
}

// A cell as a formula reads it: null where it is hidden or refused.
formula::Value cell_value(const Field& table, const Field& column, const Row& row, const formula::Environment& names) {
  const std::string_view text = text_in(row, column);
  const bool no = column.kind == Kind::yes_no && trim(text) == "0";
  if (!no && !pochin::is_blank(text) && check_value(column, text, {.submit = false})) return {};
  if (!column.visible.empty() && !holds_with(column.visible, true, cells_of(table, row, names))) return {};
  return read(column, text);
}

formula::Table read_table(const Field& field, const Rows& rows, const formula::Environment& names) {
  formula::Table table;
  for (const Row& row : rows) {
    if (is_blank(row)) continue;  // an empty row is no row: it must earn no points
    formula::TableRow cells;
    for (const Field& column : field.columns) cells.emplace(column.id, cell_value(field, column, row, names));
    table.push_back(std::move(cells));
  }
  if (check_row_count(field, static_cast<int64_t>(table.size()), false)) table.clear();
  return table;
}

bool looks_like_date(std::string_view text) { return text.size() == 10 && text[4] == '-' && text[7] == '-'; }

std::string show_number(const Ratio& number, Show how, int digits) {
  switch (how) {
    case Show::money: {
      const auto money = money_from_roubles(round_to(number, 2));
      return money ? format_roubles(*money) : to_text(number, 2, 2);
    }
    case Show::percent:
      return to_text(number, digits < 0 ? 1 : digits, digits < 0 ? 1 : digits) + kNoBreakSpace + "%";
    case Show::count:
      return to_text(number, 0, 0);
    case Show::plain:
    case Show::date:
      return to_text(number, std::max(digits, 0), digits < 0 ? 4 : digits);
  }
  return {};
}

}  // namespace

formula::Value fact(std::string_view text) { return formula::Value(std::string(text)); }
formula::Value fact(int64_t number) { return formula::Value(Ratio(number)); }
formula::Value fact(Date date) { return formula::Value(date); }
formula::Value unknown_fact() { return {}; }

Facts facts_from_json(const Json& json) {
  Facts facts;
  if (!json.is_object()) return facts;
  for (const auto& [name, value] : json.items()) {
    if (value.is_number_integer()) {
      facts.emplace(name, fact(value.get<int64_t>()));
    } else if (value.is_boolean()) {
      facts.emplace(name, formula::Value(value.get<bool>()));
    } else if (value.is_string()) {
      const auto& text = value.get_ref<const std::string&>();
      const auto date = looks_like_date(text) ? parse_date(text) : Result<Date>(std::unexpected(Error{}));
      facts.emplace(name, date ? fact(*date) : fact(text));
    } else {
      facts.emplace(name, unknown_fact());
    }
  }
  return facts;
}

Json to_json(const Facts& facts) {
  Json json = Json::object();
  for (const auto& [name, value] : facts) {
    if (const Ratio* number = value.number())
      json[name] = number->to_int64() ? Json(*number->to_int64()) : Json(to_decimal(*number, 6));
    else if (value.text())
      json[name] = *value.text();
    else if (value.boolean())
      json[name] = *value.boolean();
    else if (value.date())
      json[name] = iso_date(*value.date());
    else
      json[name] = nullptr;
  }
  return json;
}

std::optional<Ratio> number_of(const formula::Value& value) {
  const Ratio* number = value.number();
  return number ? std::optional(*number) : std::nullopt;
}

formula::Value read(const Field& field, std::string_view text) {
  if (field.kind == Kind::yes_no) return formula::Value(trim(text) == "1");
  if (pochin::is_blank(text)) return {};
  switch (field.kind) {
    case Kind::integer:
    case Kind::decimal:
      if (is_ambiguous_number(field, text)) return {};
      if (const auto number = parse_decimal(text)) return formula::Value(*number);
      return {};
    case Kind::money:
      if (const auto money = parse_money(text)) return formula::Value(to_roubles(*money));
      return {};
    case Kind::date:
      if (const auto date = read_date(text)) return formula::Value(*date);
      return {};
    default:
      return formula::Value(std::string(trim(text)));
  }
}

Environment::Environment(const Form& form, const Answers& answers, const Facts& facts,
                         const calendar::ProductionCalendar* calendar)
    : form_(&form), answers_(&answers) {
  names_.calendar = calendar;
  names_.names.insert(facts.begin(), facts.end());
  for (const Step& step : form.steps) take(step);
}

void Environment::take(const Step& step) {
  if (step.derived) {
    const NamedFormula& each = form_->derived[*step.derived];
    names_.names.insert_or_assign(each.name, evaluate(each.value));
    return;
  }
  const Section& section = form_->groups[step.group].sections[step.section];
  const Field& field = section.fields[step.field];
  const bool shown = holds(section.visible, true) && visible(field);
  if (field.kind == Kind::table) {
    names_.tables.insert_or_assign(field.id,
                                   shown ? read_table(field, rows_of(*answers_, field.id), names_) : formula::Table());
  } else if (field.kind == Kind::files) {
    const Files& files = files_of(*answers_, field.id);
    const bool counts = shown && !check_files(field, files, false);
    names_.tables.insert_or_assign(field.id, formula::Table(counts ? files.size() : 0));
  } else if (shown) {
    put(names_, field.id, field, text_of(*answers_, field.id));
  } else {
    put_nothing(names_, field.id, field);
  }
}

formula::Value Environment::value(std::string_view name) const {
  const auto found = names_.names.find(name);
  return found == names_.names.end() ? formula::Value() : found->second;
}

void Environment::set_number(std::string_view field, const Ratio& number) {
  names_.names.insert_or_assign(field, formula::Value(number));
  std::vector<std::string_view> changed = {field};
  const auto reads_changed = [&](std::string_view name) {
    return std::ranges::find(changed, name.substr(0, name.find('.'))) != changed.end() ||
           std::ranges::find(changed, name) != changed.end();
  };
  for (const Step& step : form_->steps) {
    if (std::ranges::none_of(step.reads, reads_changed)) continue;
    const std::string& name = step.derived ? form_->derived[*step.derived].name
                                           : form_->groups[step.group].sections[step.section].fields[step.field].id;
    if (name == field) continue;
    const formula::Value old = value(name);
    take(step);
    if (names_.tables.contains(name) || value(name) != old) changed.push_back(name);
  }
}

formula::Value Environment::evaluate(const formula::Formula& formula) const {
  if (formula.empty()) return {};
  auto value = formula::evaluate(formula, names_);
  if (value) return std::move(*value);
  const bool range = value.error().code == "formula_range";
  return range ? formula::Value::lost(value.error().message) : formula::Value::unknown(value.error().message);
}

bool Environment::holds(const formula::Formula& formula, bool otherwise) const {
  return formula.empty() ? otherwise : evaluate(formula).is_true();
}

bool Environment::denies(const formula::Formula& formula) const {
  const formula::Value value = evaluate(formula);
  return value.boolean() && !*value.boolean();
}

bool Environment::visible(const Field& field) const { return holds(field.visible, true); }

bool Environment::required(const Field& field) const { return holds(field.required, false); }

bool Environment::holds_in(const formula::Formula& formula, bool otherwise, const Field& table, const Row& row) const {
  if (formula.empty()) return otherwise;
  return holds_with(formula, otherwise, cells_of(table, row, names_));
}

bool Environment::visible(const Field& column, const Field& table, const Row& row) const {
  return holds_in(column.visible, true, table, row);
}

bool Environment::required(const Field& column, const Field& table, const Row& row) const {
  return holds_in(column.required, false, table, row);
}

std::string show(const formula::Value& value, Show how, int digits) {
  if (const Ratio* number = value.number()) return show_number(*number, how, digits);
  if (const std::string* text = value.text()) return *text;
  if (const Date* date = value.date()) return format_date(*date);
  if (const bool* yes = value.boolean()) return std::string(*yes ? tr("Да") : tr("Нет"));
  return {};
}

}  // namespace pochin::form
