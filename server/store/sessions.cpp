#include "server/store/sessions.h"

#include "server/store/instants.h"

namespace pochin::server {

void add_session(Db& db, const SessionRow& s) {
  db.run(
      "INSERT INTO sessions (id_hash, person_id, csrf, name, short_name, organisations, created_at, seen_at, idle_ms, "
      "expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      s.id_hash, s.person, s.csrf, s.name, s.short_name, s.organisations, stored(s.created), stored(s.seen), s.idle_ms,
      stored(s.expires));
}

std::optional<SessionRow> live_session(Db& db, std::span<const std::uint8_t> id_hash, Instant now) {
  return db.first(
      "SELECT s.id_hash, s.person_id, p.oid, s.csrf, s.name, s.short_name, s.organisations, s.created_at, s.seen_at, "
      "s.idle_ms, s.expires_at FROM sessions s JOIN people p ON p.id = s.person_id "
      "WHERE s.id_hash = ? AND s.expires_at > ? AND s.seen_at + s.idle_ms > ?",
      [](const Row& row) {
        return SessionRow{.id_hash = row.blob(0),
                          .person = row.integer(1),
                          .oid = row.text(2),
                          .csrf = row.text(3),
                          .name = row.text(4),
                          .short_name = row.text(5),
                          .organisations = row.text(6),
                          .created = instant(row, 7),
                          .seen = instant(row, 8),
                          .idle_ms = row.integer(9),
                          .expires = instant(row, 10)};
      },
      id_hash, stored(now), stored(now));
}

void touch_session(Db& db, std::span<const std::uint8_t> id_hash, Instant now) {
  db.run("UPDATE sessions SET seen_at = ? WHERE id_hash = ? AND seen_at < ?", stored(now), id_hash, stored(now));
}

void end_session(Db& db, std::span<const std::uint8_t> id_hash) {
  db.run("DELETE FROM sessions WHERE id_hash = ?", id_hash);
}

void add_attempt(Db& db, const AttemptRow& a) {
  db.run(
      "INSERT INTO login_attempts (state, cookie_hash, return_to, details, created_at, expires_at) "
      "VALUES (?, ?, ?, ?, ?, ?)",
      a.state, a.cookie_hash, a.return_to, a.details, stored(a.created), stored(a.expires));
}

std::optional<AttemptRow> take_attempt(Db& db, std::string_view state, Instant now) {
  auto taken = db.first(
      "DELETE FROM login_attempts WHERE state = ? "
      "RETURNING state, cookie_hash, return_to, details, created_at, expires_at",
      [](const Row& row) {
        return AttemptRow{row.text(0), row.blob(1), row.text(2), row.text(3), instant(row, 4), instant(row, 5)};
      },
      state);
  if (taken && stored(taken->expires) <= stored(now)) return std::nullopt;
  return taken;
}

void sweep_logins(Db& db, Instant now) {
  db.run("DELETE FROM sessions WHERE expires_at <= ?", stored(now));
  db.run("DELETE FROM login_attempts WHERE expires_at <= ?", stored(now));
}

}  // namespace pochin::server
