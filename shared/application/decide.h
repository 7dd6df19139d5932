// What may be done with an application, by whom, and what comes of it. Pure: the server stores the event it gets,
// the client shows the actions it gets.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "shared/application/application.h"
#include "shared/application/workflow.h"
#include "shared/form/validate.h"

namespace pochin::application {

struct Actor {
  std::string id;
  std::string name;                // as the history shows it
  std::vector<std::string> roles;  // those that hold for this very application (scope already checked)
};

struct Rules {
  const Workflow& workflow;
  const form::Form& form;
  const form::Facts& facts;
  bool intake_open = true;
  const calendar::ProductionCalendar* calendar = nullptr;  // of the guards and conditions; nothing = weekends only
};

struct RemarkInput {
  std::string field;
  std::string text;
};

struct ActionInput {
  std::string comment = {};
  std::vector<RemarkInput> remarks = {};
  int64_t next_number = 0;  // the registration number to give if this action gives one
};

// Why an action is refused. `problems` carries the fields that are in the way.
struct Refusal {
  enum class Code {
    unknown_action,
    wrong_state,
    not_allowed,
    intake_closed,
    guard,
    comment_needed,
    remarks_needed,
    unknown_field,
    invalid
  };
  Code code = Code::not_allowed;
  std::string message;
  std::vector<form::Problem> problems;
};
std::string_view code_of(Refusal::Code code);

// `id` is a fresh identifier. The event is number 1.
Event create(std::string id, std::string practice, std::string pack_version, std::string municipality,
             const Actor& actor, const Workflow& workflow, Instant now);

// The event of saving answers. Refused when the state or the actor forbids it; only fields the actor may fill. What a
// member of staff fills must be whole at once: points by hand are not saved without the reason the form asks for.
std::expected<Event, Refusal> change_answers(const Application& application, const Rules& rules, const Actor& actor,
                                             form::Answers set, std::vector<std::string> unset, Instant now);

std::expected<Event, Refusal> decide(const Application& application, const Rules& rules, const Actor& actor,
                                     std::string_view action, const ActionInput& input, Instant now);

std::expected<Event, Refusal> resolve_remark(const Application& application, const Rules& rules, const Actor& actor,
                                             std::string_view remark, Instant now);

// The actions of this actor now, in the order of the pack. A guard or an unfinished form does not hide an action:
// decide() then says what is missing.
std::vector<const Transition*> allowed_actions(const Application& application, const Workflow& workflow,
                                               const Actor& actor);
bool can_edit(const Application& application, const Workflow& workflow, const Actor& actor);

}  // namespace pochin::application
