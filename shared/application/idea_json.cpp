// Events of ideas as JSON: what the store keeps and what a replay reads back.
#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>

#include "shared/application/event_parts.h"
#include "shared/application/idea.h"
#include "shared/base/tr.h"

namespace pochin::application {
namespace {

constexpr std::pair<IdeaEventKind, std::string_view> kKinds[] = {{IdeaEventKind::created, "created"},
                                                                 {IdeaEventKind::changed, "changed"},
                                                                 {IdeaEventKind::moved, "moved"},
                                                                 {IdeaEventKind::converted, "converted"}};

// Photos are an answer of a file field.
form::Field photos_field() {
  form::Field field;
  field.id = "photos";
  field.kind = form::Kind::files;
  return field;
}

Json text_json(const IdeaText& text) {
  return {{"title", text.title},
          {"problem", text.problem},
          {"place", text.place},
          {"category", text.category},
          {"photos", form::to_json(form::Answer(text.photos))}};
}

Result<IdeaText> text_from(const Json& json) {
  IdeaText text{get_string(json, "title"),
                get_string(json, "problem"),
                get_string(json, "place"),
                get_string(json, "category"),
                {}};
  const auto photos = form::answer_from_json(photos_field(), get(json, "photos"));
  if (!photos) return std::unexpected(photos.error());
  if (const auto* files = std::get_if<form::Files>(&*photos)) text.photos = *files;
  return text;
}

}  // namespace

std::string_view code_of(IdeaEventKind kind) {
  for (const auto& [each, code] : kKinds)
    if (each == kind) return code;
  return {};
}

Json to_json(const IdeaEvent& event) {
  Json json = head_json(event);
  put(json, "idea", event.idea);
  if (event.text) json["text"] = text_json(*event.text);
  if (event.link) json["link"] = link_json(*event.link);
  return json;
}

Result<IdeaEvent> idea_event_from_json(const Json& json) {
  const auto broken = [] { return fail("broken_event", std::string(tr("Событие истории не читается"))); };
  IdeaEvent event;
  read_head(json, event);
  const auto at = parse_instant(get_string(json, "at"));
  const auto from = idea_state_from(get_string(json, "from")), to = idea_state_from(get_string(json, "to"));
  const std::string kind = get_string(json, "kind");
  const auto* known = std::ranges::find(kKinds, kind, &std::pair<IdeaEventKind, std::string_view>::second);
  if (!at || !from || !to || known == std::end(kKinds)) return broken();
  event.at = *at;
  event.kind = known->first;
  event.from = *from;
  event.to = *to;
  event.idea = get_string(json, "idea");
  if (json.contains("text")) {
    auto text = text_from(json.at("text"));
    if (!text) return std::unexpected(text.error());
    event.text = std::move(*text);
  }
  if (json.contains("link")) {
    event.link = link_from(json.at("link"));
    if (!event.link) return broken();
  }
  return event;
}

}  // namespace pochin::application
