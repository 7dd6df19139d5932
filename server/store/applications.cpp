#include "server/store/applications.h"

#include <algorithm>

#include "server/store/instants.h"
#include "shared/base/json.h"

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

// Those a person works on: handed in (a draft is its author's alone), in reach, of the wanted group, found by the
// words. Parameters 1 to 6 of every query that holds it.
#define POCHIN_IN_SIGHT                                                                                               \
  "FROM applications a JOIN people p ON p.id = a.author_id JOIN territories t ON t.id = a.municipality "              \
  "WHERE a.submitted_at IS NOT NULL AND a.state NOT IN ('draft', 'withdrawn') AND ("                                  \
  "a.municipality IN (SELECT value FROM json_each(?1)) OR (a.practice IN (SELECT value FROM json_each(?2)) AND "      \
  "(a.registered_at IS NOT NULL OR coalesce(a.returned_from, a.state) NOT IN (SELECT value FROM json_each(?3)))) OR " \
  "(a.practice IN (SELECT value FROM json_each(?4)) AND EXISTS (SELECT 1 FROM expert_assignments e "                  \
  "WHERE e.application = a.id AND e.person_id = ?5))) "                                                               \
  "AND (?6 = '' OR found(?6, a.title || ' ' || coalesce(a.number, '') || ' ' || p.name || ' ' || t.name)) "

std::string list_of(const std::vector<std::string>& texts) { return Json(texts).dump(); }

// The bytes of the rows are read for one page alone, whatever has to be put in order before.
std::vector<ApplicationRow> rows_of(Db& db, const std::vector<std::string>& ids) {
  std::vector<ApplicationRow> rows;
  for (const std::string& id : ids)
    if (auto row = application(db, id)) rows.push_back(*std::move(row));
  return rows;
}

}  // namespace

Place place_of(const ApplicationRow& row) { return {stored(row.updated), row.id}; }

Paged<ApplicationRow> authored(Db& db, std::int64_t person, std::string_view words, const Page& page) {
  constexpr std::string_view kMine =
      "FROM applications a JOIN territories t ON t.id = a.municipality WHERE a.author_id = ?1 AND "
      "(?2 = '' OR found(?2, a.title || ' ' || coalesce(a.number, '') || ' ' || t.name)) ";
  const auto ids = db.all(
      "SELECT a.id " + std::string(kMine) +
          "AND (a.updated_at, a.id) < (?3, ?4) ORDER BY a.updated_at DESC, a.id DESC LIMIT ?5",
      [](const Row& row) { return row.text(0); }, person, words, page.after.key, page.after.id, asked_for(page));
  return page_made(rows_of(db, ids), page, db.count("SELECT count(*) " + std::string(kMine), person, words), place_of);
}

std::vector<StateCount> states_in(Db& db, const ApplicationSight& sight) {
  return db.all(
      "SELECT a.state, count(*) " POCHIN_IN_SIGHT "GROUP BY a.state",
      [](const Row& row) {
        return StateCount{row.text(0), row.integer(1)};
      },
      list_of(sight.municipalities), list_of(sight.opened), list_of(sight.before_region), list_of(sight.asked),
      sight.person, sight.words);
}

std::vector<ApplicationBrief> briefs_in(Db& db, const ApplicationSight& sight, const std::vector<std::string>& states) {
  return db.all(
      "SELECT a.updated_at, a.id, a.version " POCHIN_IN_SIGHT
      "AND a.state IN (SELECT value FROM json_each(?7)) ORDER BY a.updated_at DESC, a.id DESC",
      [](const Row& row) {
        return ApplicationBrief{{row.integer(0), row.text(1)}, row.integer(2)};
      },
      list_of(sight.municipalities), list_of(sight.opened), list_of(sight.before_region), list_of(sight.asked),
      sight.person, sight.words, list_of(states));
}

Paged<ApplicationRow> applications_in(Db& db, const ApplicationSight& sight, const std::vector<std::string>& states,
                                      const Page& page) {
  const auto ids = db.all(
      "SELECT a.id " POCHIN_IN_SIGHT
      "AND a.state IN (SELECT value FROM json_each(?7)) "
      "AND (a.updated_at, a.id) < (?8, ?9) ORDER BY a.updated_at DESC, a.id DESC LIMIT ?10",
      [](const Row& row) { return row.text(0); }, list_of(sight.municipalities), list_of(sight.opened),
      list_of(sight.before_region), list_of(sight.asked), sight.person, sight.words, list_of(states), page.after.key,
      page.after.id, asked_for(page));
  std::int64_t total = 0;
  for (const StateCount& each : states_in(db, sight))
    if (std::ranges::find(states, each.state) != states.end()) total += each.count;
  return page_made(rows_of(db, ids), page, total, place_of);
}

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

std::vector<AuthoredCount> counts_of_author(Db& db, std::int64_t person) {
  return db.all(
      "SELECT practice, pack_version, state, count(*) FROM applications WHERE author_id = ? "
      "GROUP BY practice, pack_version, state",
      [](const Row& row) {
        return AuthoredCount{row.text(0), row.text(1), row.text(2), row.integer(3)};
      },
      person);
}

std::vector<ApplicationRow> applications_of_author(Db& db, std::int64_t person) {
  return db.all(POCHIN_SELECT_APPLICATION "WHERE a.author_id = ? ORDER BY a.updated_at DESC, a.id DESC",
                read_application, person);
}

std::vector<ApplicationRow> newest_in(Db& db, std::string_view municipality, const std::vector<std::string>& states,
                                      int limit) {
  return db.all(POCHIN_SELECT_APPLICATION
                "WHERE a.municipality = ? AND a.number IS NOT NULL AND a.submitted_at IS NOT NULL "
                "AND a.state IN (SELECT value FROM json_each(?)) ORDER BY a.updated_at DESC, a.id DESC LIMIT ?",
                read_application, municipality, list_of(states), limit);
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
