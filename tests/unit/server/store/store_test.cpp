#include "server/store/store.h"

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <thread>

#include "tests/unit/server/store/scratch.h"

using namespace pochin;
using namespace pochin::server;

namespace {

std::unique_ptr<Store> opened(const Scratch& scratch, StoreOptions options = {}) {
  options.path = scratch.file("pochin.db");
  auto store = Store::open(options);
  if (!store) FAIL(store.error().message);
  return std::move(*store);
}

void nap() { std::this_thread::sleep_for(std::chrono::milliseconds(1)); }

Result<int> add_person(Db& db, const std::string& oid) {
  db.run("INSERT INTO people (subject, created_at, seen_at) VALUES (?, 1, 1)", oid);
  return 1;
}

std::int64_t people(Store& store) {
  const auto count = store.read([](Db& db) -> Result<std::int64_t> { return db.count("SELECT count(*) FROM people"); });
  REQUIRE(count.has_value());
  return *count;
}

}  // namespace

TEST_CASE("a write is seen by readers once it is answered") {
  const Scratch scratch;
  const auto store = opened(scratch);
  REQUIRE(store->write([](Db& db) { return add_person(db, "1"); }).has_value());
  CHECK(people(*store) == 1);
}

TEST_CASE("a refused write leaves nothing behind") {
  const Scratch scratch;
  const auto store = opened(scratch);
  const auto refused = store->write([](Db& db) -> Result<int> {
    (void)add_person(db, "1");
    return fail("no", "не сегодня");
  });
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().code == "no");
  CHECK(people(*store) == 0);
}

TEST_CASE("a write that breaks a rule of the schema is an error value, and the store goes on") {
  const Scratch scratch;
  const auto store = opened(scratch);
  REQUIRE(store->write([](Db& db) { return add_person(db, "1"); }).has_value());
  const auto broken = store->write([](Db& db) { return add_person(db, "1"); });
  REQUIRE_FALSE(broken.has_value());
  CHECK(broken.error().code == "storage");
  REQUIRE(store->write([](Db& db) { return add_person(db, "2"); }).has_value());
  CHECK(people(*store) == 2);
}

TEST_CASE("writes that wait together share a commit, and one that fails does not take the others along") {
  const Scratch scratch;
  const auto store = opened(scratch);
  // The first write holds the writer until all the others wait.
  constexpr int kWriters = 40;
  std::atomic<bool> inside = false;
  std::atomic<int> fine = 0;
  std::atomic<int> failed = 0;
  std::thread first([&] {
    (void)store->write([&](Db&) -> Result<int> {
      inside = true;
      while (store->counters().waiting < kWriters) nap();
      return 1;
    });
  });
  while (!inside) nap();
  std::vector<std::thread> threads;
  for (int i = 0; i < kWriters; ++i) {
    threads.emplace_back([&, i] {
      const auto done = store->write([i](Db& db) -> Result<int> {
        auto added = add_person(db, std::to_string(i));
        if (i % 4 == 0) return fail("no", "");
        return added;
      });
      ++(done ? fine : failed);
    });
  }
  first.join();
  for (auto& thread : threads) thread.join();
  CHECK(fine == 30);
  CHECK(failed == 10);
  CHECK(people(*store) == 30);
  CHECK(store->counters().writes == kWriters + 1);
  CHECK(store->counters().commits == 2);
}

TEST_CASE("a full queue refuses at once instead of keeping people waiting") {
  const Scratch scratch;
  const auto store = opened(scratch, {.path = {}, .queue = 1});
  std::atomic<bool> inside = false;
  std::atomic<bool> go_on = false;
  std::thread holder([&] {
    (void)store->write([&](Db&) -> Result<int> {
      inside = true;
      while (!go_on) nap();
      return 1;
    });
  });
  while (!inside) nap();
  std::thread waiting([&] { (void)store->write([](Db& db) { return add_person(db, "1"); }); });
  while (store->counters().waiting < 1) nap();
  const auto refused = store->write([](Db& db) { return add_person(db, "2"); });
  go_on = true;
  holder.join();
  waiting.join();
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().code == "busy");
  CHECK(people(*store) == 1);
}

TEST_CASE("closing finishes the writes that were accepted and refuses later ones") {
  const Scratch scratch;
  const auto store = opened(scratch);
  std::atomic<bool> inside = false;
  std::atomic<int> fine = 0;
  std::vector<std::thread> threads;
  threads.emplace_back([&] {
    fine += store
                ->write([&](Db& db) -> Result<int> {
                  inside = true;
                  while (store->counters().waiting < 5) nap();
                  return add_person(db, "first");
                })
                .has_value();
  });
  while (!inside) nap();
  for (int i = 0; i < 5; ++i) {
    threads.emplace_back(
        [&, i] { fine += store->write([i](Db& db) { return add_person(db, std::to_string(i)); }).has_value(); });
  }
  while (store->counters().waiting < 5 && store->counters().commits == 0) nap();
  store->close();
  for (auto& thread : threads) thread.join();
  CHECK(fine == 6);
  CHECK(people(*store) == 6);
  const auto late = store->write([](Db& db) { return add_person(db, "late"); });
  REQUIRE_FALSE(late.has_value());
  CHECK(late.error().code == "closing");
}

TEST_CASE("an unreadable place for the file is an error in words") {
  const auto store = Store::open({.path = "/nonexistent-folder/pochin.db"});
  REQUIRE_FALSE(store.has_value());
  CHECK(store.error().code == "storage");
}

TEST_CASE("the write-ahead log stays bounded under INSERT … RETURNING") {
  const Scratch scratch;
  const auto store = opened(scratch);
  for (int round = 0; round < 40; ++round) {
    const auto done = store->write([&](Db& db) -> Result<int> {
      for (int i = 0; i < 400; ++i) {
        (void)db.first(
            "INSERT INTO number_counters (practice, year, last) VALUES (?, ?, 1) RETURNING last",
            [](const Row& row) { return row.integer(0); }, std::string(200, 'x') + std::to_string(i), round);
      }
      return 1;
    });
    REQUIRE(done.has_value());
  }
  // About 5 MB were written; without automatic checkpoints all of them would still be in the log.
  CHECK(std::filesystem::file_size(scratch.file("pochin.db")) > 2'000'000);
  CHECK(std::filesystem::file_size(scratch.file("pochin.db-wal")) < 8'000'000);
}
