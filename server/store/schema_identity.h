// Who people are: keyed hashes instead of account numbers, what a login told, invitations of staff.
#pragma once

namespace pochin::server {

// keyed(text) is the connection's own function (sqlite_setup.h).
inline constexpr const char* kIdentitySchema = R"sql(
CREATE TABLE installation (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT;
-- Tells whether the key in the file is the one the people of this database are known by.
INSERT INTO installation VALUES ('key_check', keyed('check'));

DELETE FROM sessions;
DELETE FROM login_attempts;
ALTER TABLE people RENAME COLUMN oid TO subject;
UPDATE people SET subject = keyed('oid:' || subject);
ALTER TABLE people ADD COLUMN realm TEXT NOT NULL DEFAULT 'esia' CHECK (realm IN ('esia', 'oidc', 'demo'));
ALTER TABLE people ADD COLUMN snils_key TEXT CHECK (length(snils_key) = 64);
ALTER TABLE people ADD COLUMN erased_at INTEGER;
CREATE INDEX people_by_snils ON people (snils_key) WHERE snils_key IS NOT NULL;

-- The account number stays with those who serve: an administrator gives a role to a number.
ALTER TABLE staff_grants ADD COLUMN subject TEXT NOT NULL DEFAULT '';
UPDATE staff_grants SET subject = keyed('oid:' || oid);
CREATE INDEX staff_grants_by_subject ON staff_grants (subject) WHERE revoked_at IS NULL;

-- When the person proved to ESIA who they are.
ALTER TABLE sessions ADD COLUMN proved_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN connector TEXT NOT NULL DEFAULT 'esia';
-- «Firefox, Windows»: for the person's own list of sessions.
ALTER TABLE sessions ADD COLUMN device TEXT NOT NULL DEFAULT '';
-- Age and residence as this login told them; they go with the session.
ALTER TABLE sessions ADD COLUMN facts TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(facts));

-- History stays, but for drafts that nobody was ever given, of a person who asked to be forgotten.
DROP TRIGGER application_events_never_go;
CREATE TRIGGER application_events_never_go BEFORE DELETE ON application_events
WHEN NOT EXISTS (SELECT 1 FROM applications a JOIN people p ON p.id = a.author_id
                 WHERE a.id = old.application AND a.submitted_at IS NULL AND p.erased_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;

CREATE TABLE invitations (
  id TEXT PRIMARY KEY,
  -- SHA-256 of the one-time code.
  code_hash BLOB NOT NULL UNIQUE CHECK (length(code_hash) = 32),
  role TEXT NOT NULL,
  scope TEXT NOT NULL,
  title TEXT NOT NULL,
  ogrn TEXT NOT NULL DEFAULT '',
  -- For whom, in the inviter's words; never compared with anything.
  note TEXT NOT NULL DEFAULT '',
  invited_by TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL CHECK (expires_at > created_at),
  used_at INTEGER,
  used_by INTEGER REFERENCES people (id),
  revoked_at INTEGER
) STRICT;
)sql";

}  // namespace pochin::server
