#include "server/store/sqlite_setup.h"

namespace pochin::server {

// NOMUTEX: every connection is used by one thread at a time, the store sees to it.
std::unique_ptr<Db> open_writer(const std::string& path, int busy_timeout_ms) {
  auto db = std::make_unique<Db>(std::make_unique<SQLite::Database>(
      path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOMUTEX, busy_timeout_ms));
  db->script("PRAGMA journal_mode = WAL");
  db->script("PRAGMA synchronous = FULL");
  db->script("PRAGMA foreign_keys = ON");
  // Without it INSERT OR REPLACE would delete a history row past the trigger that forbids it.
  db->script("PRAGMA recursive_triggers = ON");
  db->script("PRAGMA cache_size = -16384");
  db->script("PRAGMA journal_size_limit = 67108864");
  return db;
}

std::unique_ptr<Db> open_reader(const std::string& path, int busy_timeout_ms) {
  auto db = std::make_unique<Db>(
      std::make_unique<SQLite::Database>(path, SQLite::OPEN_READONLY | SQLite::OPEN_NOMUTEX, busy_timeout_ms));
  db->script("PRAGMA query_only = ON");
  db->script("PRAGMA cache_size = -8192");
  db->script("PRAGMA mmap_size = 268435456");
  return db;
}

void truncate_wal(Db& db) { db.script("PRAGMA wal_checkpoint(TRUNCATE)"); }

}  // namespace pochin::server
