// Everything that is said to SQLite and would not be said to another database.
#pragma once
#include <memory>
#include <string>

#include "server/store/db.h"
#include "server/store/subject_key.h"

namespace pochin::server {

// Both throw SQLite::Exception. SQL on them knows the function keyed(text): keyed_hash() under `key`.
std::unique_ptr<Db> open_writer(const std::string& path, const SubjectKey& key, int busy_timeout_ms);
std::unique_ptr<Db> open_reader(const std::string& path, const SubjectKey& key, int busy_timeout_ms);

// Whether the file holds people who are known by a key: it is then too late to make another one.
bool has_keyed_people(const std::string& path);

// Moves the WAL into the file and empties it; done when the server closes.
void truncate_wal(Db& db);

}  // namespace pochin::server
