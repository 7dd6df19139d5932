// Nothing acknowledged is lost: a writing process is killed at random moments, the file is opened again.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <random>
#include <set>
#include <thread>

#include "server/store/store.h"
#include "tests/unit/server/store/scratch.h"

using namespace pochin;
using namespace pochin::server;

namespace {

constexpr int kThreads = 6;

// Writes as fast as it can from several threads; tells the number of each acknowledged write through the pipe.
[[noreturn]] void write_until_killed(const std::string& path, int acknowledged, int round) {
  auto store = Store::open({.path = path});
  if (!store) _exit(1);
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0;; ++i) {
        const std::int64_t number = (std::int64_t{round} * kThreads + t) * 1'000'000 + i;
        const auto done = (*store)->write([&](Db& db) -> Result<int> {
          db.run("INSERT INTO people (subject, created_at, seen_at) VALUES (?, 1, 1)", std::to_string(number));
          db.run(
              "INSERT INTO staff_grants (oid, role, scope, title, granted_by, granted_at) VALUES (?, 'r', 's', 't', "
              "'b', 1)",
              std::to_string(number));
          return 1;
        });
        if (!done) _exit(2);
        if (write(acknowledged, &number, sizeof number) != sizeof number) _exit(3);
      }
    });
  }
  for (auto& thread : threads) thread.join();
  _exit(4);
}

std::set<std::int64_t> read_numbers(int from) {
  std::set<std::int64_t> numbers;
  std::int64_t number = 0;
  while (read(from, &number, sizeof number) == sizeof number) numbers.insert(number);
  return numbers;
}

}  // namespace

TEST_CASE("every acknowledged write survives kill -9, and no write is half there") {
  const Scratch scratch;
  const std::string path = scratch.file("pochin.db");
  std::mt19937 random(20261123);  // fixed: the moments vary with the machine anyway
  std::set<std::int64_t> promised;
  for (int round = 0; round < 8; ++round) {
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
      close(ends[0]);
      write_until_killed(path, ends[1], round);
    }
    close(ends[1]);
    std::thread killer([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(40 + random() % 160));
      kill(child, SIGKILL);
    });
    promised.merge(read_numbers(ends[0]));
    killer.join();
    close(ends[0]);
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    REQUIRE(WIFSIGNALED(status));

    auto store = Store::open({.path = path});
    REQUIRE(store.has_value());
    const auto found = (*store)->read([](Db& db) -> Result<std::vector<std::int64_t>> {
      return db.all("SELECT CAST(subject AS INTEGER) FROM people", [](const Row& row) { return row.integer(0); });
    });
    REQUIRE(found.has_value());
    const std::set<std::int64_t> kept(found->begin(), found->end());
    CHECK(std::ranges::includes(kept, promised));
    const auto halves = (*store)->read([](Db& db) -> Result<std::int64_t> {
      return db.count(
          "SELECT (SELECT count(*) FROM people WHERE subject NOT IN (SELECT oid FROM staff_grants)) + "
          "(SELECT count(*) FROM staff_grants WHERE oid NOT IN (SELECT subject FROM people))");
    });
    REQUIRE(halves.has_value());
    CHECK(*halves == 0);
    const auto sound = (*store)->read([](Db& db) -> Result<std::string> {
      return db.first("PRAGMA integrity_check", [](const Row& row) { return row.text(0); }).value_or("nothing");
    });
    REQUIRE(sound.has_value());
    CHECK(*sound == "ok");
  }
  CHECK(promised.size() > 100);
}
