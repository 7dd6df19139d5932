#include "server/store/migrations.h"

#include <array>

#include "server/store/schema_audit.h"
#include "server/store/schema_erasure.h"
#include "server/store/schema_ideas.h"
#include "server/store/schema_identity.h"
#include "server/store/schema_jobs.h"
#include "server/store/schema_money.h"
#include "server/store/schema_review.h"
#include "server/store/schema_voting.h"

namespace pochin::server {
namespace {

// Times are Unix milliseconds (UTC), money is kopecks, ids given out on the wire are random text.
constexpr const char* kPeople = R"sql(
CREATE TABLE people (
  id INTEGER PRIMARY KEY,
  oid TEXT NOT NULL UNIQUE CHECK (length(oid) BETWEEN 1 AND 64),
  -- A resident who only looks around leaves no name here: it is filled for authors and staff.
  name TEXT NOT NULL DEFAULT '',
  short_name TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL
) STRICT;

CREATE TABLE staff_grants (
  id INTEGER PRIMARY KEY,
  oid TEXT NOT NULL,
  role TEXT NOT NULL,
  scope TEXT NOT NULL,
  title TEXT NOT NULL,
  -- When given, the person must also be a member of this organisation in ESIA at each login (esia.md section 4, 7).
  ogrn TEXT NOT NULL DEFAULT '',
  granted_by TEXT NOT NULL,
  granted_at INTEGER NOT NULL,
  revoked_at INTEGER,
  UNIQUE (oid, role, scope)
) STRICT;

CREATE TABLE sessions (
  id_hash BLOB PRIMARY KEY CHECK (length(id_hash) = 32),
  person_id INTEGER NOT NULL REFERENCES people (id),
  csrf TEXT NOT NULL CHECK (length(csrf) >= 32),
  name TEXT NOT NULL,
  short_name TEXT NOT NULL,
  -- Organisations ESIA named at this login: grants bound to an organisation hold only with it.
  organisations TEXT NOT NULL CHECK (json_valid(organisations)),
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  idle_ms INTEGER NOT NULL CHECK (idle_ms > 0),
  expires_at INTEGER NOT NULL,
  CHECK (expires_at > created_at)
) STRICT;
CREATE INDEX sessions_by_expiry ON sessions (expires_at);
CREATE INDEX sessions_by_person ON sessions (person_id);

CREATE TABLE login_attempts (
  state TEXT PRIMARY KEY CHECK (length(state) BETWEEN 16 AND 128),
  cookie_hash BLOB NOT NULL CHECK (length(cookie_hash) = 32),
  return_to TEXT NOT NULL CHECK (return_to LIKE '/%'),
  details TEXT NOT NULL CHECK (json_valid(details)),
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX login_attempts_by_expiry ON login_attempts (expires_at);
)sql";

constexpr const char* kPractices = R"sql(
CREATE TABLE region (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  body TEXT NOT NULL CHECK (json_valid(body))
) STRICT;

CREATE TABLE territories (
  id TEXT PRIMARY KEY,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('mo', 'mr', 'go', 'gp', 'sp')),
  name TEXT NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body))
) STRICT;

CREATE TABLE practices (
  id TEXT PRIMARY KEY,
  position INTEGER NOT NULL,
  current_version TEXT NOT NULL
) STRICT;

CREATE TABLE pack_versions (
  practice TEXT NOT NULL REFERENCES practices (id),
  version TEXT NOT NULL CHECK (length(version) BETWEEN 1 AND 40),
  pack TEXT NOT NULL CHECK (json_valid(pack)),
  published_at INTEGER NOT NULL,
  PRIMARY KEY (practice, version)
) STRICT;
CREATE TRIGGER pack_versions_are_frozen BEFORE UPDATE ON pack_versions
BEGIN SELECT RAISE(ABORT, 'a published pack version never changes'); END;
CREATE TRIGGER pack_versions_stay BEFORE DELETE ON pack_versions
BEGIN SELECT RAISE(ABORT, 'a published pack version never goes'); END;

CREATE TABLE number_counters (
  practice TEXT NOT NULL,
  year INTEGER NOT NULL,
  last INTEGER NOT NULL CHECK (last > 0),
  PRIMARY KEY (practice, year)
) STRICT;
)sql";

constexpr const char* kApplications = R"sql(
CREATE TABLE applications (
  id TEXT PRIMARY KEY,
  practice TEXT NOT NULL REFERENCES practices (id),
  pack_version TEXT NOT NULL,
  municipality TEXT NOT NULL REFERENCES territories (id),
  author_id INTEGER NOT NULL REFERENCES people (id),
  state TEXT NOT NULL,
  returned_from TEXT,
  -- The number of the last event.
  version INTEGER NOT NULL CHECK (version > 0),
  answers TEXT NOT NULL CHECK (json_valid(answers)),
  number TEXT UNIQUE,
  title TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  changed_by TEXT NOT NULL,
  submitted_at INTEGER,
  registered_at INTEGER,
  FOREIGN KEY (practice, pack_version) REFERENCES pack_versions (practice, version)
) STRICT;
CREATE INDEX applications_by_author ON applications (author_id, updated_at);
CREATE INDEX applications_by_municipality ON applications (municipality, state);
CREATE INDEX applications_by_practice ON applications (practice, state);

