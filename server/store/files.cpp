#include "server/store/applications.h"
#include "server/store/instants.h"

namespace pochin::server {
namespace {

FileRow read_file(const Row& row) {
  return {.id = row.text(0),
          .application = row.text(1),
          .field = row.text(2),
          .name = row.text(3),
          .type = row.text(4),
          .size = row.integer(5),
          .received = row.integer(6),
          .complete = row.flag(7),
          .sha256 = row.text(8),
          .uploaded_by = row.integer(9)};
}

}  // namespace

void add_file(Db& db, const FileRow& f, Instant now) {
  db.run(
      "INSERT INTO files (id, application, field, name, type, size, uploaded_by, created_at) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
      f.id, f.application, f.field, f.name, f.type, f.size, f.uploaded_by, stored(now));
}

std::optional<FileRow> file(Db& db, std::string_view application, std::string_view id) {
  return db.first(
      "SELECT id, application, field, name, type, size, received, complete, sha256, uploaded_by FROM files "
      "WHERE id = ? AND application = ? AND removed_at IS NULL",
      read_file, id, application);
}

std::vector<FileRow> files(Db& db, std::string_view application) {
  return db.all(
      "SELECT id, application, field, name, type, size, received, complete, sha256, uploaded_by FROM files "
      "WHERE application = ? AND removed_at IS NULL ORDER BY created_at, id",
      read_file, application);
}

void file_received(Db& db, std::string_view id, std::int64_t received) {
  db.run("UPDATE files SET received = ? WHERE id = ? AND received < ?", received, id, received);
}

void file_complete(Db& db, std::string_view id, std::string_view sha256, std::string_view type) {
  db.run("UPDATE files SET received = size, complete = 1, sha256 = ?, type = ? WHERE id = ?", sha256, type, id);
}

void remove_file(Db& db, std::string_view id, Instant now) {
  db.run("UPDATE files SET removed_at = ? WHERE id = ? AND removed_at IS NULL", stored(now), id);
}

bool bytes_in_use(Db& db, std::string_view sha256) {
  return db.count("SELECT count(*) FROM files WHERE sha256 = ? AND removed_at IS NULL", sha256) > 0;
}

}  // namespace pochin::server
