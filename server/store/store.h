// The one SQLite file: one writer thread that commits in groups, and a pool of reading connections.
//
// A write is answered only after the COMMIT that holds it is on the disk (WAL, synchronous=FULL). Writes that arrive
// while the disk is busy share the next commit, so many requests cost one fsync (architecture.md §3).
#pragma once
#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <type_traits>
#include <vector>

#include "server/store/db.h"
#include "server/store/subject_key.h"
#include "shared/base/result.h"

namespace pochin::server {

struct StoreOptions {
  std::string path;            // file of the database; its folder must exist
  std::string key = {};        // file of the people's key; empty: subject.key beside the database
  int readers = 4;             // most reading connections open at the same time
  std::size_t queue = 1024;    // writes that may wait; more are refused with code "busy"
  std::size_t group = 256;     // most writes in one commit
  int busy_timeout_ms = 5000;  // wait for another process (a backup, the command line) that holds the lock
};

class Store {
 public:
  // Opens the file, creates it and the key when they are missing, and runs the migrations. Error codes: "storage",
  // "newer_schema", "key_lost" (the database is there and its key is not), "key_wrong", those of read_subject_key.
  static Result<std::unique_ptr<Store>> open(const StoreOptions& options);
  ~Store();
  Store(const Store&) = delete;
  Store& operator=(const Store&) = delete;

  // Runs `work(Db&)`, which gives a Result, in the writer thread and waits until it is durable. When it gives an error
  // or throws, nothing of it stays, and the other writes of its group are untouched.
  // Error codes besides those of `work`: "busy" (queue full), "closing", "storage" (disk, lock).
  template <class Work>
  auto write(Work work) -> std::invoke_result_t<Work&, Db&> {
    using Answer = std::invoke_result_t<Work&, Db&>;
    std::optional<Answer> answer;
    const std::optional<Error> failure = run_write([&](Db& db) {
      answer.emplace(work(db));
      return answer->has_value();
    });
    if (failure) return std::unexpected(*failure);
    return std::move(*answer);
  }

  // Runs `work(Db&)`, which gives a Result, on a reading connection and in one snapshot. Waits for a free connection.
  template <class Work>
  auto read(Work work) -> std::invoke_result_t<Work&, Db&> {
    using Answer = std::invoke_result_t<Work&, Db&>;
    std::optional<Answer> answer;
    const std::optional<Error> failure = run_read([&](Db& db) { answer.emplace(work(db)); });
    if (failure) return std::unexpected(*failure);
    return std::move(*answer);
  }

  // Takes no more work, finishes and commits what was accepted, joins the writer. Safe to call twice.
  void close();

  struct Counters {
    std::uint64_t writes = 0;
    std::uint64_t commits = 0;
    std::uint64_t waiting = 0;
  };
  Counters counters() const;

 private:
  // One waiting write; lives on the stack of the caller, who sleeps until `done`.
  struct Job {
    std::function<bool(Db&)> work;  // true: keep what it did
    std::optional<Error> failure;
    bool kept = false;
    bool done = false;
    std::mutex mutex;  // of each its own: those of one group do not wait for one another when they wake
    std::condition_variable finished;
  };

  Store(const StoreOptions& options, SubjectKey key, std::unique_ptr<Db> writer);
  std::optional<Error> run_write(std::function<bool(Db&)> work);
  std::optional<Error> run_read(const std::function<void(Db&)>& work);
  void writer_loop();
  void commit_group(const std::vector<Job*>& group);
  void run_job(Job& job);

  StoreOptions options_;
  SubjectKey key_;
  std::unique_ptr<Db> writer_;
  mutable std::mutex mutex_;
  std::condition_variable arrived_;
  std::deque<Job*> queue_;
  bool closing_ = false;
  std::atomic<std::uint64_t> writes_ = 0;
  std::atomic<std::uint64_t> commits_ = 0;

  std::mutex readers_mutex_;
  std::condition_variable reader_free_;
  std::vector<std::unique_ptr<Db>> idle_readers_;
  int open_readers_ = 0;

  std::thread thread_;
};

}  // namespace pochin::server
