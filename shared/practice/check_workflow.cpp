#include <algorithm>

#include "shared/access/role.h"
#include "shared/base/tr.h"
#include "shared/practice/check.h"

namespace pochin::practice {
namespace {

// A role of the catalogue, or "author": whoever made the application.
bool is_role(const std::string& code) { return code == "author" || access::role_from(code).has_value(); }

void check_roles(const std::vector<std::string>& roles, const std::string& pointer, Findings& findings) {
  if (roles.empty()) findings.error("no_roles", pointer, tr("Не сказано, кто это может сделать (roles)"));
  for (std::size_t i = 0; i < roles.size(); ++i)
    if (!is_role(roles[i])) findings.error("unknown_role", step(pointer, i), tr("Неизвестная роль «{}»", roles[i]));
}

void check_states(const application::Workflow& workflow, const std::vector<application::State>& states,
                  const std::string& pointer, Findings& findings) {
  for (std::size_t i = 0; i < states.size(); ++i)
    if (!workflow.knows(states[i]))
      findings.error("unused_state", step(pointer, i),
                     tr("Состояние «{}» не названо в workflow.states", application::code_of(states[i])));
}

void check_reach(const application::Workflow& workflow, Findings& findings) {
  for (std::size_t i = 0; i < workflow.states.size(); ++i) {
    const application::State state = workflow.states[i];
    const bool reached = state == workflow.initial ||
                         std::ranges::any_of(workflow.transitions, [&](const auto& each) { return each.to == state; });
    if (!reached)
      findings.error("unreachable_state", step("/workflow/states", i),
                     tr("В состояние «{}» ничего не ведёт", application::title_of(state)));
  }
}

void check_transition(const Pack& pack, std::size_t index, FormulaCheck& formulas, Findings& findings) {
  const application::Transition& transition = pack.workflow.transitions[index];
  const std::string pointer = step("/workflow/transitions", index);
  check_states(pack.workflow, transition.from, pointer + "/from", findings);
  if (transition.to && !pack.workflow.knows(*transition.to))
    findings.error("unused_state", pointer + "/to",
                   tr("Состояние «{}» не названо в workflow.states", application::code_of(*transition.to)));
  if (!transition.to && transition.from != std::vector{application::State::returned_for_revision})
    findings.error("no_target", pointer,
                   tr("Не сказано, куда ведёт действие (to); без него — только из returned_for_revision"));
  check_roles(transition.roles, pointer + "/roles", findings);
  formulas.formula(transition.guard, pointer + "/guard", FormulaCheck::Want::yes_no);
  if (!transition.guard.empty() && transition.guard_message.empty())
    findings.error("missing_key", pointer, tr("Не хватает ключа «guard_message»: почему действие недоступно"));
  formulas.message(transition.guard_message, pointer + "/guard_message");
  if (!transition.law.empty() && !pack.basis(transition.law))
    findings.error("unknown_law", pointer + "/law", tr("В law нет основания «{}»", transition.law));
  for (std::size_t other = 0; other < index; ++other)
    for (application::State state : transition.from) {
      const application::Transition& before = pack.workflow.transitions[other];
      if (before.action == transition.action && std::ranges::find(before.from, state) != before.from.end())
        findings.error(
            "duplicate_action", pointer + "/action",
            tr("Действие «{}» из состояния «{}» уже описано", transition.action, application::code_of(state)));
    }
}

}  // namespace

void check_workflow(const Pack& pack, FormulaCheck& formulas, Findings& findings) {
  const application::Workflow& workflow = pack.workflow;
  if (!workflow.knows(workflow.initial))
    findings.error("unused_state", "/workflow/initial", tr("Начальное состояние не названо в workflow.states"));
  if (!application::is_number_format(workflow.number_format))
    findings.error("bad_number_format", "/workflow/number_format",
                   tr("В формате номера должно быть место для числа, например {number:4}"));
  check_states(workflow, workflow.applicant.states, "/workflow/applicant/states", findings);
  check_states(workflow, workflow.staff.states, "/workflow/staff/states", findings);
  check_roles(workflow.applicant.roles, "/workflow/applicant/roles", findings);
  for (std::size_t i = 0; i < workflow.transitions.size(); ++i) check_transition(pack, i, formulas, findings);
  check_reach(workflow, findings);
}

}  // namespace pochin::practice
