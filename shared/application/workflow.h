// Which actions a practice knows: read from the pack, never code.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/application/link.h"
#include "shared/application/state.h"
#include "shared/base/instant.h"
#include "shared/calendar/term.h"
#include "shared/form/schema.h"

namespace pochin::application {

// A file field that must be filled before the action: «Протокол собрания». Not asked for while the field is hidden.
struct Document {
  std::string field;
  std::string title;
};

// Who is told of a transition. `officials` are those who may act next.
enum class Recipient { author, officials, municipality, centre, experts, commission, finance, residents, payers };
std::string_view code_of(Recipient recipient);
std::optional<Recipient> recipient_from(std::string_view code);

struct Notice {
  Recipient to = Recipient::officials;
  std::string text;  // template; besides formulas {number}, {title}, {municipality}, {comment}, {ground}, {deadline}
};

// By when the transition is to be made (domain.md §2.3). It runs in the rule's states and stands while the
// application is returned from one of them.
struct DeadlineRule {
  enum class Start {
    entered,     // the day the application came into these states
    submitted,   // its first submission
    registered,  // in the region
    fixed        // no term but a moment: a local date and time, or the end of a stage
  };
  std::string title;  // what has to be done
  Start start = Start::entered;
  calendar::Term term;           // not for fixed
  std::optional<Instant> at;     // fixed only
  std::vector<State> states;     // where it runs; empty = where the transition begins
  std::vector<std::string> who;  // roles that must act; empty = those of the transition
  bool automatic = false;        // when it is over the clock makes the transition, and nobody may before
  bool at_least = false;         // «не менее»: the time belongs to those who answer
  std::string law;               // id of the legal basis
};
std::optional<DeadlineRule::Start> start_from(std::string_view code);  // "entered", "submitted", "registered"

// The role of the clock in automatic transitions.
inline constexpr std::string_view kClockRole = "service_account";

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
  bool offers_refinement = false;  // the initiators are offered to refine the project jointly (131-ФЗ ст. 26.1 ч. 8)
  std::vector<Document> documents;
  // Codes of the practice's grounds of refusal of which one must be named; empty = it is no refusal.
  std::vector<std::string> grounds;
  std::optional<DeadlineRule> deadline;
  formula::Formula guard;     // over answers and facts; empty = always
  std::string guard_message;  // why not, when the guard is false
  std::vector<Notice> notices;
  std::string told;  // what the applicant is told, template
  std::string done;  // how the history says it: «Заявка подана в администрацию»
  std::string law;   // id of the legal basis in the pack

  bool automatic() const { return deadline && deadline->automatic; }
  bool begins_in(State state) const;
};

// Who may change answers, and in which states.
struct Editing {
  std::vector<State> states;
  std::vector<std::string> roles;
};

// How a proposal of another track becomes an application of this workflow.
struct Conversion {
  enum class Number { fresh, keep };  // keep: the number of the source goes on
  struct FieldMap {
    std::string from, to;
  };
  Track from = Track::idea;
  std::string title;               // «Подготовить проект из идеи»
  std::vector<State> states;       // of an application that may be converted; an idea must be supported
  std::vector<std::string> roles;  // who may; "author" = the author of the source
  Number number = Number::fresh;
  std::vector<FieldMap> fields;  // the fields of an idea: title, problem, place, photos
};

// Sections of the staff that others fill than the staff in general, or at another time: the municipality its contract
// and its acts.
struct SectionEditing {
  std::string section;
  Editing editing;
};

struct Workflow {
  Track track = Track::application;
  State initial = State::draft;
  std::vector<State> states;
  std::vector<State> final_states;  // where a life may end besides the exits and the archive
  Editing applicant;                // the fields of the form
  Editing staff;                    // fields with Privacy::staff
  std::vector<SectionEditing> sections;
  std::vector<Transition> transitions;
  std::vector<Conversion> conversions;
  std::string number_format;  // "ППМИ-2027-{number:4}"

  const Transition* find(std::string_view action, State from) const;
  bool knows(State state) const;
  bool is_final(State state) const;
  const Conversion* conversion(Track from) const;
  // Who fills the fields of this section of the staff, and when.
  const Editing& staff_of(std::string_view section) const;
};

// "ППМИ-2027-{number:4}", 1 → "ППМИ-2027-0001".
std::string registration_number(std::string_view format, int64_t number);
bool is_number_format(std::string_view format);

}  // namespace pochin::application
