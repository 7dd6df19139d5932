// How a proposal goes on as another one (domain.md §2.1): an idea becomes an initiative project or an application, an
// initiative project an application, an application that was not selected is copied into the next cycle. Both sides get
// an event with a link to the other.
#pragma once

#include <expected>
#include <string>
#include <vector>

#include "shared/application/application.h"
#include "shared/application/decide.h"
#include "shared/application/idea.h"
#include "shared/application/workflow.h"
#include "shared/form/schema.h"

namespace pochin::application {

// What did not fit into the new form, for the person who goes on with it.
struct Dropped {
  std::string field;   // path in the old form: "plan", "plan/due"
  std::string label;   // «Календарный план: Срок»
  std::string reason;  // «в новой форме такого поля нет»
  bool operator==(const Dropped&) const = default;
};

struct Carried {
  form::Answers answers;
  std::vector<Dropped> dropped;  // in the order of the old form
  std::vector<Dropped> changed;  // taken, but to be looked at; paths and labels of the new form
};

// The answers that the new form can take: of fields with the same id (or mapped by `fields`) and a kind that can hold
// them. Files go by reference. What the staff wrote stays behind and is not listed. O(answers + fields²).
Carried carry(const form::Form& from, const form::Answers& answers, const form::Form& to,
              const std::vector<Conversion::FieldMap>& fields = {});

// What is to be made: `id` is fresh, the workflow and the form are those of the pack version.
struct Target {
  std::string id, practice, pack_version;
  const Workflow& workflow;
  const form::Form& form;
};

template <class SourceEvent>
struct Converted {
  Event created;       // the first event of the new one, with its answers
  SourceEvent source;  // the next event of the old one
  std::vector<Dropped> dropped, changed;
};

// By Target.workflow.conversion(Track::idea); the new one is made in the municipality of the idea by the actor.
// Refusals: unknown_action (the practice does not take it), wrong_state, not_allowed.
std::expected<Converted<IdeaEvent>, Refusal> convert(const Idea& idea, const Target& target, const Actor& actor,
                                                     Instant now);

// By Target.workflow.conversion(track of the source): to another track it became, and the answers are carried; to its
// own it is a copy for the next cycle, and the forms say what is taken, under which name, and what is asked anew
// (form/copy.h). Once only: a source that has become something is refused with wrong_state.
std::expected<Converted<Event>, Refusal> convert(const Application& source, Track track, const form::Form& form,
                                                 const Target& target, const Actor& actor, Instant now);

}  // namespace pochin::application
