// Logged-in sessions and logins under way. Only hashes of what the browser holds are stored (esia.md §4).
// Functions throw SQLite::Exception.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/db.h"
#include "shared/base/instant.h"

namespace pochin::server {

struct SessionRow {
  Bytes id_hash = {};  // SHA-256 of the cookie's value
  std::int64_t person = 0;
  std::string realm = {};  // of the person; read, not written
  std::string csrf = {};
  std::string name = {};
  std::string short_name = {};
  std::string organisations = "[]";  // JSON array of ОГРН
  std::string connector = "esia";    // by which they logged in
  std::string device = {};           // «Firefox, Windows»
  std::string facts = "{}";          // JSON of what the login told (server/api/handling/person_facts.h)
  Instant proved = {};               // when the person proved who they are
  Instant created = {};
  Instant seen = {};
  std::int64_t idle_ms = 0;
  Instant expires = {};
};

void add_session(Db& db, const SessionRow& session);
// Nothing when it is unknown, idle for too long or past its end.
std::optional<SessionRow> live_session(Db& db, std::span<const std::uint8_t> id_hash, Instant now);
void touch_session(Db& db, std::span<const std::uint8_t> id_hash, Instant now);
void end_session(Db& db, std::span<const std::uint8_t> id_hash);
// Those that live, newest first.
std::vector<SessionRow> sessions_of(Db& db, std::int64_t person, Instant now);
int end_sessions_of(Db& db, std::int64_t person);

struct AttemptRow {
  std::string state = {};
  Bytes cookie_hash = {};
  std::string return_to = {};
  std::string details = {};  // JSON of the connector's record
  Instant created = {};
  Instant expires = {};
};

void add_attempt(Db& db, const AttemptRow& attempt);
// Takes the attempt: whoever comes second with the same state finds nothing. Expired ones are not given. Of a taken one
// stays until its end where it wanted to lead, and nothing that could end a login.
std::optional<AttemptRow> take_attempt(Db& db, std::string_view state, Instant now);
// Where an attempt of this state leads, taken or not.
struct AttemptSeen {
  std::string return_to = {};
  bool taken = false;
};
std::optional<AttemptSeen> see_attempt(Db& db, std::string_view state, Instant now);

// Removes sessions and attempts that are over.
void sweep_logins(Db& db, Instant now);

}  // namespace pochin::server
