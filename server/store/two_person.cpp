#include "server/store/two_person.h"

#include "server/store/instants.h"

namespace pochin::server {
namespace {

std::string select(std::string_view where) {
  return "SELECT id, kind, object, details, reason, approve, target, asked_by, asked_name, asked_at, expires_at, "
         "coalesce(decision, ''), coalesce(decided_by, 0), decided_name, decided_at, decision_reason "
         "FROM two_person_requests WHERE " +
         std::string(where);
}

TwoPersonRow row_of(const Row& row) {
  return {.id = row.text(0),
          .kind = row.text(1),
          .object = row.text(2),
          .details = row.text(3),
          .reason = row.text(4),
          .approve = row.text(5),
          .target = row.text(6),
          .asked_by = row.integer(7),
          .asked_name = row.text(8),
          .asked = instant(row, 9),
          .expires = instant(row, 10),
          .decision = row.text(11),
          .decided_by = row.integer(12),
          .decided_name = row.text(13),
          .decided = maybe_instant(row, 14),
          .decision_reason = row.text(15)};
}

}  // namespace

void add_two_person(Db& db, const TwoPersonRow& r) {
  db.run(
      "INSERT INTO two_person_requests (id, kind, object, details, reason, approve, target, asked_by, asked_name, "
      "asked_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      r.id, r.kind, r.object, r.details, r.reason, r.approve, r.target, r.asked_by, r.asked_name, stored(r.asked),
      stored(r.expires));
}

std::optional<TwoPersonRow> find_two_person(Db& db, std::string_view id) {
  return db.first(select("id = ?"), row_of, id);
}

std::vector<TwoPersonRow> waiting_two_person(Db& db, Instant now) {
  return db.all(select("decision IS NULL AND expires_at > ? ORDER BY asked_at, id"), row_of, stored(now));
}

bool two_person_waits(Db& db, std::string_view kind, std::string_view object, Instant now) {
  return db.count(
             "SELECT count(*) FROM two_person_requests WHERE decision IS NULL AND expires_at > ? AND kind = ? AND "
             "object = ?",
             stored(now), kind, object) > 0;
}

bool decide_two_person(Db& db, std::string_view id, const TwoPersonDecision& d) {
  return db.run(
             "UPDATE two_person_requests SET decision = ?, decided_by = ?, decided_name = ?, decided_at = ?, "
             "decision_reason = ? WHERE id = ? AND decision IS NULL",
             d.decision, d.by, d.name, stored(d.at), d.reason, id) == 1;
}

bool same_human(Db& db, std::int64_t one, std::int64_t other) {
  return one == other || db.count(
                             "SELECT count(*) FROM people a JOIN people b ON a.snils_key = b.snils_key "
                             "WHERE a.id = ? AND b.id = ?",
                             one, other) > 0;
}

}  // namespace pochin::server
