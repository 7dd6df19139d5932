#include "server/store/consents.h"

#include "server/store/instants.h"

namespace pochin::server {

void give_consent(Db& db, std::int64_t person, const ConsentRow& c) {
  const auto standing = db.count(
      "SELECT count(*) FROM consents WHERE person_id = ? AND document = ? AND version = ? AND text_hash = ? AND "
      "withdrawn_at IS NULL",
      person, c.document, c.version, c.text_hash);
  if (standing > 0) return;
  withdraw_consent(db, person, c.document, c.given);
  db.run(
      "INSERT INTO consents (person_id, document, version, text_hash, given_at) VALUES (?, ?, ?, ?, ?) "
      "ON CONFLICT (person_id, document, given_at) DO UPDATE SET version = excluded.version, "
      "text_hash = excluded.text_hash, withdrawn_at = NULL",
      person, c.document, c.version, c.text_hash, stored(c.given));
}

void withdraw_consent(Db& db, std::int64_t person, std::string_view document, Instant now) {
  db.run("UPDATE consents SET withdrawn_at = ? WHERE person_id = ? AND document = ? AND withdrawn_at IS NULL",
         stored(now), person, document);
}

std::vector<ConsentRow> consents_of(Db& db, std::int64_t person) {
  return db.all(
      "SELECT document, version, text_hash, given_at, withdrawn_at FROM consents WHERE person_id = ? "
      "ORDER BY given_at DESC",
      [](const Row& row) {
        return ConsentRow{row.text(0), row.text(1), row.text(2), instant(row, 3), maybe_instant(row, 4)};
      },
      person);
}

}  // namespace pochin::server
