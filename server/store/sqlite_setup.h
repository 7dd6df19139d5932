// Everything that is said to SQLite and would not be said to another database.
#pragma once
#include <memory>
#include <string>

#include "server/store/db.h"

namespace pochin::server {

// Both throw SQLite::Exception.
std::unique_ptr<Db> open_writer(const std::string& path, int busy_timeout_ms);
std::unique_ptr<Db> open_reader(const std::string& path, int busy_timeout_ms);

// Moves the WAL into the file and empties it; done when the server closes.
void truncate_wal(Db& db);

}  // namespace pochin::server