CREATE TABLE application_events (
  application TEXT NOT NULL REFERENCES applications (id),
  seq INTEGER NOT NULL CHECK (seq > 0),
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  actor TEXT NOT NULL,
  role TEXT NOT NULL,
  action TEXT NOT NULL,
  title TEXT NOT NULL,
  state_from TEXT NOT NULL,
  state_to TEXT NOT NULL,
  comment TEXT NOT NULL,
  -- The whole event: replaying them gives the application.
  body TEXT NOT NULL CHECK (json_valid(body)),
  PRIMARY KEY (application, seq)
) STRICT;
CREATE TRIGGER application_events_never_change BEFORE UPDATE ON application_events
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
CREATE TRIGGER application_events_never_go BEFORE DELETE ON application_events
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;

CREATE TABLE remarks (
  application TEXT NOT NULL REFERENCES applications (id),
  id TEXT NOT NULL,
  position INTEGER NOT NULL,
  field TEXT NOT NULL,
  text TEXT NOT NULL CHECK (length(text) > 0),
  author TEXT NOT NULL,
  at INTEGER NOT NULL,
  resolved_at INTEGER,
  PRIMARY KEY (application, id),
  UNIQUE (application, position)
) STRICT;

CREATE TABLE files (
  id TEXT PRIMARY KEY,
  application TEXT NOT NULL REFERENCES applications (id),
  field TEXT NOT NULL,
  name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 255),
  type TEXT NOT NULL,
  size INTEGER NOT NULL CHECK (size > 0),
  received INTEGER NOT NULL DEFAULT 0 CHECK (received BETWEEN 0 AND size),
  complete INTEGER NOT NULL DEFAULT 0 CHECK (complete IN (0, 1)),
  sha256 TEXT NOT NULL DEFAULT '',
  uploaded_by INTEGER NOT NULL REFERENCES people (id),
  created_at INTEGER NOT NULL,
  removed_at INTEGER
) STRICT;
CREATE INDEX files_by_application ON files (application);

CREATE TABLE idempotency_keys (
  person_id INTEGER NOT NULL REFERENCES people (id),
  key TEXT NOT NULL CHECK (length(key) BETWEEN 1 AND 80),
  route TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  status INTEGER NOT NULL,
  headers TEXT NOT NULL CHECK (json_valid(headers)),
  body TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (person_id, key)
) STRICT;
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);
)sql";

constexpr const char* kPublishers = R"sql(
ALTER TABLE pack_versions ADD COLUMN published_by TEXT NOT NULL DEFAULT '';
)sql";

// Most of a history are savings of answers; an application is rebuilt from the rest.
constexpr const char* kMoves = R"sql(
CREATE INDEX application_moves ON application_events (application, seq) WHERE kind <> 'answers_changed';
)sql";

constexpr std::array kMigrations{
    Migration{1, "people, grants, sessions, login attempts", kPeople},
    Migration{2, "region, territories, practices and their packs", kPractices},
    Migration{3, "applications, their history, remarks, files", kApplications},
    Migration{4, "who published a version of a pack", kPublishers},
    Migration{5, "moves of an application without its savings", kMoves},
    Migration{6, "voting: campaigns, participation, ballots, the public log", kVotingSchema},
    Migration{7, "people known by keyed hashes, invitations", kIdentitySchema},
    Migration{8, "the audit log", kAuditSchema},
    Migration{9, "acts of two people, consents, address codes", kTwoPersonSchema},
    Migration{10, "the commission, its members, opinions, marks, votes, protocols", kReview},
    Migration{11, "members of a commission by lot", kLots},
    Migration{12, "points by hand and calculations of the rating", kScoring},
    Migration{13, "money of a project: sources, payments, refunds", kFinance},
    Migration{14, "ideas of residents", kIdeas},
    Migration{15, "contributions in kind, dissenting opinions and signatures stay", kRegistersStay},
    Migration{16, "commissions, meetings, questions and lots stay", kCommissionsStay},
    Migration{17, "erasure reaches drafts and ideas", kErasure},
    Migration{18, "terms and the end of an opened vote", kVotingTerms},
    Migration{19, "jobs of the clock: leases and results", kJobsSchema},
};

}  // namespace

std::span<const Migration> migrations() { return kMigrations; }

int migrate(Db& db) {
  db.script(
      "CREATE TABLE IF NOT EXISTS schema_steps (number INTEGER PRIMARY KEY, name TEXT NOT NULL, done_at TEXT NOT NULL) "
      "STRICT");
  const auto done = static_cast<int>(db.count("SELECT coalesce(max(number), 0) FROM schema_steps"));
  for (const Migration& step : kMigrations) {
    if (step.number <= done) continue;
    SQLite::Transaction transaction(db.database(), SQLite::TransactionBehavior::IMMEDIATE);
    db.script(step.sql);
    db.run("INSERT INTO schema_steps (number, name, done_at) VALUES (?, ?, CURRENT_TIMESTAMP)", step.number, step.name);
    transaction.commit();
  }
  return std::max(done, kMigrations.back().number);
}

}  // namespace pochin::server
