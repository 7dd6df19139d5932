#include "server/store/idempotency.h"

#include "server/store/instants.h"

namespace pochin::server {

std::optional<KeptAnswer> kept_answer(Db& db, std::int64_t person, std::string_view key) {
  return db.first(
      "SELECT route, request_hash, status, headers, body FROM idempotency_keys WHERE person_id = ? AND key = ?",
      [](const Row& row) {
        return KeptAnswer{row.text(0), row.text(1), static_cast<int>(row.integer(2)), row.text(3), row.text(4)};
      },
      person, key);
}

void keep_answer(Db& db, std::int64_t person, std::string_view key, const KeptAnswer& answer, Instant now) {
  db.run(
      "INSERT INTO idempotency_keys (person_id, key, route, request_hash, status, headers, body, created_at) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      person, key, answer.route, answer.request_hash, answer.status, answer.headers, answer.body, stored(now));
}

void sweep_answers(Db& db, Instant before) {
  db.run("DELETE FROM idempotency_keys WHERE created_at < ?", stored(before));
}

}  // namespace pochin::server
