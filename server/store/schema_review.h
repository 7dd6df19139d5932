// The commission: members, conflicts of interest, opinions of experts, marks, meetings with their votes, members drawn
// by lot. What was said by a person is only ever added to.
#pragma once

namespace pochin::server {

inline constexpr const char* kReview = R"sql(
CREATE TABLE commissions (
  id TEXT PRIMARY KEY,
  practice TEXT NOT NULL REFERENCES practices (id),
  cycle TEXT NOT NULL,
  municipality TEXT REFERENCES territories (id),
  title TEXT NOT NULL CHECK (length(title) > 0),
  act TEXT NOT NULL,
  created_by INTEGER NOT NULL REFERENCES people (id),
  created_at INTEGER NOT NULL,
  formed_at INTEGER
) STRICT;
CREATE INDEX commissions_by_practice ON commissions (practice, cycle);

CREATE TABLE commission_members (
  commission TEXT NOT NULL REFERENCES commissions (id),
  number INTEGER NOT NULL CHECK (number > 0),
  person_id INTEGER NOT NULL REFERENCES people (id),
  name TEXT NOT NULL,
  position TEXT NOT NULL,
  seat TEXT NOT NULL,
  proposed_by TEXT NOT NULL,
  traits TEXT NOT NULL CHECK (json_valid(traits)),
  -- The term is [begins, ends) by the region's calendar: ISO dates.
  begins TEXT NOT NULL CHECK (length(begins) = 10),
  ends TEXT CHECK (length(ends) = 10),
  added_by INTEGER NOT NULL REFERENCES people (id),
  added_at INTEGER NOT NULL,
  PRIMARY KEY (commission, number)
) STRICT;
CREATE INDEX commission_members_by_person ON commission_members (person_id);
CREATE TRIGGER commission_members_stay BEFORE DELETE ON commission_members
BEGIN SELECT RAISE(ABORT, 'a member stays in the list: the term ends'); END;
CREATE TRIGGER commission_members_end_only BEFORE UPDATE ON commission_members
WHEN old.person_id <> new.person_id OR old.seat <> new.seat OR old.begins <> new.begins OR old.name <> new.name
BEGIN SELECT RAISE(ABORT, 'of a member only the end of the term changes'); END;

CREATE TABLE interest_conflicts (
  application TEXT NOT NULL REFERENCES applications (id),
  person_id INTEGER NOT NULL REFERENCES people (id),
  reason TEXT NOT NULL CHECK (length(reason) > 0),
  declared_at INTEGER NOT NULL,
  PRIMARY KEY (application, person_id)
) STRICT;
CREATE TRIGGER interest_conflicts_never_change BEFORE UPDATE ON interest_conflicts
BEGIN SELECT RAISE(ABORT, 'a declared conflict stays'); END;
CREATE TRIGGER interest_conflicts_never_go BEFORE DELETE ON interest_conflicts
BEGIN SELECT RAISE(ABORT, 'a declared conflict stays'); END;

CREATE TABLE expert_assignments (
  application TEXT NOT NULL REFERENCES applications (id),
  person_id INTEGER NOT NULL REFERENCES people (id),
  name TEXT NOT NULL,
  assigned_by INTEGER NOT NULL REFERENCES people (id),
  assigned_on TEXT NOT NULL CHECK (length(assigned_on) = 10),
  deadline TEXT NOT NULL CHECK (length(deadline) = 10),
  PRIMARY KEY (application, person_id)
) STRICT;
CREATE INDEX expert_assignments_by_person ON expert_assignments (person_id);

CREATE TABLE expert_opinions (
  id TEXT PRIMARY KEY,
  application TEXT NOT NULL REFERENCES applications (id),
  person_id INTEGER NOT NULL REFERENCES people (id),
  given_at INTEGER NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body))
) STRICT;
CREATE INDEX expert_opinions_by_application ON expert_opinions (application, given_at);
CREATE TRIGGER expert_opinions_never_change BEFORE UPDATE ON expert_opinions
BEGIN SELECT RAISE(ABORT, 'an opinion that was given stays'); END;
CREATE TRIGGER expert_opinions_never_go BEFORE DELETE ON expert_opinions
BEGIN SELECT RAISE(ABORT, 'an opinion that was given stays'); END;

