// What may be done with an application, by whom, and what comes of it. Pure: the server stores the event it gets,
// the client shows the actions it gets.
#pragma once

#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/application/application.h"
#include "shared/application/deadlines.h"
#include "shared/application/workflow.h"
#include "shared/form/validate.h"
#include "shared/law/refusal.h"

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
  std::span<const law::RefusalGround> grounds = {};  // of the practice
  const Clock* clock = nullptr;                      // without it no automatic transition is made

  // Of the guards and conditions; null = weekends only.
  const calendar::ProductionCalendar* working_days() const { return clock ? &clock->calendar : nullptr; }
};

struct RemarkInput {
  std::string field;
  std::string text;
};

struct ActionInput {
  std::string comment = {};
  std::vector<RemarkInput> remarks = {};
  int64_t next_number = 0;  // the registration number to give if this action gives one
  std::string ground = {};  // code of the ground of refusal
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
    ground_needed,      // a refusal without a ground, or with one that is not of the list
    refinement_needed,  // the ground obliges to offer refinement first
    document_missing,   // `problems` are the file fields
    too_early,          // the clock makes this move when the time is over
    unknown_field,
    invalid
  };
  Code code = Code::not_allowed;
  std::string message;
  std::vector<form::Problem> problems;
};
std::string_view code_of(Refusal::Code code);

// Which of the wanted roles the actor has for what `author_id` made; "" = none.
std::string acting_role(std::string_view author_id, const Actor& actor, const std::vector<std::string>& wanted);
// Who makes automatic transitions: «Портал».
Actor clock_actor();

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
// Whether this actor may answer this very field now: of the applicant's fields, or of the staff's. Refusals:
// not_allowed, wrong_state.
std::expected<void, Refusal> may_fill(const Application& application, const Workflow& workflow, const form::Form& form,
                                      const form::Field& field, const Actor& actor);
// Whether the actor may begin an application of this workflow: who could not fill it in begins none. The roles are
// those that hold in its municipality. Refusal: not_allowed, with those who may.
std::expected<void, Refusal> may_start(const Workflow& workflow, const Actor& actor);

}  // namespace pochin::application
