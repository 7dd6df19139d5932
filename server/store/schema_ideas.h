// Ideas of residents with their history and their supporters.
#pragma once

namespace pochin::server {

inline constexpr const char* kIdeas = R"sql(
CREATE TABLE ideas (
  id TEXT PRIMARY KEY,
  municipality TEXT NOT NULL REFERENCES territories (id),
  author_id INTEGER NOT NULL REFERENCES people (id),
  state TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  title TEXT NOT NULL,
  updated_at INTEGER NOT NULL,
  published_at INTEGER
) STRICT;
CREATE INDEX ideas_by_state ON ideas (state, published_at);
CREATE INDEX ideas_by_author ON ideas (author_id);

CREATE TABLE idea_events (
  idea TEXT NOT NULL REFERENCES ideas (id),
  seq INTEGER NOT NULL CHECK (seq > 0),
  at INTEGER NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body)),
  PRIMARY KEY (idea, seq)
) STRICT;
CREATE TRIGGER idea_events_never_change BEFORE UPDATE ON idea_events
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER idea_events_never_go BEFORE DELETE ON idea_events
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;

CREATE TABLE idea_supporters (
  idea TEXT NOT NULL REFERENCES ideas (id),
  person_id INTEGER NOT NULL REFERENCES people (id),
  at INTEGER NOT NULL,
  PRIMARY KEY (idea, person_id)
) STRICT;
)sql";

}  // namespace pochin::server
