// Whether an application can get everywhere its workflow names, and never stands where nobody can move it.
#include <algorithm>

#include "shared/base/tr.h"
#include "shared/practice/check.h"

namespace pochin::practice {
namespace {

using application::State;
using application::Workflow;

// Where a transition may lead: without `to` back to each state that returns.
std::vector<State> targets(const Workflow& workflow, const application::Transition& transition) {
  if (transition.to) return {*transition.to};
  std::vector<State> back;
  for (const auto& each : workflow.transitions)
    if (each.to == State::returned_for_revision) back.insert(back.end(), each.from.begin(), each.from.end());
  return back;
}

std::vector<State> reached(const Workflow& workflow) {
  std::vector<State> found = {workflow.initial};
  for (std::size_t i = 0; i < found.size(); ++i)
    for (const auto& each : workflow.transitions) {
      if (!each.begins_in(found[i])) continue;
      for (State to : targets(workflow, each))
        if (std::ranges::find(found, to) == found.end()) found.push_back(to);
    }
  return found;
}

}  // namespace

void check_reach(const Workflow& workflow, Findings& findings) {
  const std::vector<State> found = reached(workflow);
  for (std::size_t i = 0; i < workflow.states.size(); ++i) {
    const State state = workflow.states[i];
    const std::string pointer = step("/workflow/states", i);
    if (std::ranges::find(found, state) == found.end())
      findings.error("unreachable_state", pointer,
                     tr("В состояние «{}» ничего не ведёт", application::title_of(state)));
    const bool left =
        std::ranges::any_of(workflow.transitions, [&](const auto& each) { return each.begins_in(state); });
    if (!left && !workflow.is_final(state))
      findings.error("dead_end", pointer,
                     tr("Из состояния «{}» нет выхода: добавьте действие или назовите состояние в workflow.final",
                        application::title_of(state)));
  }
}

}  // namespace pochin::practice
