// The yardstick for casting: a bare SQLite loop with the very inserts of one ballot — participation, ballot, waiting
// entry, the hour's count, into the server's own tables with their checks and references — and nothing else: no
// request, no session, no look at what is there. Keys are as random as the server's.
//   vote-loop FILE SECONDS GROUP   →  one line: committed ballots per second
#include <cstdint>
#include <cstring>

#include "server/store/schema_voting.h"
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
  run(db, "PRAGMA foreign_keys=ON");
  run(db, "CREATE TABLE pack_versions (practice TEXT, version TEXT, PRIMARY KEY (practice, version))");
  run(db, pochin::server::kVotingSchema);
  run(db,
      "INSERT INTO pack_versions VALUES ('ppmi', '2027.1.0');"
      "INSERT INTO campaigns VALUES ('ppmi.main', 'ppmi', '2027.1.0', 'main', randomblob(32), '[]', 1)");
  sqlite3_stmt* part = prepared(db, "INSERT INTO participation VALUES ('ppmi.main', ?1, '', 'portal', 'confirmed', 1)");
  sqlite3_stmt* ballot = prepared(db,
                                  "INSERT INTO ballots VALUES ('ppmi.main', ?1, 1, ?2, ?3, '', "
                                  "'[[\"a0123456789abcdef\",1]]', 'portal', 'confirmed', '')");
  sqlite3_stmt* pending = prepared(db, "INSERT INTO pending_entries VALUES ('ppmi.main', ?1)");
  sqlite3_stmt* hour =
      prepared(db,
               "INSERT INTO turnout_hours VALUES ('ppmi.main', 1, 'portal', 'confirmed', '', 1) "
               "ON CONFLICT (campaign, hour, channel, assurance, district) DO UPDATE SET count = count + 1");
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
