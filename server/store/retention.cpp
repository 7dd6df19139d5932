#include "server/store/retention.h"

#include <string>

#include "server/store/applications.h"
#include "server/store/contacts.h"
#include "server/store/ideas.h"
#include "server/store/instants.h"
#include "server/store/people.h"
#include "server/store/sessions.h"
#include "shared/base/json.h"
#include "shared/base/tr.h"

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

namespace {

std::string text_at_0(const Row& row) { return row.text(0); }

std::vector<std::string> forget_drafts(Db& db, std::int64_t person, Instant now) {
  const std::string drafts = "(SELECT id FROM applications WHERE author_id = ? AND submitted_at IS NULL)";
  db.run("UPDATE applications SET forgotten_at = ? WHERE author_id = ? AND submitted_at IS NULL", stored(now), person);
  std::vector<std::string> loose =
      db.all("SELECT DISTINCT sha256 FROM files WHERE sha256 <> '' AND application IN " + drafts, text_at_0, person);
  for (const char* table : {"application_events", "remarks", "files"})
    db.run("DELETE FROM " + std::string(table) + " WHERE application IN " + drafts, person);
  db.run("DELETE FROM applications WHERE author_id = ? AND submitted_at IS NULL", person);
  std::erase_if(loose, [&](const std::string& sha256) { return bytes_in_use(db, sha256); });
  return loose;
}

// Somebody who is nobody: what refers to a person whose account stays refers to this row instead.
std::int64_t nobody(Db& db, Instant now) {
  const std::int64_t id = db.first(
                                "INSERT INTO people (subject, created_at, seen_at, erased_at) "
                                "SELECT 'gone ' || (coalesce(max(id), 0) + 1), ?1, ?1, ?1 FROM people RETURNING id",
                                [](const Row& row) { return row.integer(0); }, stored(now))
                              .value();
  return id;
}

// An idea that was never shown to anybody goes. One that was stays with its supporters, without its author: neither the
// name nor what was written before the text that was published, nor the phones and addresses in that.
void forget_ideas(Db& db, std::int64_t person, std::int64_t instead, Instant now) {
  db.run("UPDATE ideas SET forgotten_at = ? WHERE author_id = ?", stored(now), person);
  const std::string unseen = "(SELECT id FROM ideas WHERE author_id = ? AND published_at IS NULL)";
  for (const char* table : {"idea_events", "idea_supporters"})
    db.run("DELETE FROM " + std::string(table) + " WHERE idea IN " + unseen, person);
  db.run("DELETE FROM ideas WHERE author_id = ? AND published_at IS NULL", person);
  for (const std::string& id : db.all("SELECT id FROM ideas WHERE author_id = ?", text_at_0, person)) {
    const auto before = idea(db, id);
    if (!before) continue;
    application::IdeaText text = before->text;
    for (std::string* each : {&text.title, &text.problem, &text.place}) *each = without_contacts(*each);
    for (application::IdeaEvent& event : idea_history(db, id)) {
      if (event.actor_id == person_id(person)) {
        event.actor_id = person_id(instead);
        event.actor.clear();
      }
      if (event.text) event.text = text;
      event.comment = without_contacts(event.comment);
      db.run("UPDATE idea_events SET body = ? WHERE idea = ? AND seq = ?", to_json(event).dump(), id, event.seq);
    }
    db.run("UPDATE ideas SET author_id = ?, title = ? WHERE id = ?", instead, text.title, id);
  }
}

// A voice that can be given again would count twice when its person comes back, so it goes with them; where support is
// over, the number stays and nobody is behind it.
void forget_support(Db& db, std::int64_t person, std::int64_t instead) {
  db.run("DELETE FROM idea_supporters WHERE person_id = ? AND idea IN (SELECT id FROM ideas WHERE state = 'published')",
         person);
  db.run("UPDATE idea_supporters SET person_id = ? WHERE person_id = ?", instead, person);
}

// A place in a lot that is still open could be taken twice likewise; the list stays, the name does not.
void forget_open_lots(Db& db, std::int64_t person, std::int64_t instead) {
  db.run(
      "UPDATE lot_applicants SET person_id = ?, name = '', exclusion = ? WHERE person_id = ? "
      "AND lot IN (SELECT id FROM commission_lots WHERE closed_at IS NULL)",
      instead, tr("участник удалил свои данные"), person);
}

}  // namespace

std::vector<std::string> forget_person(Db& db, std::int64_t person, Instant now) {
  const bool keep_account = leaves_traces(db, person);
  const std::int64_t instead = keep_account ? nobody(db, now) : person;
  end_sessions_of(db, person);
  auto loose = forget_drafts(db, person, now);
  forget_ideas(db, person, instead, now);
  forget_support(db, person, instead);
  forget_open_lots(db, person, instead);
  db.run("DELETE FROM idempotency_keys WHERE person_id = ?", person);
  if (!keep_account)
    db.run(
        "UPDATE people SET subject = 'gone ' || id, snils_key = NULL, name = '', short_name = '', erased_at = ? "
        "WHERE id = ?",
        stored(now), person);
  return loose;
}

bool leaves_traces(Db& db, std::int64_t person) {
  return db.count(
             "SELECT (SELECT count(*) FROM applications WHERE author_id = ?1 AND submitted_at IS NOT NULL) + "
             "(SELECT count(*) FROM staff_grants g JOIN people p ON p.subject = g.subject WHERE p.id = ?1)",
             person) > 0;
}

}  // namespace pochin::server
