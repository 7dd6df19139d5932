#include "server/store/history.h"

namespace pochin::server {

std::vector<ApplicationRow> applications_returned_to(Db& db, std::int64_t person) {
  const auto ids = db.all(
      "SELECT id FROM applications WHERE author_id = ? AND state = 'returned_for_revision' ORDER BY updated_at, id",
      [](const Row& row) { return row.text(0); }, person);
  std::vector<ApplicationRow> rows;
  for (const std::string& id : ids)
    if (auto row = application(db, id)) rows.push_back(*std::move(row));
  return rows;
}

std::optional<std::string> last_saving(Db& db, std::string_view application, std::string_view field,
                                       std::int64_t before) {
  const std::string key(field);
  return db.first(
      "SELECT body FROM application_events WHERE application = ? AND seq < ? AND instr(body, ?) > 0 AND "
      "(json_type(body, ?) IS NOT NULL OR EXISTS (SELECT 1 FROM json_each(body, '$.unset') WHERE value = ?)) "
      "ORDER BY seq DESC LIMIT 1",
      [](const Row& row) { return row.text(0); }, application, before, "\"" + key + "\"", "$.set.\"" + key + "\"", key);
}

std::vector<std::string> closings(Db& db, std::string_view application) {
  return db.all(
      "SELECT body FROM application_events WHERE application = ? AND kind <> 'answers_changed' AND "
      "kind = 'remark_resolved' AND action = 'close_remark' ORDER BY seq",
      [](const Row& row) { return row.text(0); }, application);
}

GoneFiles remove_application(Db& db, std::string_view id) {
  GoneFiles gone;
  const auto text = [](const Row& row) { return row.text(0); };
  gone.bytes = db.all("SELECT DISTINCT sha256 FROM files WHERE sha256 <> '' AND application = ?", text, id);
  gone.unfinished =
      db.all("SELECT id FROM files WHERE complete = 0 AND removed_at IS NULL AND application = ?", text, id);
  // The history of an application stays, but that of a draft which nobody but its author has seen (schema_erasure.h).
  db.run("UPDATE applications SET forgotten_at = updated_at WHERE id = ? AND submitted_at IS NULL", id);
  db.run("DELETE FROM application_events WHERE application = ?", id);
  db.run("DELETE FROM remarks WHERE application = ?", id);
  db.run("DELETE FROM files WHERE application = ?", id);
  db.run("DELETE FROM applications WHERE id = ?", id);
  std::erase_if(gone.bytes, [&](const std::string& sha256) { return bytes_in_use(db, sha256); });
  return gone;
}

}  // namespace pochin::server
