// The yardstick for durable writes: a bare SQLite loop that does the writes of one saved answer and nothing else.
//   sqlite-loop FILE SECONDS GROUP   →  one line: committed writes per second
// GROUP writes share one COMMIT. The same pragmas as the server's: WAL, synchronous=FULL.
#include <sqlite3.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

void run(sqlite3* db, const char* sql) {
  char* error = nullptr;
  if (sqlite3_exec(db, sql, nullptr, nullptr, &error) != SQLITE_OK) {
    std::fprintf(stderr, "%s: %s\n", sql, error ? error : "?");
    std::exit(1);
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: sqlite-loop FILE SECONDS GROUP\n");
    return 2;
  }
  const auto seconds = std::chrono::seconds(std::atoi(argv[2]));
  const int group = std::atoi(argv[3]);
  sqlite3* db = nullptr;
  if (sqlite3_open(argv[1], &db) != SQLITE_OK) return 1;
  run(db, "PRAGMA journal_mode=WAL");
  run(db, "PRAGMA synchronous=FULL");
  run(db, "CREATE TABLE draft(id INTEGER PRIMARY KEY, answers TEXT NOT NULL, version INTEGER NOT NULL) STRICT");
  run(db,
      "WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i+1 FROM n WHERE i<64) INSERT INTO draft SELECT i, '{}', 1 "
      "FROM n");
  sqlite3_stmt* update = nullptr;
  if (sqlite3_prepare_v2(db, "UPDATE draft SET answers=?1, version=version+1 WHERE id=?2", -1, &update, nullptr) !=
      SQLITE_OK)
    return 1;
  const std::string answers = "{\"name\":\"" + std::string(600, 'x') + "\"}";
  const auto begun = std::chrono::steady_clock::now();
  long written = 0;
  while (std::chrono::steady_clock::now() - begun < seconds) {
    run(db, "BEGIN IMMEDIATE");
    for (int i = 0; i < group; ++i, ++written) {
      sqlite3_bind_text(update, 1, answers.data(), static_cast<int>(answers.size()), SQLITE_STATIC);
      sqlite3_bind_int64(update, 2, written % 64 + 1);
      if (sqlite3_step(update) != SQLITE_DONE) return 1;
      sqlite3_reset(update);
    }
    run(db, "COMMIT");
  }
  const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begun;
  std::printf("%.0f\n", static_cast<double>(written) / spent.count());
  sqlite3_finalize(update);
  sqlite3_close(db);
}
