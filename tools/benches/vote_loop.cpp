// The yardstick for casting: a bare SQLite loop with the inserts of one ballot — participation, ballot, waiting entry,
// the hour's count — and nothing else. Keys are as random as the server's.
//   vote-loop FILE SECONDS GROUP   →  one line: committed ballots per second
#include <cstdint>
#include <cstring>

#include "tools/benches/bare_sqlite.h"

namespace {

// SplitMix64: 32 bytes that lie nowhere near each other.
struct Random {
  std::uint64_t state = 7;
  void fill(unsigned char* to) {
    for (int i = 0; i < 4; ++i) {
      std::uint64_t z = state += 0x9e3779b97f4a7c15;
      z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
      z = (z ^ z >> 27) * 0x94d049bb133111eb;
      z ^= z >> 31;
      std::memcpy(to + 8 * i, &z, 8);
    }
  }
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: vote-loop FILE SECONDS GROUP\n");
    return 2;
  }
  sqlite3* db = open_bare(argv[1]);
  run(db,
      "CREATE TABLE participation(voter BLOB PRIMARY KEY, channel TEXT NOT NULL) STRICT, WITHOUT ROWID;"
      "CREATE TABLE ballots(ballot BLOB PRIMARY KEY, nonce BLOB NOT NULL, leaf BLOB NOT NULL, choices TEXT NOT NULL) "
      "STRICT, WITHOUT ROWID;"
      "CREATE TABLE pending(leaf BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;"
      "CREATE TABLE hours(hour INTEGER PRIMARY KEY, count INTEGER NOT NULL) STRICT; INSERT INTO hours VALUES (1, 0)");
  sqlite3_stmt* part = prepared(db, "INSERT INTO participation VALUES (?1, 'portal')");
  sqlite3_stmt* ballot = prepared(db, "INSERT INTO ballots VALUES (?1, ?2, ?3, '[[\"a0123456789abcdef\",1]]')");
  sqlite3_stmt* pending = prepared(db, "INSERT INTO pending VALUES (?1)");
  sqlite3_stmt* hour = prepared(db, "UPDATE hours SET count = count + 1 WHERE hour = 1");
  Random random;
  unsigned char key[4][32];
  print_rate(db, argv[2], argv[3], [&](long) {
    for (auto& each : key) random.fill(each);
    sqlite3_bind_blob(part, 1, key[0], 32, SQLITE_STATIC);
    for (int j = 0; j < 3; ++j) sqlite3_bind_blob(ballot, j + 1, key[j + 1], 32, SQLITE_STATIC);
    sqlite3_bind_blob(pending, 1, key[3], 32, SQLITE_STATIC);
    for (sqlite3_stmt* statement : {part, ballot, pending, hour}) step(statement);
  });
  for (sqlite3_stmt* statement : {part, ballot, pending, hour}) sqlite3_finalize(statement);
  sqlite3_close(db);
}
