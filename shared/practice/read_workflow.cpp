#include "shared/base/tr.h"
#include "shared/practice/read.h"

namespace pochin::practice {
namespace {

std::optional<application::State> read_state(Object& object, std::string_view key, const std::string& code) {
  if (const auto state = application::state_from(code)) return state;
  std::vector<std::string> known;
  for (const application::StateInfo& each : application::all_states()) known.emplace_back(each.code);
  const std::string near = nearest(code, known);
  object.wrong(key, "unknown_state",
               near.empty() ? tr("Неизвестное состояние «{}»", code)
                            : tr("Неизвестное состояние «{}». Возможно, имелось в виду «{}»", code, near));
  return std::nullopt;
}

std::vector<application::State> read_states(Object& object, std::string_view key) {
  std::vector<application::State> states;
  for (const std::string& code : object.texts(key))
    if (const auto state = read_state(object, key, code)) states.push_back(*state);
  return states;
}

application::Editing read_editing(Object& workflow, std::string_view key) {
  application::Editing editing;
  workflow.with(key, [&](Object& object) {
    editing.states = read_states(object, "states");
    editing.roles = object.texts("roles");
  });
  return editing;
}

application::Transition read_transition(const Json& json, const std::string& pointer, Findings& findings) {
  Object object(json, pointer, findings);
  application::Transition transition;
  transition.action = object.needed_text("action");
  transition.title = object.needed_text("title");
  object.need("from");
  transition.from = read_states(object, "from");
  if (object.has("to")) transition.to = read_state(object, "to", object.text("to"));
  object.need("roles");
  transition.roles = object.texts("roles");
  transition.primary = object.flag("primary");
  transition.needs_comment = object.flag("needs_comment");
  transition.needs_remarks = object.flag("needs_remarks");
  transition.needs_valid_form = object.flag("needs_valid_form");
  transition.needs_open_intake = object.flag("needs_open_intake");
  transition.gives_number = object.flag("gives_number");
  transition.guard = object.formula("guard");
  transition.guard_message = object.text("guard_message");
  transition.notice = object.text("notice");
  transition.told = object.text("told");
  transition.done = object.needed_text("done");
  transition.law = object.text("law");
  object.ignore("note");
  object.done();
  return transition;
}

}  // namespace

void read_workflow(Object& pack, application::Workflow& workflow, Findings& findings) {
  pack.need("workflow");
  pack.with("workflow", [&](Object& object) {
    const std::string initial = object.needed_text("initial");
    if (!initial.empty()) workflow.initial = read_state(object, "initial", initial).value_or(application::State::draft);
    object.need("states");
    workflow.states = read_states(object, "states");
    workflow.number_format = object.needed_text("number_format");
    workflow.applicant = read_editing(object, "applicant");
    workflow.staff = read_editing(object, "staff");
    object.need("transitions");
    object.each("transitions", [&](const Json& item, const std::string& pointer) {
      workflow.transitions.push_back(read_transition(item, pointer, findings));
    });
  });
}

}  // namespace pochin::practice
