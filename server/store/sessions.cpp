#include "server/store/sessions.h"

#include "server/store/instants.h"

namespace pochin::server {

namespace {

std::string select_sessions(std::string_view where) {
  return "SELECT s.id_hash, s.person_id, p.realm, s.csrf, s.name, s.short_name, s.organisations, s.connector, "
         "s.device, "
         "s.facts, s.proved_at, s.created_at, s.seen_at, s.idle_ms, s.expires_at "
         "FROM sessions s JOIN people p ON p.id = s.person_id WHERE s.expires_at > ?1 AND s.seen_at + s.idle_ms > ?1 "
         "AND " +
         std::string(where);
}

SessionRow session_of(const Row& row) {
  return {.id_hash = row.blob(0),
          .person = row.integer(1),
          .realm = row.text(2),
          .csrf = row.text(3),
          .name = row.text(4),
          .short_name = row.text(5),
          .organisations = row.text(6),
          .connector = row.text(7),
          .device = row.text(8),
          .facts = row.text(9),
          .proved = instant(row, 10),
          .created = instant(row, 11),
          .seen = instant(row, 12),
          .idle_ms = row.integer(13),
          .expires = instant(row, 14)};
}

}  // namespace

void add_session(Db& db, const SessionRow& s) {
  db.run(
      "INSERT INTO sessions (id_hash, person_id, csrf, name, short_name, organisations, connector, device, facts, "
      "proved_at, created_at, seen_at, idle_ms, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      s.id_hash, s.person, s.csrf, s.name, s.short_name, s.organisations, s.connector, s.device, s.facts,
      stored(s.proved), stored(s.created), stored(s.seen), s.idle_ms, stored(s.expires));
}

std::optional<SessionRow> live_session(Db& db, std::span<const std::uint8_t> id_hash, Instant now) {
  return db.first(select_sessions("s.id_hash = ?2"), session_of, stored(now), id_hash);
}

std::vector<SessionRow> sessions_of(Db& db, std::int64_t person, Instant now) {
  return db.all(select_sessions("s.person_id = ?2 ORDER BY s.created_at DESC"), session_of, stored(now), person);
}

int end_sessions_of(Db& db, std::int64_t person) { return db.run("DELETE FROM sessions WHERE person_id = ?", person); }

void touch_session(Db& db, std::span<const std::uint8_t> id_hash, Instant now) {
  db.run("UPDATE sessions SET seen_at = ? WHERE id_hash = ? AND seen_at < ?", stored(now), id_hash, stored(now));
}

void end_session(Db& db, std::span<const std::uint8_t> id_hash) {
  db.run("DELETE FROM sessions WHERE id_hash = ?", id_hash);
}

void add_attempt(Db& db, const AttemptRow& a) {
  db.run(
      "INSERT OR REPLACE INTO login_attempts (state, cookie_hash, return_to, details, created_at, expires_at) "
      "VALUES (?, ?, ?, ?, ?, ?)",
      a.state, a.cookie_hash, a.return_to, a.details, stored(a.created), stored(a.expires));
}

std::optional<AttemptRow> take_attempt(Db& db, std::string_view state, Instant now) {
  auto taken = db.first(
      "SELECT state, cookie_hash, return_to, details, created_at, expires_at FROM login_attempts "
      "WHERE state = ? AND details <> 'null'",
      [](const Row& row) {
        return AttemptRow{row.text(0), row.blob(1), row.text(2), row.text(3), instant(row, 4), instant(row, 5)};
      },
      state);
  if (!taken) return std::nullopt;
  db.run("UPDATE login_attempts SET details = 'null', cookie_hash = zeroblob(32) WHERE state = ?", state);
  if (stored(taken->expires) <= stored(now)) return std::nullopt;
  return taken;
}

std::optional<AttemptSeen> see_attempt(Db& db, std::string_view state, Instant now) {
  return db.first(
      "SELECT return_to, details = 'null' FROM login_attempts WHERE state = ? AND expires_at > ?",
      [](const Row& row) {
        return AttemptSeen{row.text(0), row.integer(1) != 0};
      },
      state, stored(now));
}

void sweep_logins(Db& db, Instant now) {
  db.run("DELETE FROM sessions WHERE expires_at <= ?", stored(now));
  db.run("DELETE FROM login_attempts WHERE expires_at <= ?", stored(now));
}

}  // namespace pochin::server
