// Whether the parts of a pack agree with each other: names in formulas, types, bands, dates, states, weights.
#pragma once

#include "shared/practice/pack.h"
#include "shared/practice/reader.h"
#include "shared/practice/sense.h"

namespace pochin::practice {

// What the portal itself tells formulas: "votes.count", "today" …
const std::vector<std::string>& portal_names();

// Everything formulas may name, with types, and the reports of those that name something else.
class FormulaCheck {
 public:
  FormulaCheck(const Pack& pack, Findings& findings);

  enum class Want { any, number, yes_no, date };
  void formula(const formula::Formula& formula, std::string pointer, Want want = Want::any);
  // A text with {formulas} in it. `also` are the words besides formulas: "value", "more".
  void message(std::string_view text, const std::string& pointer, std::initializer_list<std::string_view> also = {});
  // While the columns of this table are checked, row.<column> are names too; null = no longer.
  void inside(const form::Field* table);
  bool is_number(std::string_view name) const;                   // a field, a fact or a named formula that is a number
  formula::Type type_of(const formula::Formula& formula) const;  // Null when it cannot be computed
  // The options that a formula can give when it is the plain name of a choice; nothing for anything else.
  const std::vector<std::string>* codes_of(const formula::Formula& formula) const;
  Domain domain() const { return {schema_, ranges_}; }

 private:
  void add_fields(const form::Form& form);
  void add_field(const std::string& name, const form::Field& field);
  void add_facts(const Pack& pack);
  bool shares_projects(const Pack& pack, const voting::Campaign& one) const;
  void report(const Error& error, std::string pointer, int before = 0);
  formula::Schema schema_, outside_;
  std::map<std::string, Range, std::less<>> ranges_;
  std::size_t campaigns_ = 0;  // when an application may stand in two of them: all; otherwise 0
  Findings& findings_;
};

void check_form(const Pack& pack, FormulaCheck& formulas, Findings& findings);
void check_criteria(const Pack& pack, FormulaCheck& formulas, Findings& findings);
void check_ranking(const Pack& pack, FormulaCheck& formulas, Findings& findings);
void check_workflow(const Pack& pack, FormulaCheck& formulas, Findings& findings);
void check_reach(const application::Workflow& workflow, Findings& findings);
void check_deadlines(const Pack& pack, Findings& findings);
void check_roles(const std::vector<std::string>& roles, const std::string& pointer, Findings& findings);
void check_states(const application::Workflow& workflow, const std::vector<application::State>& states,
                  const std::string& pointer, Findings& findings);
void check_campaigns(const Pack& pack, FormulaCheck& formulas, Findings& findings);
void check_source(const std::string& source, const std::string& pointer, Findings& findings);
void check_cycle(const Pack& pack, Findings& findings);
void check_names(const Pack& pack, Findings& findings);
// Answers and formulas that need each other; formulas that live on an answer which is not always asked.
void check_circles(const Pack& pack, Findings& findings);
void check_hidden(const Pack& pack, Findings& findings);
void check_limits(const Pack& pack, const FormulaCheck& formulas, Findings& findings);

struct Named {
  std::string id, pointer;
};
// Reports ids that stand twice.
void check_unique(const std::vector<Named>& all, Findings& findings);

}  // namespace pochin::practice
