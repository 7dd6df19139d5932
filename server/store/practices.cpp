#include "server/store/practices.h"

#include "server/store/instants.h"

namespace pochin::server {
namespace {

PackRow read_pack(const Row& row) { return {row.text(0), row.text(1), row.text(2)}; }

}  // namespace

void put_territory(Db& db, const TerritoryRow& t, int position) {
  db.run(
      "INSERT INTO territories (id, position, kind, name, body) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
      "position = excluded.position, kind = excluded.kind, name = excluded.name, body = excluded.body",
      t.id, position, t.kind, t.name, t.body);
}

std::vector<TerritoryRow> territories(Db& db) {
  return db.all("SELECT id, kind, name, body FROM territories ORDER BY position, id", [](const Row& row) {
    return TerritoryRow{row.text(0), row.text(1), row.text(2), row.text(3)};
  });
}

Published publish_pack(Db& db, const PackRow& pack, int position, Instant now, std::string_view by) {
  if (const auto old = pack_text(db, pack.practice, pack.version)) {
    return *old == pack.pack ? Published::same : Published::differs;
  }
  db.run(
      "INSERT INTO practices (id, position, current_version) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
      "current_version = excluded.current_version, position = excluded.position",
      pack.practice, position, pack.version);
  db.run("INSERT INTO pack_versions (practice, version, pack, published_at, published_by) VALUES (?, ?, ?, ?, ?)",
         pack.practice, pack.version, pack.pack, stored(now), by);
  return Published::added;
}

std::optional<std::string> pack_text(Db& db, std::string_view practice, std::string_view version) {
  return db.first(
      "SELECT pack FROM pack_versions WHERE practice = ? AND version = ?", [](const Row& row) { return row.text(0); },
      practice, version);
}

std::vector<PackRow> current_packs(Db& db) {
  return db.all(
      "SELECT v.practice, v.version, v.pack FROM practices p JOIN pack_versions v ON v.practice = p.id AND "
      "v.version = p.current_version ORDER BY p.position, p.id",
      read_pack);
}

std::vector<PackRow> all_packs(Db& db) {
  return db.all(
      "SELECT v.practice, v.version, v.pack FROM pack_versions v JOIN practices p ON p.id = v.practice "
      "ORDER BY p.position, p.id, v.published_at, v.rowid",
      read_pack);
}

std::vector<std::string> pack_versions_of(Db& db, std::string_view practice) {
  return db.all(
      "SELECT version FROM pack_versions WHERE practice = ? ORDER BY published_at, rowid",
      [](const Row& row) { return row.text(0); }, practice);
}

std::int64_t pack_count(Db& db) { return db.count("SELECT count(*) FROM pack_versions"); }

std::int64_t next_number(Db& db, std::string_view practice, int year) {
  return db
      .first(
          "INSERT INTO number_counters (practice, year, last) VALUES (?, ?, 1) "
          "ON CONFLICT (practice, year) DO UPDATE SET last = number_counters.last + 1 RETURNING last",
          [](const Row& row) { return row.integer(0); }, practice, year)
      .value();
}

}  // namespace pochin::server
