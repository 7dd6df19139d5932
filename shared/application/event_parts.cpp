#include "shared/application/event_parts.h"

namespace pochin::application {

void put(Json& json, const char* key, const std::string& text) {
  if (!text.empty()) json[key] = text;
}

Json link_json(const Link& link) {
  Json json = {{"relation", code_of(link.relation)}, {"track", code_of(link.track)}, {"id", link.id}};
  put(json, "number", link.number);
  return json;
}

std::optional<Link> link_from(const Json& json) {
  const auto relation = relation_from(get_string(json, "relation"));
  const auto track = track_from(get_string(json, "track"));
  if (!relation || !track) return std::nullopt;
  return Link{*relation, *track, get_string(json, "id"), get_string(json, "number")};
}

}  // namespace pochin::application
