// The documents that an application takes over from the one it was made of: files of its own with the same bytes, so
// that whoever may read the new application opens them, whatever becomes of the old one.
#pragma once
#include <string_view>
#include <vector>

#include "server/store/applications.h"
#include "shared/form/answers.h"

namespace pochin::server {

// Gives the files in `answers` new ids; those that are no longer there, or not wholly, are left out of them. Keep what
// it gives once the application `to` is stored.
std::vector<FileRow> take_files(Db& db, std::string_view from, std::string_view to, form::Answers& answers);
void keep_taken(Db& db, const std::vector<FileRow>& taken, Instant now);

}  // namespace pochin::server
