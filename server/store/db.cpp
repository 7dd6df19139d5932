#include "server/store/db.h"

#include <sqlite3.h>

namespace pochin::server {

Bytes Row::blob(int column) const {
  const auto value = statement_.getColumn(column);
  const auto* data = static_cast<const std::uint8_t*>(value.getBlob());
  return Bytes(data, data + value.getBytes());
}

std::optional<std::int64_t> Row::maybe_integer(int column) const {
  return null(column) ? std::nullopt : std::optional(integer(column));
}

std::optional<std::string> Row::maybe_text(int column) const {
  return null(column) ? std::nullopt : std::optional(text(column));
}

bool Db::in_transaction() const { return sqlite3_get_autocommit(database_->getHandle()) == 0; }

SQLite::Statement& Db::prepared(std::string_view sql) {
  auto found = statements_.find(sql);
  if (found == statements_.end()) {
    std::string text(sql);
    auto statement = std::make_unique<SQLite::Statement>(*database_, text);
    found = statements_.emplace(std::move(text), std::move(statement)).first;
  }
  return *found->second;
}

void Db::sqlite_unbind(SQLite::Statement& statement) {
  try {
    statement.clearBindings();
  } catch (const SQLite::Exception&) {  // runs in a destructor; a statement that cannot be unbound is bound anew anyway
  }
}

void Db::bind(SQLite::Statement& s, int at, std::string_view value) { s.bind(at, std::string(value)); }

void Db::bind(SQLite::Statement& s, int at, std::span<const std::uint8_t> value) {
  static constexpr std::uint8_t kEmpty = 0;  // a null pointer would be bound as NULL instead of an empty blob
  s.bind(at, value.empty() ? &kEmpty : value.data(), static_cast<int>(value.size()));
}

}  // namespace pochin::server
