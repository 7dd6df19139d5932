// One application for all its life, and its history. The state is what the events say: apply() is the only way to
// change an application, and replaying its events gives the same object.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/application/link.h"
#include "shared/application/state.h"
#include "shared/base/instant.h"
#include "shared/base/result.h"
#include "shared/form/answers.h"
#include "shared/form/schema.h"

namespace pochin::application {

struct Remark {
  std::string id;
  std::string field;  // path, or empty for the whole application
  std::string text;
  std::string author;
  Instant at;
  bool resolved = false;
  std::optional<Instant> resolved_at;
  bool operator==(const Remark&) const = default;
};

// `linked`: it became or was copied into another one, whose own history begins with `created` and the link back.
enum class EventKind { created, answers_changed, moved, remark_resolved, linked };
std::string_view code_of(EventKind kind);

// Append-only. An event carries everything apply() needs; unused parts are empty.
struct Event {
  int64_t seq = 0;  // 1, 2, 3 … = the version of the application after it
  Instant at;
  EventKind kind = EventKind::moved;
  std::string actor_id;
  std::string actor;   // «Соколова А. В.»
  std::string role;    // in which role it was done
  std::string action;  // "create", "save", "submit" …
  std::string title;   // «Возвращена на доработку»
  State from = State::draft;
  State to = State::draft;
  std::string comment;
  std::string number;                 // given by this event
  std::vector<Remark> remarks;        // made by this event
  std::vector<std::string> resolved;  // ids
  form::Answers set;
  std::vector<std::string> unset;
  std::string ground;       // code of the ground of refusal
  bool refinement = false;  // the initiators were offered to refine the project
  std::optional<Link> link;
  // created only
  std::string application, practice, pack_version, municipality;
  bool operator==(const Event&) const = default;
};

// When the application came into a state.
struct Step {
  State state = State::draft;
  Instant at;
  bool operator==(const Step&) const = default;
};

struct Application {
  std::string id;
  std::string practice;
  std::string pack_version;
  std::string municipality;  // id of the territory
  std::string author_id;
  std::string author;
  std::string number;  // empty until it is given
  State state = State::draft;
  std::optional<State> returned_from;
  std::vector<Step> path;  // every state it has been in, the last is `state`
  std::string ground;      // why it was refused, while it is
  bool refinement_offered = false;
  std::vector<Link> links;
  int64_t version = 0;
  form::Answers answers;
  std::vector<Remark> remarks;
  Instant created_at, updated_at;
  std::optional<Instant> submitted_at;   // first submission: ties are broken by it
  std::optional<Instant> registered_at;  // in the region
  bool operator==(const Application&) const = default;

  int open_remarks() const;
};

// O(size of the event).
void apply(Application& application, const Event& event);
// Refuses an event that does not fit, with its place "events/3": a history that does not start with `created` or
// starts twice, skips a number, begins in another state than the application is in, moves without a move, or resolves
// a remark that is not open. O(size of all events).
Result<Application> replay(const std::vector<Event>& events);

nlohmann::json to_json(const Event& event);
nlohmann::json to_json(const Remark& remark);
// The form is the one of the pack version the application was written under.
Result<Event> event_from_json(const form::Form& form, const nlohmann::json& json);

}  // namespace pochin::application
