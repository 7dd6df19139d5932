// The yardstick for durable writes: a bare SQLite loop that does the writes of one saved answer and nothing else.
//   sqlite-loop FILE SECONDS GROUP   →  one line: committed writes per second
#include <string>

#include "tools/benches/bare_sqlite.h"

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: sqlite-loop FILE SECONDS GROUP\n");
    return 2;
  }
  sqlite3* db = open_bare(argv[1]);
  run(db, "CREATE TABLE draft(id INTEGER PRIMARY KEY, answers TEXT NOT NULL, version INTEGER NOT NULL) STRICT");
  run(db,
      "WITH RECURSIVE n(i) AS (VALUES(1) UNION ALL SELECT i+1 FROM n WHERE i<64) INSERT INTO draft SELECT i, '{}', 1 "
      "FROM n");
  sqlite3_stmt* update = prepared(db, "UPDATE draft SET answers=?1, version=version+1 WHERE id=?2");
  const std::string answers = "{\"name\":\"" + std::string(600, 'x') + "\"}";
  print_rate(db, argv[2], argv[3], [&](long number) {
    sqlite3_bind_text(update, 1, answers.data(), static_cast<int>(answers.size()), SQLITE_STATIC);
    sqlite3_bind_int64(update, 2, number % 64 + 1);
    step(update);
  });
  sqlite3_finalize(update);
  sqlite3_close(db);
}
