// Which actions a practice knows: read from the pack, never code.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/application/state.h"
#include "shared/form/schema.h"

namespace pochin::application {

struct Transition {
  std::string action;  // "submit"
  std::string title;   // «Подать заявку»
  std::vector<State> from;
  // Nothing = back to the state the application was returned from.
  std::optional<State> to;
  std::vector<std::string> roles;  // codes of domain.md §9; "author" = whoever made the application
  bool primary = false;
  bool needs_comment = false;
  bool needs_remarks = false;
  bool needs_valid_form = false;   // the form must pass Level::submit
  bool needs_open_intake = false;  // the stage of intake must be open
  bool gives_number = false;       // the registration number, if there is none yet
  formula::Formula guard;          // over answers and facts; empty = always
  std::string guard_message;       // why not, when the guard is false
  std::string notice;              // to the officials, template
  std::string told;                // what the applicant is told, template
  std::string done;  // how the history says it: «Заявка подана в администрацию»
  std::string law;   // id of the legal basis in the pack
};

// Who may change answers, and in which states.
struct Editing {
  std::vector<State> states;
  std::vector<std::string> roles;
};

struct Workflow {
  State initial = State::draft;
  std::vector<State> states;
  Editing applicant;  // the fields of the form
  Editing staff;      // fields with Privacy::staff
  std::vector<Transition> transitions;
  std::string number_format;  // "ППМИ-2027-{number:4}"

  const Transition* find(std::string_view action, State from) const;
  bool knows(State state) const;
};

// "ППМИ-2027-{number:4}", 1 → "ППМИ-2027-0001".
std::string registration_number(std::string_view format, int64_t number);
bool is_number_format(std::string_view format);

}  // namespace pochin::application
