#include "server/store/applications.h"

#include "server/store/instants.h"

namespace pochin::server {
namespace {

#define POCHIN_SELECT_APPLICATION                                                                            \
  "SELECT a.id, a.practice, a.pack_version, a.municipality, a.author_id, p.name, a.state, a.returned_from, " \
  "a.version, a.answers, "                                                                                   \
  "a.number, a.title, a.created_at, a.updated_at, a.changed_by, a.submitted_at, a.registered_at "            \
  "FROM applications a JOIN people p ON p.id = a.author_id "

ApplicationRow read_application(const Row& row) {
  return {.id = row.text(0),
          .practice = row.text(1),
          .pack_version = row.text(2),
          .municipality = row.text(3),
          .author = row.integer(4),
          .author_name = row.text(5),
          .state = row.text(6),
          .returned_from = row.maybe_text(7),
          .version = row.integer(8),
          .answers = row.text(9),
          .number = row.maybe_text(10),
          .title = row.text(11),
          .created = instant(row, 12),
          .updated = instant(row, 13),
          .changed_by = row.text(14),
          .submitted = maybe_instant(row, 15),
          .registered = maybe_instant(row, 16)};
}

EventRow read_event(const Row& row) {
  return {.seq = row.integer(0),
          .at = instant(row, 1),
          .kind = row.text(2),
          .actor = row.text(3),
          .role = row.text(4),
          .action = row.text(5),
          .title = row.text(6),
          .from = row.text(7),
          .to = row.text(8),
          .comment = row.text(9),
          .body = row.text(10)};
}

}  // namespace

void add_application(Db& db, const ApplicationRow& a) {
  db.run(
      "INSERT INTO applications (id, practice, pack_version, municipality, author_id, state, returned_from, version, "
      "answers, number, "
      "title, created_at, updated_at, changed_by, submitted_at, registered_at) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      a.id, a.practice, a.pack_version, a.municipality, a.author, a.state, a.returned_from, a.version, a.answers,
      a.number, a.title, stored(a.created), stored(a.updated), a.changed_by, stored(a.submitted), stored(a.registered));
}

std::optional<ApplicationRow> application(Db& db, std::string_view id) {
  return db.first(POCHIN_SELECT_APPLICATION "WHERE a.id = ?", read_application, id);
}

std::optional<ApplicationRow> application_by_number(Db& db, std::string_view number) {
  return db.first(POCHIN_SELECT_APPLICATION "WHERE a.number = ?", read_application, number);
}

bool save_application(Db& db, const ApplicationRow& a, std::int64_t expected) {
  return db.run(
             "UPDATE applications SET state = ?, returned_from = ?, version = ?, answers = ?, number = ?, title = ?, "
             "updated_at = ?, "
             "changed_by = ?, submitted_at = ?, registered_at = ? WHERE id = ? AND version = ?",
             a.state, a.returned_from, a.version, a.answers, a.number, a.title, stored(a.updated), a.changed_by,
             stored(a.submitted), stored(a.registered), a.id, expected) == 1;
}

std::int64_t count_of_author(Db& db, std::int64_t person) {
  return db.count("SELECT count(*) FROM applications WHERE author_id = ?", person);
}

std::vector<ApplicationRow> applications_of_author(Db& db, std::int64_t person, int limit) {
  return db.all(POCHIN_SELECT_APPLICATION "WHERE a.author_id = ? ORDER BY a.updated_at DESC, a.id LIMIT ?",
                read_application, person, limit);
}

std::vector<ApplicationRow> applications_of_municipality(Db& db, std::string_view municipality, int limit) {
  return db.all(POCHIN_SELECT_APPLICATION "WHERE a.municipality = ? ORDER BY a.updated_at DESC, a.id LIMIT ?",
                read_application, municipality, limit);
}

std::vector<ApplicationRow> applications_of_practice(Db& db, std::string_view practice) {
  return db.all(POCHIN_SELECT_APPLICATION "WHERE a.practice = ? ORDER BY a.updated_at DESC, a.id", read_application,
                practice);
}

std::vector<ApplicationRow> applications_in_state(Db& db, std::string_view practice, std::string_view version,
                                                  std::string_view state) {
  return db.all(POCHIN_SELECT_APPLICATION
                "WHERE a.practice = ? AND a.pack_version = ? AND a.state = ? ORDER BY a.updated_at, a.id",
                read_application, practice, version, state);
}

void add_event(Db& db, std::string_view application, const EventRow& e) {
  db.run(
      "INSERT INTO application_events (application, seq, at, kind, actor, role, action, title, state_from, state_to, "
      "comment, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      application, e.seq, stored(e.at), e.kind, e.actor, e.role, e.action, e.title, e.from, e.to, e.comment, e.body);
}

std::vector<EventRow> events(Db& db, std::string_view application) {
  return db.all(
      "SELECT seq, at, kind, actor, role, action, title, state_from, state_to, comment, body "
      "FROM application_events WHERE application = ? ORDER BY seq",
      read_event, application);
}

std::vector<EventRow> moves(Db& db, std::string_view application) {
  // As the index of migration 5 says it, word for word.
  return db.all(
      "SELECT seq, at, kind, actor, role, action, title, state_from, state_to, comment, body "
      "FROM application_events WHERE application = ? AND kind <> 'answers_changed' ORDER BY seq",
      read_event, application);
}

bool was_in(Db& db, std::string_view application, std::string_view state) {
  return db.count(
             "SELECT count(*) FROM application_events WHERE application = ? AND kind <> 'answers_changed' "
             "AND state_to = ?",
             application, state) > 0;
}

void add_remark(Db& db, std::string_view application, const RemarkRow& r) {
  db.run(
      "INSERT INTO remarks (id, application, position, field, text, author, at, resolved_at) "
      "SELECT ?, ?, coalesce(max(position), 0) + 1, ?, ?, ?, ?, ? FROM remarks WHERE application = ?",
      r.id, application, r.field, r.text, r.author, stored(r.at), stored(r.resolved), application);
}

std::vector<RemarkRow> remarks(Db& db, std::string_view application) {
  return db.all(
      "SELECT id, field, text, author, at, resolved_at FROM remarks WHERE application = ? ORDER BY position",
      [](const Row& row) {
        return RemarkRow{row.text(0), row.text(1), row.text(2), row.text(3), instant(row, 4), maybe_instant(row, 5)};
      },
      application);
}

void resolve_remark(Db& db, std::string_view application, std::string_view id, Instant now) {
  db.run("UPDATE remarks SET resolved_at = ? WHERE application = ? AND id = ? AND resolved_at IS NULL", stored(now),
         application, id);
}

std::int64_t open_remarks(Db& db, std::string_view application) {
  return db.count("SELECT count(*) FROM remarks WHERE application = ? AND resolved_at IS NULL", application);
}

}  // namespace pochin::server
