// Voting: who voted and what was voted lie apart. `participation` is keyed by an HMAC of the person under one key of
// the campaign, `ballots` by an HMAC under another; both are kept in the order of their keys (WITHOUT ROWID), neither
// has a time, and the keys lie in a file beside the database. An entry of the log waits with others and joins it in
// the order of its bytes, so that the log says nothing of the order of votes.
#pragma once

namespace pochin::server {

inline constexpr const char* kVotingSchema = R"sql(
-- A campaign once its list of projects was approved. Its rules are those of the pack's version.
CREATE TABLE campaigns (
  id TEXT PRIMARY KEY,
  practice TEXT NOT NULL,
  pack_version TEXT NOT NULL,
  campaign TEXT NOT NULL,
  salt BLOB NOT NULL CHECK (length(salt) = 32),
  incompatible TEXT NOT NULL CHECK (json_valid(incompatible)),
  approved_at INTEGER NOT NULL,
  FOREIGN KEY (practice, pack_version) REFERENCES pack_versions (practice, version)
) STRICT;

CREATE TABLE campaign_projects (
  campaign TEXT NOT NULL REFERENCES campaigns (id),
  position INTEGER NOT NULL,
  project TEXT NOT NULL,
  number TEXT NOT NULL,
  title TEXT NOT NULL,
  summary TEXT NOT NULL,
  district TEXT NOT NULL,
  cost INTEGER NOT NULL CHECK (cost >= 0),
  submitted_at INTEGER,
  PRIMARY KEY (campaign, position),
  UNIQUE (campaign, project)
) STRICT, WITHOUT ROWID;

CREATE TABLE campaign_acts (
  campaign TEXT NOT NULL REFERENCES campaigns (id),
  seq INTEGER NOT NULL CHECK (seq > 0),
  action TEXT NOT NULL,
  protocol TEXT NOT NULL,
  reason TEXT NOT NULL,
  details TEXT NOT NULL CHECK (json_valid(details)),
  asked_by TEXT NOT NULL,
  approved_by TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (campaign, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE participation (
  campaign TEXT NOT NULL REFERENCES campaigns (id),
  voter BLOB NOT NULL CHECK (length(voter) = 32),
  district TEXT NOT NULL,
  channel TEXT NOT NULL,
  assurance TEXT NOT NULL,
  -- A person known by two keys has two rows, of which one is counted.
  counted INTEGER NOT NULL CHECK (counted IN (0, 1)),
  PRIMARY KEY (campaign, voter, district)
) STRICT, WITHOUT ROWID;

CREATE TABLE ballots (
  campaign TEXT NOT NULL REFERENCES campaigns (id),
  ballot BLOB NOT NULL CHECK (length(ballot) = 32),
  revision INTEGER NOT NULL CHECK (revision > 0),
  nonce BLOB NOT NULL CHECK (length(nonce) = 32),
  leaf BLOB NOT NULL CHECK (length(leaf) = 32),
  district TEXT NOT NULL,
  choices TEXT NOT NULL CHECK (json_valid(choices)),
  channel TEXT NOT NULL,
  assurance TEXT NOT NULL,
  batch TEXT NOT NULL,
  PRIMARY KEY (campaign, ballot, revision)
) STRICT, WITHOUT ROWID;

CREATE TABLE pending_entries (
  campaign TEXT NOT NULL REFERENCES campaigns (id),
  leaf BLOB NOT NULL,
  PRIMARY KEY (campaign, leaf)
) STRICT, WITHOUT ROWID;

CREATE TABLE log_entries (
  campaign TEXT NOT NULL REFERENCES campaigns (id),
  position INTEGER NOT NULL CHECK (position >= 0),
  leaf BLOB NOT NULL,
  PRIMARY KEY (campaign, position),
  UNIQUE (campaign, leaf)
) STRICT, WITHOUT ROWID;

CREATE TABLE tree_heads (
  campaign TEXT NOT NULL REFERENCES campaigns (id),
  size INTEGER NOT NULL CHECK (size >= 0),
  root BLOB NOT NULL,
  at INTEGER NOT NULL,
  signature BLOB NOT NULL,
  PRIMARY KEY (campaign, size)
) STRICT, WITHOUT ROWID;

-- How many, by the hour: the only trace of time.
CREATE TABLE turnout_hours (
  campaign TEXT NOT NULL REFERENCES campaigns (id),
  hour INTEGER NOT NULL,
  channel TEXT NOT NULL,
  assurance TEXT NOT NULL,
  district TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (campaign, hour, channel, assurance, district)
) STRICT, WITHOUT ROWID;

-- A basket that was not cast yet; gone when it is.
CREATE TABLE ballot_drafts (
  campaign TEXT NOT NULL REFERENCES campaigns (id),
  voter BLOB NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body)),
  PRIMARY KEY (campaign, voter)
) STRICT, WITHOUT ROWID;

-- Sheets and calls, entered by one person and accepted by another. Voters and ballots are two lists: which ballot is
-- whose was never entered.
CREATE TABLE ballot_batches (
  id TEXT PRIMARY KEY,
  campaign TEXT NOT NULL REFERENCES campaigns (id),
  channel TEXT NOT NULL,
  assurance TEXT NOT NULL,
  place TEXT NOT NULL,
  voters TEXT NOT NULL CHECK (json_valid(voters)),
  ballots TEXT NOT NULL CHECK (json_valid(ballots)),
  invalid TEXT NOT NULL CHECK (json_valid(invalid)),
  request TEXT NOT NULL,
  entered_at INTEGER NOT NULL,
  accepted_at INTEGER
) STRICT;
CREATE INDEX ballot_batches_by_campaign ON ballot_batches (campaign);

CREATE TABLE campaign_incidents (
  campaign TEXT NOT NULL REFERENCES campaigns (id),
  seq INTEGER NOT NULL CHECK (seq > 0),
  at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (campaign, seq)
) STRICT, WITHOUT ROWID;

-- What was announced. A recount is another row, never a change of this one.
CREATE TABLE campaign_results (
  campaign TEXT NOT NULL REFERENCES campaigns (id),
  seq INTEGER NOT NULL CHECK (seq > 0),
  seed TEXT NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body)),
  opening_hash TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (campaign, seq)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER campaigns_never_change BEFORE UPDATE ON campaigns BEGIN SELECT RAISE(ABORT, 'an approved campaign does not change'); END;
