// The audit log, acts of two people, consents, the extract of the address register.
#pragma once

namespace pochin::server {

inline constexpr const char* kAuditSchema = R"sql(
CREATE TABLE audit_log (
  seq INTEGER PRIMARY KEY CHECK (seq > 0),
  -- The line as it was hashed, canonical JSON; the other columns only find it.
  body TEXT NOT NULL CHECK (json_valid(body)),
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  actor TEXT NOT NULL,
  object TEXT NOT NULL,
  hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT;
CREATE INDEX audit_log_by_actor ON audit_log (actor, seq);
CREATE TRIGGER audit_log_never_changes BEFORE UPDATE ON audit_log
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
CREATE TRIGGER audit_log_never_goes BEFORE DELETE ON audit_log
BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END;
)sql";

inline constexpr const char* kTwoPersonSchema = R"sql(
CREATE TABLE two_person_requests (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  object TEXT NOT NULL,
  details TEXT NOT NULL CHECK (json_valid(details)),
  reason TEXT NOT NULL CHECK (length(reason) > 0),
  -- The right the second person needs and what it is asked on, to show the request to those who have it.
  approve TEXT NOT NULL,
  target TEXT NOT NULL CHECK (json_valid(target)),
  asked_by INTEGER NOT NULL REFERENCES people (id),
  asked_name TEXT NOT NULL,
  asked_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL CHECK (expires_at > asked_at),
  decision TEXT CHECK (decision IN ('approved', 'rejected', 'withdrawn')),
  decided_by INTEGER REFERENCES people (id),
  decided_name TEXT NOT NULL DEFAULT '',
  decided_at INTEGER,
  decision_reason TEXT NOT NULL DEFAULT '',
  CHECK ((decision IS NULL) = (decided_at IS NULL)),
  CHECK (decision IS NOT 'approved' OR decided_by <> asked_by)
) STRICT;
CREATE INDEX two_person_waiting ON two_person_requests (expires_at) WHERE decision IS NULL;
CREATE TRIGGER two_person_decided_once BEFORE UPDATE ON two_person_requests WHEN old.decision IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a decision never changes'); END;
CREATE TRIGGER two_person_stays BEFORE DELETE ON two_person_requests
BEGIN SELECT RAISE(ABORT, 'requests of acts of two people are kept'); END;

CREATE TABLE consents (
  person_id INTEGER NOT NULL REFERENCES people (id),
  document TEXT NOT NULL,
  version TEXT NOT NULL,
  -- SHA-256 of the text that was shown.
  text_hash TEXT NOT NULL CHECK (length(text_hash) = 64),
  given_at INTEGER NOT NULL,
  withdrawn_at INTEGER,
  PRIMARY KEY (person_id, document, given_at)
) STRICT;

-- An extract of the address register: which ОКТМО an address code belongs to. A row without a code of its own takes
-- that of the row above it.
CREATE TABLE address_objects (
  guid TEXT PRIMARY KEY CHECK (length(guid) = 36),
  parent TEXT NOT NULL DEFAULT '',
  oktmo TEXT NOT NULL DEFAULT '',
  name TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
)sql";

}  // namespace pochin::server
