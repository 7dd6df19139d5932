// The idea of one resident (domain.md §2.1 В, §2.2): draft → submitted → moderation → published → merged | supported |
// rejected | expired → converted. The same for every practice, so its moves are a catalogue here and no pack.
#pragma once

#include <cstdint>
#include <expected>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/application/decide.h"
#include "shared/application/link.h"
#include "shared/base/instant.h"
#include "shared/base/result.h"
#include "shared/form/answers.h"

namespace pochin::application {

enum class IdeaState { draft, submitted, moderation, published, merged, supported, rejected, expired, converted };

struct IdeaStateInfo {
  IdeaState state;
  std::string_view code;   // "published"
  std::string_view title;  // «Опубликована»
  Tone tone;
  bool final;
  bool is_public;
};
std::span<const IdeaStateInfo> all_idea_states();
const IdeaStateInfo& info(IdeaState state);
std::string_view code_of(IdeaState state);
std::optional<IdeaState> idea_state_from(std::string_view code);

// What a resident tells. The place is a point of the map as text, "61.78,34.36", or an address.
struct IdeaText {
  std::string title, problem, place, category;
  form::Files photos;
  bool operator==(const IdeaText&) const = default;
};

struct IdeaMove {
  std::string_view action;  // "publish"
  std::string_view title;   // «Опубликовать»
  std::string_view done;    // «Идея опубликована»
  IdeaState from, to;
  std::string_view role;       // "author", "moderator", kClockRole
  bool needs_text = false;     // title, problem and place must be filled
  bool needs_comment = false;  // a reason
  bool needs_other = false;    // the idea it is merged into
};
std::span<const IdeaMove> idea_moves();

enum class IdeaEventKind { created, changed, moved, converted };
std::string_view code_of(IdeaEventKind kind);

// Append-only, as the events of an application.
struct IdeaEvent {
  int64_t seq = 0;
  Instant at;
  IdeaEventKind kind = IdeaEventKind::moved;
  std::string actor_id, actor, role;
  std::string action, title;
  IdeaState from = IdeaState::draft, to = IdeaState::draft;
  std::string comment;
  std::optional<IdeaText> text;         // created and changed
  std::optional<Link> link;             // what it was merged into or became
  std::string idea, municipality = {};  // created only
  bool operator==(const IdeaEvent&) const = default;
};

struct Idea {
  std::string id, municipality;
  std::string author_id, author;
  IdeaState state = IdeaState::draft;
  IdeaText text;
  std::vector<Link> links;
  int64_t version = 0;
  Instant created_at, updated_at;
  std::optional<Instant> published_at;
  bool operator==(const Idea&) const = default;
};

IdeaEvent create_idea(std::string id, std::string municipality, const Actor& author, IdeaText text, Instant now);
// Of the author, while it is a draft.
std::expected<IdeaEvent, Refusal> change_idea(const Idea& idea, const Actor& actor, IdeaText text, Instant now);
// `other` is the idea it is merged into; anything else ignores it.
std::expected<IdeaEvent, Refusal> decide_idea(const Idea& idea, const Actor& actor, std::string_view action,
                                              std::string_view comment, std::string_view other, Instant now);

void apply(Idea& idea, const IdeaEvent& event);
// Refuses an event that does not fit, with its place "events/3", as replay() of an application does; a move must also
// be one of the catalogue.
Result<Idea> replay(const std::vector<IdeaEvent>& events);

nlohmann::json to_json(const IdeaEvent& event);
Result<IdeaEvent> idea_event_from_json(const nlohmann::json& json);

}  // namespace pochin::application