CREATE TRIGGER campaigns_never_go BEFORE DELETE ON campaigns BEGIN SELECT RAISE(ABORT, 'an approved campaign stays'); END;
CREATE TRIGGER campaign_projects_never_change BEFORE UPDATE ON campaign_projects BEGIN SELECT RAISE(ABORT, 'the list was approved'); END;
CREATE TRIGGER campaign_projects_never_go BEFORE DELETE ON campaign_projects BEGIN SELECT RAISE(ABORT, 'the list was approved'); END;
CREATE TRIGGER campaign_acts_never_change BEFORE UPDATE ON campaign_acts BEGIN SELECT RAISE(ABORT, 'acts are append-only'); END;
CREATE TRIGGER campaign_acts_never_go BEFORE DELETE ON campaign_acts BEGIN SELECT RAISE(ABORT, 'acts are append-only'); END;
CREATE TRIGGER participation_never_changes BEFORE UPDATE ON participation BEGIN SELECT RAISE(ABORT, 'participation is append-only'); END;
CREATE TRIGGER participation_never_goes BEFORE DELETE ON participation BEGIN SELECT RAISE(ABORT, 'participation is append-only'); END;
CREATE TRIGGER ballots_never_change BEFORE UPDATE ON ballots BEGIN SELECT RAISE(ABORT, 'ballots are append-only'); END;
CREATE TRIGGER ballots_never_go BEFORE DELETE ON ballots BEGIN SELECT RAISE(ABORT, 'ballots are append-only'); END;
CREATE TRIGGER log_entries_never_change BEFORE UPDATE ON log_entries BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER log_entries_never_go BEFORE DELETE ON log_entries BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
CREATE TRIGGER tree_heads_never_change BEFORE UPDATE ON tree_heads BEGIN SELECT RAISE(ABORT, 'heads are append-only'); END;
CREATE TRIGGER tree_heads_never_go BEFORE DELETE ON tree_heads BEGIN SELECT RAISE(ABORT, 'heads are append-only'); END;
CREATE TRIGGER campaign_results_never_change BEFORE UPDATE ON campaign_results BEGIN SELECT RAISE(ABORT, 'results are append-only'); END;
CREATE TRIGGER campaign_results_never_go BEFORE DELETE ON campaign_results BEGIN SELECT RAISE(ABORT, 'results are append-only'); END;
CREATE TRIGGER campaign_incidents_never_change BEFORE UPDATE ON campaign_incidents BEGIN SELECT RAISE(ABORT, 'incidents are append-only'); END;
CREATE TRIGGER campaign_incidents_never_go BEFORE DELETE ON campaign_incidents BEGIN SELECT RAISE(ABORT, 'incidents are append-only'); END;
)sql";

// What an opened campaign is about (shared/voting/terms.h) and when it ends: written when it is opened, never changed;
// a later end is an act. A campaign that was opened before there were terms has an empty text.
inline constexpr const char* kVotingTerms = R"sql(
CREATE TABLE campaign_terms (
  campaign TEXT PRIMARY KEY REFERENCES campaigns (id),
  closes INTEGER NOT NULL,
  text TEXT NOT NULL
) STRICT;
CREATE TRIGGER campaign_terms_never_change BEFORE UPDATE ON campaign_terms BEGIN SELECT RAISE(ABORT, 'terms of an opened vote do not change'); END;
CREATE TRIGGER campaign_terms_never_go BEFORE DELETE ON campaign_terms BEGIN SELECT RAISE(ABORT, 'terms of an opened vote stay'); END;
)sql";

}  // namespace pochin::server
