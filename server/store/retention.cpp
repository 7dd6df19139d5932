#include "server/store/retention.h"

#include <string>

#include "server/store/applications.h"
#include "server/store/instants.h"
#include "server/store/sessions.h"

namespace pochin::server {
namespace {

constexpr const char* kIdleResidents =
    "FROM people p WHERE p.erased_at IS NULL AND p.seen_at < ? "
    "AND NOT EXISTS (SELECT 1 FROM applications a WHERE a.author_id = p.id) "
    "AND NOT EXISTS (SELECT 1 FROM staff_grants g WHERE g.subject = p.subject)";

}  // namespace

Forgotten overdue(Db& db, const Retention& r) {
  return {static_cast<int>(db.count("SELECT count(*) " + std::string(kIdleResidents), stored(r.residents_before))),
          static_cast<int>(db.count("SELECT count(*) FROM staff_grants WHERE revoked_at < ? AND oid NOT LIKE 'gone %'",
                                    stored(r.revoked_staff_before)))};
}

Forgotten forget_overdue(Db& db, const Retention& r) {
  const auto people = db.all(
      "SELECT p.id " + std::string(kIdleResidents), [](const Row& row) { return row.integer(0); },
      stored(r.residents_before));
  for (const std::int64_t person : people) forget_person(db, person, r.residents_before);
  const int grants = db.run(
      "UPDATE staff_grants SET oid = 'gone ' || id, subject = 'gone ' || id "
      "WHERE revoked_at < ? AND oid NOT LIKE 'gone %'",
      stored(r.revoked_staff_before));
  return {static_cast<int>(people.size()), grants};
}

std::vector<std::string> forget_person(Db& db, std::int64_t person, Instant now) {
  end_sessions_of(db, person);
  db.run(
      "UPDATE people SET subject = 'gone ' || id, snils_key = NULL, name = '', short_name = '', erased_at = ? "
      "WHERE id = ?",
      stored(now), person);
  const std::string drafts = "(SELECT id FROM applications WHERE author_id = ? AND submitted_at IS NULL)";
  std::vector<std::string> loose = db.all(
      "SELECT DISTINCT sha256 FROM files WHERE sha256 <> '' AND application IN " + drafts,
      [](const Row& row) { return row.text(0); }, person);
  for (const char* table : {"application_events", "remarks", "files"})
    db.run("DELETE FROM " + std::string(table) + " WHERE application IN " + drafts, person);
  db.run("DELETE FROM applications WHERE author_id = ? AND submitted_at IS NULL", person);
  std::erase_if(loose, [&](const std::string& sha256) { return bytes_in_use(db, sha256); });
  return loose;
}

bool leaves_traces(Db& db, std::int64_t person) {
  return db.count(
             "SELECT (SELECT count(*) FROM applications WHERE author_id = ?1 AND submitted_at IS NOT NULL) + "
             "(SELECT count(*) FROM staff_grants g JOIN people p ON p.subject = g.subject WHERE p.id = ?1)",
             person) > 0;
}

}  // namespace pochin::server
