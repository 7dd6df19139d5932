// Events as JSON: what the store keeps and what a replay reads back.
#include <array>
#include <nlohmann/json.hpp>
#include <utility>

#include "shared/application/application.h"
#include "shared/application/event_parts.h"
#include "shared/base/tr.h"

namespace pochin::application {
namespace {

constexpr std::array<std::pair<EventKind, std::string_view>, 5> kKinds = {{
    {EventKind::created, "created"},
    {EventKind::answers_changed, "answers_changed"},
    {EventKind::moved, "moved"},
    {EventKind::remark_resolved, "remark_resolved"},
    {EventKind::linked, "linked"},
}};

Result<Instant> time_at(const Json& json, std::string_view key) { return parse_instant(get_string(json, key)); }

Result<Remark> remark_from(const Json& json) {
  Remark remark;
  remark.id = get_string(json, "id");
  remark.field = get_string(json, "field");
  remark.text = get_string(json, "text");
  remark.author = get_string(json, "author");
  remark.resolved = get_bool(json, "resolved");
  const auto at = time_at(json, "at");
  if (!at) return std::unexpected(at.error());
  remark.at = *at;
  if (json.contains("resolved_at")) {
    const auto resolved = time_at(json, "resolved_at");
    if (!resolved) return std::unexpected(resolved.error());
    remark.resolved_at = *resolved;
  }
  return remark;
}

std::vector<std::string> texts_of(const Json& json, std::string_view key) {
  std::vector<std::string> texts;
  for (const Json& item : get_array(json, key))
    if (item.is_string()) texts.push_back(item.get<std::string>());
  return texts;
}

}  // namespace

std::string_view code_of(EventKind kind) {
  for (const auto& [each, code] : kKinds)
    if (each == kind) return code;
  return {};
}

Json to_json(const Remark& remark) {
  Json json = {{"id", remark.id},         {"field", remark.field},           {"text", remark.text},
               {"author", remark.author}, {"at", format_instant(remark.at)}, {"resolved", remark.resolved}};
  if (remark.resolved_at) json["resolved_at"] = format_instant(*remark.resolved_at);
  return json;
}

Json to_json(const Event& event) {
  Json json = head_json(event);
  put(json, "number", event.number);
  put(json, "application", event.application);
  put(json, "practice", event.practice);
  put(json, "pack_version", event.pack_version);
  for (const Remark& remark : event.remarks) json["remarks"].push_back(to_json(remark));
  for (const std::string& id : event.resolved) json["resolved"].push_back(id);
  if (!event.set.empty()) json["set"] = form::to_json(event.set);
  for (const std::string& field : event.unset) json["unset"].push_back(field);
  put(json, "ground", event.ground);
  if (event.refinement) json["refinement"] = true;
  if (event.link) json["link"] = link_json(*event.link);
  return json;
}

Result<Event> event_from_json(const form::Form& form, const Json& json) {
  Event event;
  read_head(json, event);
  const auto at = time_at(json, "at");
  if (!at) return std::unexpected(at.error());
  event.at = *at;
  const std::string kind = get_string(json, "kind");
  bool known = false;
  for (const auto& [each, code] : kKinds) {
    if (code != kind) continue;
    event.kind = each;
    known = true;
  }
  const auto from = state_from(get_string(json, "from"));
  const auto to = state_from(get_string(json, "to"));
  if (!known || !from || !to) return fail("broken_event", std::string(tr("Событие истории не читается")));
  event.from = *from;
  event.to = *to;
  event.number = get_string(json, "number");
  event.application = get_string(json, "application");
  event.practice = get_string(json, "practice");
  event.pack_version = get_string(json, "pack_version");
  for (const Json& item : get_array(json, "remarks")) {
    auto remark = remark_from(item);
    if (!remark) return std::unexpected(remark.error());
    event.remarks.push_back(std::move(*remark));
  }
  event.resolved = texts_of(json, "resolved");
  event.unset = texts_of(json, "unset");
  event.ground = get_string(json, "ground");
  event.refinement = get_bool(json, "refinement");
  if (json.contains("link")) {
    event.link = link_from(json.at("link"));
    if (!event.link) return fail("broken_event", std::string(tr("Связь в событии истории не читается")), "link");
  }
  if (json.contains("set")) {
    auto set = form::answers_from_json(form, json.at("set"));
    if (!set) return std::unexpected(set.error());
    event.set = std::move(*set);
  }
  return event;
}

}  // namespace pochin::application
