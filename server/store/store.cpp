#include "server/store/store.h"

#include <sqlite3.h>

#include <exception>
#include <filesystem>
#include <utility>

#include "server/store/migrations.h"
#include "server/store/sqlite_setup.h"
#include "shared/base/tr.h"

namespace pochin::server {
namespace {

Error storage_error(const SQLite::Exception& e) {
  const int code = e.getErrorCode();
  if (code == SQLITE_BUSY || code == SQLITE_LOCKED) return Error{"busy", e.what(), ""};
  return Error{"storage", e.what(), ""};
}

// Runs `work`, turning what a library throws into an error value.
template <class Work>
std::optional<Error> caught(Work work) {
  try {
    work();
    return std::nullopt;
  } catch (const SQLite::Exception& e) {
    return storage_error(e);
  } catch (const std::exception& e) {
    return Error{"internal", e.what(), ""};
  }
}

// The key that goes with the database; a new one only for a database that knows nobody yet.
Result<SubjectKey> key_of(const StoreOptions& options) {
  namespace fs = std::filesystem;
  const std::string path =
      options.key.empty() ? (fs::path(options.path).parent_path() / "subject.key").string() : options.key;
  std::error_code none;
  if (fs::exists(path, none)) return read_subject_key(path);
  bool keyed = false;
  if (auto failure = caught([&] { keyed = has_keyed_people(options.path); })) return std::unexpected(*failure);
  if (keyed)
    return fail("key_lost",
                tr("нет файла ключа {}: без него не узнать ни одного человека. Верните его из резервной копии.", path));
  return make_subject_key(path);
}

}  // namespace

Result<std::unique_ptr<Store>> Store::open(const StoreOptions& options) {
  auto key = key_of(options);
  if (!key) return std::unexpected(key.error());
  std::unique_ptr<Db> writer;
  int newest = 0;
  bool ours = true;
  auto failure = caught([&] {
    writer = open_writer(options.path, *key, options.busy_timeout_ms);
    newest = migrate(*writer);
    ours = writer->count("SELECT value = keyed('check') FROM installation WHERE name = 'key_check'") == 1;
  });
  if (failure) return std::unexpected(*failure);
  if (!ours)
    return fail("key_wrong", std::string(tr("файл ключа не от этой базы: верните его из той же резервной копии.")));
  if (newest > migrations().back().number) {
    return fail("newer_schema", "the database was made by a newer version of the program");
  }
  return std::unique_ptr<Store>(new Store(options, *std::move(key), std::move(writer)));
}

Store::Store(const StoreOptions& options, SubjectKey key, std::unique_ptr<Db> writer)
    : options_(options), key_(std::move(key)), writer_(std::move(writer)) {
  thread_ = std::thread([this] { writer_loop(); });
}

Store::~Store() { close(); }

void Store::close() {
  {
    const std::lock_guard lock(mutex_);
    closing_ = true;
  }
  arrived_.notify_all();
  if (thread_.joinable()) {
    thread_.join();
    // A reader that is still busy only keeps the WAL from being emptied; nothing is lost.
    caught([&] { truncate_wal(*writer_); });
  }
}

Store::Counters Store::counters() const {
  const std::lock_guard lock(mutex_);
  return {writes_.load(), commits_.load(), queue_.size()};
}

std::optional<Error> Store::run_write(std::function<bool(Db&)> work) {
  Job job;
  job.work = std::move(work);
  {
    const std::lock_guard lock(mutex_);
    if (closing_) return Error{"closing", "the store is closing", ""};
    if (queue_.size() >= options_.queue) return Error{"busy", "too many writes are waiting", ""};
    queue_.push_back(&job);
    if (queue_.size() == 1) arrived_.notify_one();  // the writer sleeps on an empty queue only
  }
  std::unique_lock lock(job.mutex);
  job.finished.wait(lock, [&] { return job.done; });
  return job.failure;
}

void Store::writer_loop() {
  std::vector<Job*> group;
  for (;;) {
    {
      std::unique_lock lock(mutex_);
      arrived_.wait(lock, [&] { return closing_ || !queue_.empty(); });
      if (queue_.empty()) return;
      while (!queue_.empty() && group.size() < options_.group) {
        group.push_back(queue_.front());
        queue_.pop_front();
      }
    }
    commit_group(group);
    for (Job* job : group) {
      // Under its lock: the job is gone as soon as its caller sees `done`.
      const std::lock_guard lock(job->mutex);
      job->done = true;
      job->finished.notify_one();
    }
    group.clear();
  }
}

void Store::commit_group(const std::vector<Job*>& group) {
  auto failure = caught([&] {
    writer_->run("BEGIN IMMEDIATE");
    for (Job* job : group) run_job(*job);
    writer_->run("COMMIT");
  });
  if (!failure) {
    writes_ += group.size();
    ++commits_;
    return;
  }
  if (writer_->in_transaction()) caught([&] { writer_->run("ROLLBACK"); });
  for (Job* job : group) {
    if (job->kept || !job->failure) job->failure = failure;
  }
}

void Store::run_job(Job& job) {
  writer_->run("SAVEPOINT one_write");
  job.failure = caught([&] { job.kept = job.work(*writer_); });
  // Some errors (disk full, I/O) make SQLite give up the whole transaction: then the group has failed as one.
  if (!writer_->in_transaction())
    throw SQLite::Exception("the transaction was lost: " + (job.failure ? job.failure->message : ""), SQLITE_IOERR);
  if (!job.kept) writer_->run("ROLLBACK TO one_write");
  writer_->run("RELEASE one_write");
}

std::optional<Error> Store::run_read(const std::function<void(Db&)>& work) {
  std::unique_ptr<Db> db;
  {
    std::unique_lock lock(readers_mutex_);
    reader_free_.wait(lock, [&] { return !idle_readers_.empty() || open_readers_ < options_.readers; });
    if (idle_readers_.empty()) {
      ++open_readers_;
    } else {
      db = std::move(idle_readers_.back());
      idle_readers_.pop_back();
    }
  }
  auto failure = caught([&] {
    if (!db) db = open_reader(options_.path, key_, options_.busy_timeout_ms);
    db->run("BEGIN");
    work(*db);
  });
  if (db && db->in_transaction()) {
    auto ending = caught([&] { db->run("ROLLBACK"); });
    if (ending) db.reset();  // a connection in an unknown state is not used again
  }
  {
    const std::lock_guard lock(readers_mutex_);
    if (db) {
      idle_readers_.push_back(std::move(db));
    } else {
      --open_readers_;
    }
  }
  reader_free_.notify_one();
  return failure;
}

}  // namespace pochin::server
