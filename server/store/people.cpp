#include "server/store/people.h"

#include <charconv>

#include "server/store/instants.h"

namespace pochin::server {
namespace {

// What is hashed: a number of ЕСИА carries the prefix "oid", accounts of other realms that of the realm.
std::string account_text(std::string_view account) {
  return account.find(':') == std::string_view::npos ? "oid:" + std::string(account) : std::string(account);
}

}  // namespace

std::string person_id(std::int64_t person) { return "p" + std::to_string(person); }

std::int64_t person_from(std::string_view id) {
  std::int64_t person = 0;
  if (!id.starts_with('p')) return 0;
  const auto read = std::from_chars(id.data() + 1, id.data() + id.size(), person);
  return read.ec == std::errc() && read.ptr == id.data() + id.size() && person > 0 ? person : 0;
}

std::int64_t remember_person(Db& db, std::string_view oid, Instant now, std::string_view realm) {
  const std::string account = (realm == kEsiaRealm ? "oid:" : std::string(realm) + ":") + std::string(oid);
  return db
      .first(
          "INSERT INTO people (subject, realm, created_at, seen_at) VALUES (keyed(?), ?, ?, ?) "
          "ON CONFLICT (subject) DO UPDATE SET seen_at = excluded.seen_at RETURNING id",
          [](const Row& row) { return row.integer(0); }, account, realm, stored(now), stored(now))
      .value();
}

void remember_snils(Db& db, std::int64_t person, std::string_view digits) {
  db.run("UPDATE people SET snils_key = keyed('snils:' || ?) WHERE id = ?", digits, person);
}

std::vector<std::string> voter_subjects(Db& db, std::int64_t person) {
  return db.all(
      "SELECT subject FROM people WHERE id = ?1 UNION ALL "
      "SELECT snils_key FROM people WHERE id = ?1 AND snils_key IS NOT NULL",
      [](const Row& row) { return row.text(0); }, person);
}

void keep_name(Db& db, std::int64_t person, std::string_view name, std::string_view short_name) {
  db.run("UPDATE people SET name = ?, short_name = ? WHERE id = ?", name, short_name, person);
}

namespace {

Grant grant_of(const Row& row) { return {row.text(0), row.text(1), row.text(2), row.text(3), row.text(4)}; }

}  // namespace

std::vector<Grant> grants_of(Db& db, std::string_view oid) {
  return db.all(
      "SELECT oid, role, scope, title, ogrn FROM staff_grants WHERE subject = keyed(?) AND revoked_at IS NULL "
      "ORDER BY id",
      grant_of, account_text(oid));
}

std::vector<Grant> grants_of_person(Db& db, std::int64_t person) {
  return db.all(
      "SELECT g.oid, g.role, g.scope, g.title, g.ogrn FROM people p JOIN staff_grants g ON g.subject = p.subject "
      "WHERE p.id = ? AND g.revoked_at IS NULL ORDER BY g.id",
      grant_of, person);
}

void give_grant(Db& db, const Grant& grant, std::string_view by, Instant now) {
  db.run(
      "INSERT INTO staff_grants (oid, subject, role, scope, title, ogrn, granted_by, granted_at) "
      "VALUES (?, keyed(?), ?, ?, ?, ?, ?, ?) "
      "ON CONFLICT (oid, role, scope) DO UPDATE SET title = excluded.title, ogrn = excluded.ogrn, "
      "granted_by = excluded.granted_by, granted_at = excluded.granted_at, revoked_at = NULL",
      grant.oid, account_text(grant.oid), grant.role, grant.scope, grant.title, grant.ogrn, by, stored(now));
}

bool revoke_grant(Db& db, std::string_view oid, std::string_view role, std::string_view scope, Instant now) {
  return db.run(
             "UPDATE staff_grants SET revoked_at = ? WHERE oid = ? AND role = ? AND scope = ? AND revoked_at IS NULL",
             stored(now), oid, role, scope) == 1;
}

}  // namespace pochin::server
