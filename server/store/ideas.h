// Ideas of residents: their history, and who supports them. Functions throw SQLite::Exception.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/page.h"
#include "shared/application/idea.h"

namespace pochin::server {

// Writes the row of the idea as `event` made it, and the event; false when the stored version is not the one before.
bool store_idea(Db& db, const application::Idea& after, const application::IdeaEvent& event, std::int64_t author);
// Rebuilt from its events; nothing when there is none.
std::optional<application::Idea> idea(Db& db, std::string_view id);
std::vector<application::IdeaEvent> idea_history(Db& db, std::string_view id);
std::int64_t idea_author(Db& db, std::string_view id);
std::int64_t count_of_ideas(Db& db, std::int64_t person, const std::vector<application::IdeaState>& states);

// Which ideas are wanted; what is empty does not limit.
struct IdeaQuery {
  std::vector<application::IdeaState> states = {};
  std::string municipality = {};
  std::int64_t author = 0;
  std::string words = {};  // in the title and the municipality
};
struct IdeaLine {
  std::string id = {};
  std::int64_t key = 0;
};
// By when they were published or, before that, changed: the latest first.
Paged<IdeaLine> ideas(Db& db, const IdeaQuery& query, const Page& page);
// Those that collect support, the longest of them first.
struct PublishedIdea {
  std::string id;
  Instant published;
};
std::vector<PublishedIdea> published_ideas(Db& db);

// One person supports an idea once; false when they do already (do not any more).
bool add_supporter(Db& db, std::string_view idea, std::int64_t person, Instant now);
bool remove_supporter(Db& db, std::string_view idea, std::int64_t person);
std::int64_t supporters(Db& db, std::string_view idea);
bool supports(Db& db, std::string_view idea, std::int64_t person);
// Those of an idea that was merged speak for the other one; who supported both counts once.
void move_supporters(Db& db, std::string_view from, std::string_view to);

}  // namespace pochin::server
