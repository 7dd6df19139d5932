// The names a formula can read: fields of the form, tables, facts of the place, the pack's own named formulas. An
// answer that is hidden (its own condition or its section's does not hold) or refused (check_value, check_files,
// check_row_count) is null and a table of it has no rows: what nobody sees, and what is wrong, earns nothing.
// Numbers and dates are parsed once, when the environment is made; it must not outlive the form and the answers.
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/date.h"
#include "shared/base/ratio.h"
#include "shared/form/answers.h"
#include "shared/form/schema.h"
#include "shared/formula/formula.h"

namespace pochin::form {

// Facts of the place and of the moment, given by the caller: "municipality.kind" (text), "municipality.population",
// "settlement.population" (number or unknown), "cycle.year" (number), "today" (date). Unknown = null.
using Facts = std::map<std::string, formula::Value, std::less<>>;

formula::Value fact(std::string_view text);
formula::Value fact(int64_t number);
formula::Value fact(Date date);
formula::Value unknown_fact();
// {"municipality.kind": "sp", "municipality.population": 800, "today": "2026-11-23"}; a text of the shape of a date is
// a date, null is unknown.
Facts facts_from_json(const nlohmann::json& json);
nlohmann::json to_json(const Facts& facts);

std::optional<Ratio> number_of(const formula::Value& value);  // nothing when it is not a number

// The value a formula sees for one answer: null when it is blank or cannot be read. Kinds of several parts are also
// read part by part as "field.part" (parts.h), and several choices are a table with the column "code".
formula::Value read(const Field& field, std::string_view text);

class Environment {
 public:
  // The working days of formulas are those of `calendar`, which must outlive it; without one only weekends are off.
  Environment(const Form& form, const Answers& answers, const Facts& facts,
              const calendar::ProductionCalendar* calendar = nullptr);

  const Form& form() const { return *form_; }
  const Answers& answers() const { return *answers_; }
  const formula::Environment& names() const { return names_; }

  // The value of a field, a fact or a named formula.
  formula::Value value(std::string_view name) const;
  // Replaces one number for what-if questions (scoring/advice) and computes again what depends on it.
  void set_number(std::string_view field, const Ratio& number);

  // An error in it is null; of what does not fit, a lost one.
  formula::Value evaluate(const formula::Formula& formula) const;
  // An absent formula gives `otherwise`; null and errors give false.
  bool holds(const formula::Formula& formula, bool otherwise) const;
  bool denies(const formula::Formula& formula) const;  // it is computed and it is false
  bool visible(const Field& field) const;
  bool required(const Field& field) const;
  // Of a column in one row: its formulas also read the cells beside it as row.<column>.
  bool visible(const Field& column, const Field& table, const Row& row) const;
  bool required(const Field& column, const Field& table, const Row& row) const;

 private:
  void take(const Step& step);
  bool holds_in(const formula::Formula& formula, bool otherwise, const Field& table, const Row& row) const;
  const Form* form_;
  const Answers* answers_;
  formula::Environment names_;
};

// «2 000 000,00 ₽», «5,0 %», «12.04.2027» — a value in the form a person reads.
enum class Show { plain, money, percent, count, date };
std::string show(const formula::Value& value, Show how = Show::plain, int digits = -1);

}  // namespace pochin::form
