#include <sys/stat.h>

#include <catch2/catch_test_macros.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "server/store/addresses.h"
#include "server/store/migrations.h"
#include "server/store/people.h"
#include "server/store/store.h"
#include "server/store/subject_key.h"
#include "tests/unit/server/store/scratch.h"

using namespace pochin;
using namespace pochin::server;

namespace {

constexpr Instant kNow{1'800'000'000'000};
constexpr const char* kResident = "1000299656";
constexpr const char* kClerk = "1000000010";

std::unique_ptr<Store> opened(const std::string& path) {
  auto store = Store::open({.path = path});
  if (!store) FAIL(store.error().message);
  return *std::move(store);
}

template <class Work>
auto must(Store& store, Work work) {
  auto done = store.write([&](Db& db) -> Result<std::invoke_result_t<Work&, Db&>> { return work(db); });
  if (!done) FAIL(done.error().message);
  return *std::move(done);
}

std::string all_files(const std::string& database) {
  std::string bytes;
  for (const std::string& path : {database, database + "-wal"}) {
    std::ifstream file(path, std::ios::binary);
    bytes.append(std::istreambuf_iterator<char>(file), {});
  }
  return bytes;
}

// A database as it was before people were known by keyed hashes.
void make_old(const std::string& path) {
  SQLite::Database old(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
  old.exec("CREATE TABLE schema_steps (number INTEGER PRIMARY KEY, name TEXT NOT NULL, done_at TEXT NOT NULL) STRICT");
  for (const Migration& step : migrations()) {
    if (step.number >= 7) break;
    old.exec(step.sql);
    old.exec("INSERT INTO schema_steps VALUES (" + std::to_string(step.number) + ", 'old', 'then')");
  }
  old.exec(std::string("INSERT INTO people (oid, created_at, seen_at) VALUES ('") + kResident + "', 1, 1)");
  old.exec(std::string("INSERT INTO people (oid, created_at, seen_at) VALUES ('") + kClerk + "', 1, 1)");
  old.exec(std::string("INSERT INTO staff_grants (oid, role, scope, title, granted_by, granted_at) VALUES ('") +
           kClerk + "', 'municipal_operator', '86500411', 'Специалист', 'seed', 1)");
}

}  // namespace

TEST_CASE("a resident's account number is nowhere in the files of the database") {
  const Scratch scratch;
  const std::string path = scratch.file("pochin.db");
  const auto store = opened(path);
  must(*store, [](Db& db) { return remember_person(db, kResident, kNow); });
  CHECK(all_files(path).find(kResident) == std::string::npos);
}

TEST_CASE("the same account is the same person, another realm's is another") {
  const Scratch scratch;
  const auto store = opened(scratch.file("pochin.db"));
  const auto person = must(*store, [](Db& db) { return remember_person(db, kResident, kNow); });
  CHECK(must(*store, [](Db& db) { return remember_person(db, kResident, kNow); }) == person);
  CHECK(must(*store, [](Db& db) { return remember_person(db, kResident, kNow, kDemoRealm); }) != person);
}

TEST_CASE("the key is made at the first start and is its owner's alone") {
  const Scratch scratch;
  (void)opened(scratch.file("pochin.db"));
  struct stat about {};
  REQUIRE(stat(scratch.file("subject.key").c_str(), &about) == 0);
  CHECK((about.st_mode & 0777) == 0600);
  CHECK(about.st_size == 32);
}

TEST_CASE("a database whose key is lost does not open, and no new key is made") {
  const Scratch scratch;
  const std::string path = scratch.file("pochin.db");
  must(*opened(path), [](Db& db) { return remember_person(db, kResident, kNow); });
  std::filesystem::remove(scratch.file("subject.key"));
  CHECK(Store::open({.path = path}).error().code == "key_lost");
  CHECK_FALSE(std::filesystem::exists(scratch.file("subject.key")));
}

TEST_CASE("a database does not open with the key of another") {
  const Scratch scratch, other;
  (void)opened(scratch.file("pochin.db"));
  (void)opened(other.file("pochin.db"));
  std::filesystem::copy_file(other.file("subject.key"), scratch.file("subject.key"),
                             std::filesystem::copy_options::overwrite_existing);
  CHECK(Store::open({.path = scratch.file("pochin.db")}).error().code == "key_wrong");
}

TEST_CASE("a key that others may read is refused") {
  const Scratch scratch;
  (void)opened(scratch.file("pochin.db"));
  chmod(scratch.file("subject.key").c_str(), 0644);
  CHECK(Store::open({.path = scratch.file("pochin.db")}).error().code == "key_open");
}

TEST_CASE("people of an older database are known again, and residents' numbers are gone from it") {
  const Scratch scratch;
  const std::string path = scratch.file("pochin.db");
  make_old(path);
  {
    const auto store = opened(path);
    CHECK(must(*store, [](Db& db) { return remember_person(db, kResident, kNow); }) == 1);
    const auto clerk = must(*store, [](Db& db) { return remember_person(db, kClerk, kNow); });
    CHECK(clerk == 2);
    CHECK(must(*store, [&](Db& db) { return grants_of_person(db, clerk).size(); }) == 1);
    CHECK(must(*store, [](Db& db) { return grants_of(db, kClerk).size(); }) == 1);
    must(*store, [](Db& db) { return db.count("SELECT count(*) FROM people"); });
  }
  CHECK(all_files(path).find(kResident) == std::string::npos);
}

TEST_CASE("an account made anew has the second key of the same human") {
  const Scratch scratch;
  const auto store = opened(scratch.file("pochin.db"));
  const auto keys = [&](const std::string& oid, const std::string& snils) {
    return must(*store, [&](Db& db) {
      const auto person = remember_person(db, oid, kNow);
      if (!snils.empty()) remember_snils(db, person, snils);
      return voter_subjects(db, person);
    });
  };
  const auto before = keys("1", "00000060006"), after = keys("2", "00000060006");
  REQUIRE(before.size() == 2);
  CHECK(before[0] != after[0]);
  CHECK(before[1] == after[1]);
  CHECK(keys("3", "").size() == 1);
}

TEST_CASE("an address without a code of its own has that of what lies around it") {
  const Scratch scratch;
  const auto store = opened(scratch.file("pochin.db"));
  const std::string street = "5d2f1f4e-0000-4000-8000-000000000001", village = "5d2f1f4e-0000-4000-8000-000000000002";
  const std::string circle = "5d2f1f4e-0000-4000-8000-000000000003";
  must(*store, [&](Db& db) {
    put_address(db, {village, "", "86500411101", "с. Заречье"});
    put_address(db, {street, village, "", "ул. Озёрная"});
    put_address(db, {circle, circle, "", "сама в себе"});
    return true;
  });
  const auto code = [&](const std::string& guid) {
    return must(*store, [&](Db& db) { return oktmo_of_address(db, guid); });
  };
  CHECK(code(street) == "86500411101");
  CHECK(code("5D2F1F4E-0000-4000-8000-000000000001") == "86500411101");
  CHECK(code(circle).empty());
  CHECK(code("5d2f1f4e-0000-4000-8000-00000000ffff").empty());
}

TEST_CASE("the keyed hash is HMAC-SHA256 of RFC 4231, test case 2") {
  const SubjectKey key{'J', 'e', 'f', 'e'};
  CHECK(keyed_hash(key, "what do ya want for nothing?") ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}
