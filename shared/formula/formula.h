// The language of conditions, computed fields and criteria in a practice pack.
//
//   amount / cost * 100        exact numbers; + - * / and unary minus
//   round(x, 1, "half_up")     half_up, half_even, down, up, floor, ceil; half_up when not named
//   = != < <= > >=             numbers, dates, texts with their like;  == is =
//   and  or  not               with three values: null is "not known"
//   kind in ["mo", "sp"]       also  not in
//   "roads" in kinds           kinds is a table with the column "code": a question of several choices
//   if(condition, a, b)        b when the condition is null
//   min(a, b, …) max(…) abs(x) floor(x) ceil(x)
//   sum(table.column) min(table.column) max(table.column) count(table)
//   filled(x) coalesce(a, b, …) length(text)
//   date("2027-01-28") days(from, to) year(d) age(born, on) d + 5
//   workdays(from, to)         working days after `from` up to and including `to`, negative backwards
//   add_workdays(d, n)         the n-th working day after d (n < 0: before it); d itself for 0; n within ±10 000
//   is_workday(d)
//   true false null, "texts" with \" and \\, names with dots: municipality.population
//
// Null spreads: arithmetic and comparison with null give null, division by zero gives null with its reason.
// A text longer than 4 000 bytes, deeper than 48 brackets or of more than 500 parts is refused when parsed, so that
// evaluation is O(parts × rows) and cannot hang or overflow the stack. Working days come from the production calendar
// of the environment; without one Saturdays and Sundays are off. Each costs O(log² of its exceptions).
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/result.h"
#include "shared/formula/names.h"
#include "shared/formula/value.h"

namespace pochin::calendar {
class ProductionCalendar;
}

namespace pochin::formula {

struct Program;

// A cheap copy; the default one is empty.
class Formula {
 public:
  Formula() = default;
  bool empty() const { return program_ == nullptr; }
  std::string_view text() const;

 private:
  friend Result<Formula> parse(std::string_view text);
  friend const Program* program(const Formula& formula);
  std::shared_ptr<const Program> program_;
};

// Error.place is "line:column", counted from 1 in characters; Error.message says what was expected.
// Codes: formula_syntax, formula_limit.
Result<Formula> parse(std::string_view text);

// The names it reads, sorted, once each: "name", "table.column", "table".
std::vector<std::string> names(const Formula& formula);

struct Schema {
  std::map<std::string, Type, std::less<>> names;
  std::map<std::string, std::map<std::string, Type, std::less<>>, std::less<>> tables;  // table → column → type
  // The only texts that a name, or a table of several choices, can have: comparing it with another never holds.
  std::map<std::string, std::vector<std::string>, std::less<>> codes = {};
  std::vector<std::string> later = {};  // names that are made only behind this formula: said when it asks for one
};

// The type of its value, or an error with the place: formula_name, formula_type, formula_code (a text that the name
// cannot have), formula_date (no day of the calendar), formula_zero (a division by what is always zero). An empty
// formula has Type::Null.
Result<Type> check(const Formula& formula, const Schema& schema);

using TableRow = std::map<std::string, Value, std::less<>>;
using Table = std::vector<TableRow>;

struct Environment {
  Names names;
  std::map<std::string, Table, std::less<>> tables;
  const calendar::ProductionCalendar* calendar = nullptr;  // must outlive the environment; nothing = weekends only
  const Environment* outer = nullptr;                      // asked for what is not here; must outlive it
};

// A name the environment has not is null. Errors: formula_type, formula_range (a number of more than kMostBits, a date
// outside 1900–2199, or a name whose value is lost).
Result<Value> evaluate(const Formula& formula, const Environment& environment);

}  // namespace pochin::formula
