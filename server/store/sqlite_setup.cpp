#include "server/store/sqlite_setup.h"

#include <sqlite3.h>

#include <filesystem>

#include "server/store/search.h"

namespace pochin::server {
namespace {

void keyed(sqlite3_context* context, int, sqlite3_value** values) {
  const auto* key = static_cast<const SubjectKey*>(sqlite3_user_data(context));
  const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(values[0]));
  if (text == nullptr) return sqlite3_result_null(context);
  const std::string hash =
      keyed_hash(*key, std::string_view(text, static_cast<std::size_t>(sqlite3_value_bytes(values[0]))));
  sqlite3_result_text(context, hash.data(), static_cast<int>(hash.size()), SQLITE_TRANSIENT);
}

void drop_key(void* key) { delete static_cast<SubjectKey*>(key); }

std::string_view text_of(sqlite3_value* value) {
  const auto* text = reinterpret_cast<const char*>(sqlite3_value_text(value));
  return text == nullptr ? std::string_view{}
                         : std::string_view(text, static_cast<std::size_t>(sqlite3_value_bytes(value)));
}

void found_in(sqlite3_context* context, int, sqlite3_value** values) {
  sqlite3_result_int(context, found(text_of(values[0]), text_of(values[1])) ? 1 : 0);
}

void know_functions(Db& db, const SubjectKey& key) {
  db.database().createFunction("found", 2, true, nullptr, found_in, nullptr, nullptr, nullptr);
  db.database().createFunction("keyed", 1, true, new SubjectKey(key), keyed, nullptr, nullptr, drop_key);
}

}  // namespace

// NOMUTEX: every connection is used by one thread at a time, the store sees to it.
std::unique_ptr<Db> open_writer(const std::string& path, const SubjectKey& key, int busy_timeout_ms) {
  auto db = std::make_unique<Db>(std::make_unique<SQLite::Database>(
      path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | SQLite::OPEN_NOMUTEX, busy_timeout_ms));
  db->script("PRAGMA journal_mode = WAL");
  db->script("PRAGMA synchronous = FULL");
  db->script("PRAGMA foreign_keys = ON");
  // Without it INSERT OR REPLACE would delete a history row past the trigger that forbids it.
  db->script("PRAGMA recursive_triggers = ON");
  // What is deleted is overwritten: a draft ballot must not lie on in a free page.
  db->script("PRAGMA secure_delete = ON");
  db->script("PRAGMA cache_size = -16384");
  db->script("PRAGMA journal_size_limit = 67108864");
  know_functions(*db, key);
  return db;
}

std::unique_ptr<Db> open_reader(const std::string& path, const SubjectKey& key, int busy_timeout_ms) {
  auto db = std::make_unique<Db>(
      std::make_unique<SQLite::Database>(path, SQLite::OPEN_READONLY | SQLite::OPEN_NOMUTEX, busy_timeout_ms));
  db->script("PRAGMA query_only = ON");
  db->script("PRAGMA cache_size = -8192");
  know_functions(*db, key);
  return db;
}

bool has_keyed_people(const std::string& path) {
  std::error_code none;
  if (!std::filesystem::exists(path, none)) return false;
  Db db(std::make_unique<SQLite::Database>(path, SQLite::OPEN_READONLY | SQLite::OPEN_NOMUTEX, 5000));
  return db.count("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'installation'") > 0;
}

void truncate_wal(Db& db) { db.script("PRAGMA wal_checkpoint(TRUNCATE)"); }

}  // namespace pochin::server
