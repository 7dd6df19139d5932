// What the events of applications and of ideas have in common: how they begin, and what they write as JSON.
#pragma once

#include <optional>

#include "shared/application/decide.h"
#include "shared/application/link.h"
#include "shared/base/json.h"

namespace pochin::application {

// The next of the object's history: nothing has moved yet.
template <class Event, class Object>
Event next_event(const Object& object, const Actor& actor, decltype(Event::kind) kind, Instant now) {
  Event event;
  event.seq = object.version + 1;
  event.at = now;
  event.kind = kind;
  event.actor_id = actor.id;
  event.actor = actor.name;
  event.from = event.to = object.state;
  return event;
}

void put(Json& json, const char* key, const std::string& text);  // nothing for an empty text

// What every event carries; the rest is added by its own to_json() and read by its own from_json().
template <class Event>
Json head_json(const Event& event) {
  Json json = {{"seq", event.seq},
               {"at", format_instant(event.at)},
               {"kind", code_of(event.kind)},
               {"actor", event.actor},
               {"role", event.role},
               {"action", event.action},
               {"title", event.title},
               {"from", code_of(event.from)},
               {"to", code_of(event.to)},
               {"comment", event.comment}};
  put(json, "actor_id", event.actor_id);
  put(json, "municipality", event.municipality);
  return json;
}

template <class Event>
void read_head(const Json& json, Event& event) {
  event.seq = get_int(json, "seq");
  event.actor_id = get_string(json, "actor_id");
  event.actor = get_string(json, "actor");
  event.role = get_string(json, "role");
  event.action = get_string(json, "action");
  event.title = get_string(json, "title");
  event.comment = get_string(json, "comment");
  event.municipality = get_string(json, "municipality");
}

Json link_json(const Link& link);
std::optional<Link> link_from(const Json& json);

}  // namespace pochin::application