CREATE TABLE member_marks (
  seq INTEGER PRIMARY KEY,
  application TEXT NOT NULL REFERENCES applications (id),
  person_id INTEGER NOT NULL REFERENCES people (id),
  criterion TEXT NOT NULL,
  -- An exact number as text: "7/2".
  points TEXT NOT NULL CHECK (length(points) > 0),
  comment TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX member_marks_by_application ON member_marks (application, person_id, criterion, seq);
CREATE TRIGGER member_marks_never_change BEFORE UPDATE ON member_marks
BEGIN SELECT RAISE(ABORT, 'a changed mark is a new one'); END;
CREATE TRIGGER member_marks_never_go BEFORE DELETE ON member_marks
BEGIN SELECT RAISE(ABORT, 'a changed mark is a new one'); END;

CREATE TABLE commission_meetings (
  id TEXT PRIMARY KEY,
  commission TEXT NOT NULL REFERENCES commissions (id),
  -- What the secretary wrote down, without the questions.
  body TEXT NOT NULL CHECK (json_valid(body)),
  created_at INTEGER NOT NULL,
  protocol TEXT CHECK (protocol IS NULL OR json_valid(protocol)),
  protocol_at INTEGER
) STRICT;
CREATE INDEX commission_meetings_by_commission ON commission_meetings (commission, created_at);
CREATE TRIGGER commission_meetings_stand BEFORE UPDATE ON commission_meetings WHEN old.protocol IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a protocol never changes'); END;

CREATE TABLE commission_questions (
  id TEXT PRIMARY KEY,
  meeting TEXT NOT NULL REFERENCES commission_meetings (id),
  position INTEGER NOT NULL,
  application TEXT REFERENCES applications (id),
  text TEXT NOT NULL CHECK (length(text) > 0),
  closed_at INTEGER,
  UNIQUE (meeting, position)
) STRICT;

CREATE TABLE commission_votes (
  seq INTEGER PRIMARY KEY,
  question TEXT NOT NULL REFERENCES commission_questions (id),
  person_id INTEGER NOT NULL REFERENCES people (id),
  choice TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX commission_votes_by_question ON commission_votes (question, seq);
CREATE TRIGGER commission_votes_never_change BEFORE UPDATE ON commission_votes
BEGIN SELECT RAISE(ABORT, 'a changed vote is a new one'); END;
CREATE TRIGGER commission_votes_never_go BEFORE DELETE ON commission_votes
BEGIN SELECT RAISE(ABORT, 'a changed vote is a new one'); END;

CREATE TABLE dissenting_opinions (
  seq INTEGER PRIMARY KEY,
  question TEXT NOT NULL REFERENCES commission_questions (id),
  person_id INTEGER NOT NULL REFERENCES people (id),
  text TEXT NOT NULL CHECK (length(text) > 0),
  at INTEGER NOT NULL
) STRICT;

CREATE TABLE protocol_signatures (
  meeting TEXT NOT NULL REFERENCES commission_meetings (id),
  person_id INTEGER NOT NULL REFERENCES people (id),
  at INTEGER NOT NULL,
  PRIMARY KEY (meeting, person_id)
) STRICT;
CREATE TRIGGER protocol_signatures_stay BEFORE DELETE ON protocol_signatures
BEGIN SELECT RAISE(ABORT, 'a signature stays'); END;
)sql";

inline constexpr const char* kLots = R"sql(
CREATE TABLE commission_lots (
  id TEXT PRIMARY KEY,
  practice TEXT NOT NULL REFERENCES practices (id),
  cycle TEXT NOT NULL,
  title TEXT NOT NULL CHECK (length(title) > 0),
  quotas TEXT NOT NULL CHECK (json_valid(quotas)),
  -- Where the seed will come from, said before anybody can know it.
  seed_source TEXT NOT NULL CHECK (length(seed_source) > 0),
  announced_at INTEGER NOT NULL,
  closed_at INTEGER,
  -- SHA-256 of the list of those who take part, published when it was closed.
  list_hash TEXT,
  seed TEXT,
  drawn_at INTEGER,
  result TEXT CHECK (result IS NULL OR json_valid(result))
) STRICT;
CREATE TRIGGER commission_lots_stand BEFORE UPDATE ON commission_lots WHEN old.drawn_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a lot is drawn once'); END;

CREATE TABLE lot_applicants (
  lot TEXT NOT NULL REFERENCES commission_lots (id),
  -- The ticket: what is published instead of a name.
  ticket TEXT NOT NULL,
  person_id INTEGER NOT NULL REFERENCES people (id),
  name TEXT NOT NULL,
  district TEXT NOT NULL,
  exclusion TEXT NOT NULL DEFAULT '',
  applied_at INTEGER NOT NULL,
  PRIMARY KEY (lot, ticket),
  UNIQUE (lot, person_id)
) STRICT;
CREATE TRIGGER lot_applicants_stay BEFORE DELETE ON lot_applicants
BEGIN SELECT RAISE(ABORT, 'an applicant is excluded with a reason, never deleted'); END;
)sql";

// What a commission was, when it met, what it was asked and by which lot it was drawn stays.
inline constexpr const char* kCommissionsStay = R"sql(
CREATE TRIGGER commissions_never_go BEFORE DELETE ON commissions
BEGIN SELECT RAISE(ABORT, 'a commission stays'); END;
CREATE TRIGGER commission_meetings_never_go BEFORE DELETE ON commission_meetings
BEGIN SELECT RAISE(ABORT, 'a meeting stays'); END;
CREATE TRIGGER commission_questions_never_go BEFORE DELETE ON commission_questions
BEGIN SELECT RAISE(ABORT, 'a question stays'); END;
CREATE TRIGGER commission_lots_never_go BEFORE DELETE ON commission_lots
BEGIN SELECT RAISE(ABORT, 'a lot stays'); END;
CREATE TRIGGER commission_lots_are_drawn_once BEFORE UPDATE ON commission_lots WHEN OLD.drawn_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a lot is drawn once'); END;
)sql";

}  // namespace pochin::server
