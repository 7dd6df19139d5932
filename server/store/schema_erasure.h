// What has to give way when a person asks to be forgotten: histories are append-only but for what was given to nobody,
// and but for the name of an idea's author.
#pragma once

namespace pochin::server {

inline constexpr const char* kErasure = R"sql(
-- Set on a draft that its author's erasure takes away, in the same write.
ALTER TABLE applications ADD COLUMN forgotten_at INTEGER;
DROP TRIGGER application_events_never_go;
CREATE TRIGGER application_events_never_go BEFORE DELETE ON application_events
WHEN NOT EXISTS (SELECT 1 FROM applications a WHERE a.id = old.application AND a.submitted_at IS NULL
                 AND a.forgotten_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;

-- Set on an idea whose author was forgotten: then its history loses the name, or, where nobody was shown it, goes.
ALTER TABLE ideas ADD COLUMN forgotten_at INTEGER;
DROP TRIGGER idea_events_never_change;
CREATE TRIGGER idea_events_never_change BEFORE UPDATE ON idea_events
WHEN new.idea <> old.idea OR new.seq <> old.seq OR new.at <> old.at
  OR NOT EXISTS (SELECT 1 FROM ideas i WHERE i.id = old.idea AND i.forgotten_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
DROP TRIGGER idea_events_never_go;
CREATE TRIGGER idea_events_never_go BEFORE DELETE ON idea_events
WHEN NOT EXISTS (SELECT 1 FROM ideas i WHERE i.id = old.idea AND i.published_at IS NULL AND i.forgotten_at IS NOT NULL)
BEGIN SELECT RAISE(ABORT, 'history is append-only'); END;
)sql";

}  // namespace pochin::server
