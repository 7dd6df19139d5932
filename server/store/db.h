// One SQLite connection with its prepared statements. Used inside Store::write and Store::read only.
// Functions here throw SQLite::Exception; the store turns it into a Result at its edge (store.h).
#pragma once
#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <unordered_map>
#include <utility>
#include <vector>

namespace pochin::server {

using Bytes = std::vector<std::uint8_t>;

// The current row of a query; valid only inside the reading function given to Db::all or Db::first.
class Row {
 public:
  explicit Row(SQLite::Statement& statement) : statement_(statement) {}
  bool null(int column) const { return statement_.getColumn(column).isNull(); }
  std::int64_t integer(int column) const { return statement_.getColumn(column).getInt64(); }
  bool flag(int column) const { return integer(column) != 0; }
  std::string text(int column) const { return statement_.getColumn(column).getString(); }
  Bytes blob(int column) const;
  std::optional<std::int64_t> maybe_integer(int column) const;
  std::optional<std::string> maybe_text(int column) const;

 private:
  SQLite::Statement& statement_;
};

class Db {
 public:
  explicit Db(std::unique_ptr<SQLite::Database> database) : database_(std::move(database)) {}

  // Runs one statement and gives the number of rows it changed.
  template <class... Args>
  int run(std::string_view sql, const Args&... args) {
    Use use(*this, sql);
    bind_all(use.statement, args...);
    while (use.statement.executeStep()) {
    }
    return database_->getChanges();
  }

  // Every row, read by `read(const Row&)`.
  template <class Read, class... Args>
  auto all(std::string_view sql, Read read, const Args&... args) {
    Use use(*this, sql);
    bind_all(use.statement, args...);
    std::vector<std::invoke_result_t<Read, const Row&>> rows;
    while (use.statement.executeStep()) rows.push_back(read(Row(use.statement)));
    return rows;
  }

  // The first row, if any. The statement still runs to its end: an INSERT … RETURNING that is stepped once and reset
  // never starts SQLite's automatic checkpoint, and the WAL grows without a limit.
  template <class Read, class... Args>
  auto first(std::string_view sql, Read read, const Args&... args) {
    Use use(*this, sql);
    bind_all(use.statement, args...);
    std::optional<std::invoke_result_t<Read, const Row&>> row;
    while (use.statement.executeStep()) {
      if (!row) row = read(Row(use.statement));
    }
    return row;
  }

  template <class... Args>
  std::int64_t count(std::string_view sql, const Args&... args) {
    return first(
               sql, [](const Row& row) { return row.integer(0); }, args...)
        .value_or(0);
  }

  // Several statements without parameters (migrations, savepoints).
  void script(const char* sql) { database_->exec(sql); }
  bool in_transaction() const;
  SQLite::Database& database() { return *database_; }

 private:
  // Takes a cached statement and gives it back reset and unbound, also when reading throws: an open cursor would hold
  // its snapshot and block checkpoints.
  struct Use {
    Use(Db& db, std::string_view sql) : statement(db.prepared(sql)) {}
    ~Use() {
      statement.tryReset();
      sqlite_unbind(statement);
    }
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;
    SQLite::Statement& statement;
  };
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view sql) const { return std::hash<std::string_view>{}(sql); }
  };

  static void sqlite_unbind(SQLite::Statement& statement);
  SQLite::Statement& prepared(std::string_view sql);

  static void bind(SQLite::Statement& s, int at, std::nullptr_t) { s.bind(at); }
  static void bind(SQLite::Statement& s, int at, bool value) { s.bind(at, value ? 1 : 0); }
  static void bind(SQLite::Statement& s, int at, std::string_view value);
  static void bind(SQLite::Statement& s, int at, const char* value) { bind(s, at, std::string_view(value)); }
  static void bind(SQLite::Statement& s, int at, const std::string& value) { bind(s, at, std::string_view(value)); }
  static void bind(SQLite::Statement& s, int at, std::span<const std::uint8_t> value);
  static void bind(SQLite::Statement& s, int at, const Bytes& value) { bind(s, at, std::span(value)); }
  template <class Integer>
  requires std::is_integral_v<Integer>
  static void bind(SQLite::Statement& s, int at, Integer value) { s.bind(at, static_cast<std::int64_t>(value)); }
  template <class T>
  static void bind(SQLite::Statement& s, int at, const std::optional<T>& value) {
    if (value) {
      bind(s, at, *value);
    } else {
      s.bind(at);
    }
  }
  template <class... Args>
  static void bind_all(SQLite::Statement& statement, const Args&... args) {
    int at = 0;
    (bind(statement, ++at, args), ...);
  }

  std::unique_ptr<SQLite::Database> database_;
  std::unordered_map<std::string, std::unique_ptr<SQLite::Statement>, Hash, std::equal_to<>> statements_;
};

}  // namespace pochin::server
