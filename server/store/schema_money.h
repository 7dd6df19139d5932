// Points by hand, calculations of the rating, money of a project. Registers only grow.
#pragma once

namespace pochin::server {

inline constexpr const char* kScoring = R"sql(
CREATE TABLE point_adjustments (
  id TEXT PRIMARY KEY,
  application TEXT NOT NULL REFERENCES applications (id),
  position INTEGER NOT NULL,
  -- The whole of what is added and taken: a later one replaces an earlier one. Exact numbers as text.
  plus TEXT NOT NULL CHECK (length(plus) > 0),
  minus TEXT NOT NULL CHECK (length(minus) > 0),
  reason TEXT NOT NULL,
  proposed_by INTEGER NOT NULL REFERENCES people (id),
  proposed_name TEXT NOT NULL,
  proposed_at INTEGER NOT NULL,
  decided_by INTEGER REFERENCES people (id),
  decided_name TEXT,
  decided_at INTEGER,
  confirmed INTEGER CHECK (confirmed IN (0, 1)),
  comment TEXT NOT NULL DEFAULT '',
  UNIQUE (application, position),
  CHECK (decided_by IS NULL OR decided_by <> proposed_by)
) STRICT;
CREATE TRIGGER point_adjustments_stand BEFORE UPDATE ON point_adjustments WHEN old.decided_at IS NOT NULL
BEGIN SELECT RAISE(ABORT, 'a decided adjustment never changes'); END;
CREATE TRIGGER point_adjustments_stay BEFORE DELETE ON point_adjustments
BEGIN SELECT RAISE(ABORT, 'an adjustment stays in the register'); END;

CREATE TABLE scoring_runs (
  practice TEXT NOT NULL REFERENCES practices (id),
  cycle TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number > 0),
  pack_version TEXT NOT NULL,
  at INTEGER NOT NULL,
  reason TEXT NOT NULL,
  by_name TEXT NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body)),
  places TEXT NOT NULL CHECK (json_valid(places)),
  PRIMARY KEY (practice, cycle, number)
) STRICT;
CREATE TRIGGER scoring_runs_never_change BEFORE UPDATE ON scoring_runs
BEGIN SELECT RAISE(ABORT, 'a recalculation is a new run'); END;
CREATE TRIGGER scoring_runs_never_go BEFORE DELETE ON scoring_runs
BEGIN SELECT RAISE(ABORT, 'a recalculation is a new run'); END;
)sql";

inline constexpr const char* kFinance = R"sql(
CREATE TABLE money_records (
  seq INTEGER PRIMARY KEY,
  application TEXT NOT NULL REFERENCES applications (id),
  -- committed: of the source in all, the last counts; paid and spent: each adds up, a correction is below zero.
  phase TEXT NOT NULL CHECK (phase IN ('committed', 'paid', 'spent')),
  source TEXT NOT NULL,
  title TEXT NOT NULL,
  kopecks INTEGER NOT NULL,
  document TEXT NOT NULL,
  day TEXT NOT NULL CHECK (length(day) = 10),
  recorded_by INTEGER NOT NULL REFERENCES people (id),
  recorded_at INTEGER NOT NULL
) STRICT;
CREATE INDEX money_records_by_application ON money_records (application, seq);
CREATE TRIGGER money_records_never_change BEFORE UPDATE ON money_records
BEGIN SELECT RAISE(ABORT, 'a mistake is corrected by a new record'); END;
CREATE TRIGGER money_records_never_go BEFORE DELETE ON money_records
BEGIN SELECT RAISE(ABORT, 'a mistake is corrected by a new record'); END;

CREATE TABLE initiative_payments (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  application TEXT NOT NULL REFERENCES applications (id),
  body TEXT NOT NULL CHECK (json_valid(body))
) STRICT;
CREATE INDEX initiative_payments_by_application ON initiative_payments (application, seq);
CREATE TRIGGER initiative_payments_never_change BEFORE UPDATE ON initiative_payments
BEGIN SELECT RAISE(ABORT, 'a mistake is corrected by a new record'); END;
CREATE TRIGGER initiative_payments_never_go BEFORE DELETE ON initiative_payments
BEGIN SELECT RAISE(ABORT, 'a mistake is corrected by a new record'); END;

CREATE TABLE in_kind_contributions (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  application TEXT NOT NULL REFERENCES applications (id),
  body TEXT NOT NULL CHECK (json_valid(body)),
  recorded_by INTEGER NOT NULL REFERENCES people (id),
  recorded_at INTEGER NOT NULL
) STRICT;
CREATE INDEX in_kind_by_application ON in_kind_contributions (application, seq);

CREATE TABLE payment_refunds (
  application TEXT PRIMARY KEY REFERENCES applications (id),
  kind TEXT NOT NULL CHECK (kind IN ('whole', 'balance')),
  body TEXT NOT NULL CHECK (json_valid(body)),
  decided_by INTEGER NOT NULL REFERENCES people (id),
  decided_at INTEGER NOT NULL
) STRICT;
CREATE TRIGGER payment_refunds_never_change BEFORE UPDATE ON payment_refunds
BEGIN SELECT RAISE(ABORT, 'a decided refund stands'); END;
CREATE TRIGGER payment_refunds_never_go BEFORE DELETE ON payment_refunds
BEGIN SELECT RAISE(ABORT, 'a decided refund stands'); END;

CREATE TABLE payment_repayments (
  seq INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  application TEXT NOT NULL REFERENCES payment_refunds (application),
  body TEXT NOT NULL CHECK (json_valid(body))
) STRICT;
CREATE TRIGGER payment_repayments_never_change BEFORE UPDATE ON payment_repayments
BEGIN SELECT RAISE(ABORT, 'a repayment stays'); END;
CREATE TRIGGER payment_repayments_never_go BEFORE DELETE ON payment_repayments
BEGIN SELECT RAISE(ABORT, 'a repayment stays'); END;
)sql";

// What migrations before had left open to changes.
inline constexpr const char* kRegistersStay = R"sql(
CREATE TRIGGER in_kind_contributions_never_change BEFORE UPDATE ON in_kind_contributions
BEGIN SELECT RAISE(ABORT, 'a contribution stays in the register'); END;
CREATE TRIGGER in_kind_contributions_never_go BEFORE DELETE ON in_kind_contributions
BEGIN SELECT RAISE(ABORT, 'a contribution stays in the register'); END;
CREATE TRIGGER dissenting_opinions_never_change BEFORE UPDATE ON dissenting_opinions
BEGIN SELECT RAISE(ABORT, 'a dissenting opinion stays'); END;
CREATE TRIGGER dissenting_opinions_never_go BEFORE DELETE ON dissenting_opinions
BEGIN SELECT RAISE(ABORT, 'a dissenting opinion stays'); END;
CREATE TRIGGER protocol_signatures_never_change BEFORE UPDATE ON protocol_signatures
BEGIN SELECT RAISE(ABORT, 'a signature stays'); END;
)sql";

}  // namespace pochin::server
