#include "server/api/application/taken_files.h"

#include <optional>
#include <utility>
#include <variant>

#include "server/api/handling/context.h"

namespace pochin::server {

std::vector<FileRow> take_files(Db& db, std::string_view from, std::string_view to, form::Answers& answers) {
  std::vector<FileRow> taken;
  for (auto& [field, answer] : answers) {
    auto* refs = std::get_if<form::Files>(&answer);
    if (!refs) continue;
    form::Files there;
    for (form::FileRef& ref : *refs) {
      std::optional<FileRow> row = file(db, from, ref.id);
      if (!row || !row->complete) continue;
      ref.id = row->id = "f" + random_text(15);
      row->application = to;
      row->field = field;
      there.push_back(std::move(ref));
      taken.push_back(*std::move(row));
    }
    *refs = std::move(there);
  }
  std::erase_if(answers, [](const auto& each) { return form::is_blank(each.second); });
  return taken;
}

void keep_taken(Db& db, const std::vector<FileRow>& taken, Instant now) {
  for (const FileRow& each : taken) {
    add_file(db, each, now);
    file_complete(db, each.id, each.sha256, each.type);
  }
}

}  // namespace pochin::server
