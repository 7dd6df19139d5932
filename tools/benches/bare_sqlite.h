// What the yardsticks of durable writes share: SQLite by itself with the pragmas of the server (WAL, synchronous=FULL),
// and a loop whose GROUP writes share one COMMIT. Whatever fails ends the program.
#pragma once
#include <sqlite3.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>

inline void run(sqlite3* db, const char* sql) {
  char* error = nullptr;
  if (sqlite3_exec(db, sql, nullptr, nullptr, &error) == SQLITE_OK) return;
  std::fprintf(stderr, "%s: %s\n", sql, error ? error : "?");
  std::exit(1);
}

inline sqlite3* open_bare(const char* path) {
  sqlite3* db = nullptr;
  if (sqlite3_open(path, &db) != SQLITE_OK) std::exit(1);
  run(db, "PRAGMA journal_mode=WAL");
  run(db, "PRAGMA synchronous=FULL");
  return db;
}

inline sqlite3_stmt* prepared(sqlite3* db, const char* sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(db, sql, -1, &statement, nullptr) != SQLITE_OK) std::exit(1);
  return statement;
}

inline void step(sqlite3_stmt* statement) {
  if (sqlite3_step(statement) != SQLITE_DONE) std::exit(1);
  sqlite3_reset(statement);
}

// Calls `write(number)` until the seconds are over and prints how many were committed in a second.
template <class Write>
void print_rate(sqlite3* db, const char* seconds, const char* group, Write write) {
  const auto longest = std::chrono::seconds(std::atoi(seconds));
  const int together = std::atoi(group);
  const auto begun = std::chrono::steady_clock::now();
  long written = 0;
  while (std::chrono::steady_clock::now() - begun < longest) {
    run(db, "BEGIN IMMEDIATE");
    for (int i = 0; i < together; ++i, ++written) write(written);
    run(db, "COMMIT");
  }
  const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begun;
  std::printf("%.0f\n", static_cast<double>(written) / spent.count());
}
