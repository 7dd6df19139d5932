#include "server/store/ideas.h"

#include "server/store/instants.h"
#include "shared/base/json.h"

namespace pochin::server {
namespace {

std::string id_of(const Row& row) { return row.text(0); }

std::string codes_of(const std::vector<application::IdeaState>& states) {
  Json codes = Json::array();
  for (const application::IdeaState state : states) codes.push_back(code_of(state));
  return codes.dump();
}

}  // namespace

bool store_idea(Db& db, const application::Idea& after, const application::IdeaEvent& event, std::int64_t author) {
  const std::string_view state = code_of(after.state);
  if (event.seq == 1) {
    db.run(
        "INSERT INTO ideas (id, municipality, author_id, state, version, title, updated_at) VALUES (?, ?, ?, ?, 1, ?, "
        "?)",
        after.id, after.municipality, author, state, after.text.title, stored(event.at));
  } else if (db.run("UPDATE ideas SET state = ?, version = ?, title = ?, updated_at = ?, published_at = ? "
                    "WHERE id = ? AND version = ?",
                    state, after.version, after.text.title, stored(event.at), stored(after.published_at), after.id,
                    event.seq - 1) != 1) {
    return false;
  }
  db.run("INSERT INTO idea_events (idea, seq, at, body) VALUES (?, ?, ?, ?)", after.id, event.seq, stored(event.at),
         to_json(event).dump());
  return true;
}

std::vector<application::IdeaEvent> idea_history(Db& db, std::string_view id) {
  std::vector<application::IdeaEvent> events;
  for (const std::string& body : db.all("SELECT body FROM idea_events WHERE idea = ? ORDER BY seq", id_of, id))
    if (auto event = application::idea_event_from_json(stored_json(body))) events.push_back(*std::move(event));
  return events;
}

std::optional<application::Idea> idea(Db& db, std::string_view id) {
  const auto events = idea_history(db, id);
  if (events.empty()) return std::nullopt;
  auto made = application::replay(events);
  if (!made) return std::nullopt;
  return *std::move(made);
}

std::int64_t idea_author(Db& db, std::string_view id) {
  return db.count("SELECT author_id FROM ideas WHERE id = ?", id);
}

std::int64_t count_of_ideas(Db& db, std::int64_t person, const std::vector<application::IdeaState>& states) {
  return db.count("SELECT count(*) FROM ideas WHERE author_id = ? AND state IN (SELECT value FROM json_each(?))",
                  person, codes_of(states));
}

Paged<IdeaLine> ideas(Db& db, const IdeaQuery& query, const Page& page) {
  constexpr std::string_view kWanted =
      "FROM ideas i JOIN territories t ON t.id = i.municipality "
      "WHERE (?1 = '[]' OR i.state IN (SELECT value FROM json_each(?1))) AND (?2 = '' OR i.municipality = ?2) "
      "AND (?3 = 0 OR i.author_id = ?3) AND (?4 = '' OR found(?4, i.title || ' ' || t.name)) ";
  const std::string states = codes_of(query.states);
  auto lines = db.all(
      "SELECT i.id, coalesce(i.published_at, i.updated_at) AS key " + std::string(kWanted) +
          "AND (coalesce(i.published_at, i.updated_at), i.id) < (?5, ?6) ORDER BY key DESC, i.id DESC LIMIT ?7",
      [](const Row& row) {
        return IdeaLine{row.text(0), row.integer(1)};
      },
      states, query.municipality, query.author, query.words, page.after.key, page.after.id, asked_for(page));
  const std::int64_t total =
      db.count("SELECT count(*) " + std::string(kWanted), states, query.municipality, query.author, query.words);
  return page_made(std::move(lines), page, total, [](const IdeaLine& line) { return Place{line.key, line.id}; });
}

std::vector<PublishedIdea> published_ideas(Db& db) {
  return db.all("SELECT id, published_at FROM ideas WHERE state = 'published' ORDER BY published_at, id",
                [](const Row& row) {
                  return PublishedIdea{row.text(0), instant(row, 1)};
                });
}

bool add_supporter(Db& db, std::string_view idea, std::int64_t person, Instant now) {
  return db.run("INSERT OR IGNORE INTO idea_supporters (idea, person_id, at) VALUES (?, ?, ?)", idea, person,
                stored(now)) == 1;
}

bool remove_supporter(Db& db, std::string_view idea, std::int64_t person) {
  return db.run("DELETE FROM idea_supporters WHERE idea = ? AND person_id = ?", idea, person) == 1;
}

std::int64_t supporters(Db& db, std::string_view idea) {
  return db.count("SELECT count(*) FROM idea_supporters WHERE idea = ?", idea);
}

bool supports(Db& db, std::string_view idea, std::int64_t person) {
  return db.count("SELECT count(*) FROM idea_supporters WHERE idea = ? AND person_id = ?", idea, person) > 0;
}

void move_supporters(Db& db, std::string_view from, std::string_view to) {
  db.run(
      "INSERT OR IGNORE INTO idea_supporters (idea, person_id, at) SELECT ?, person_id, at FROM idea_supporters "
      "WHERE idea = ?",
      to, from);
}

}  // namespace pochin::server
