// What single questions ask of the history of applications. Functions throw SQLite::Exception.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/applications.h"

namespace pochin::server {

// Those of the person that wait to be corrected, the one that has waited longest first.
std::vector<ApplicationRow> applications_returned_to(Db& db, std::int64_t person);

// The body of the last event before the one numbered `before` that gave or took away the answer of the field; nothing
// when none did. O(events of the application) at most.
std::optional<std::string> last_saving(Db& db, std::string_view application, std::string_view field,
                                       std::int64_t before);

// The events by which officials closed remarks, oldest first: their bodies.
std::vector<std::string> closings(Db& db, std::string_view application);

// Of an application that is no more: what of its files is on the disk and named by nobody else.
struct GoneFiles {
  std::vector<std::string> bytes;       // SHA-256
  std::vector<std::string> unfinished;  // ids of uploads
};
// Takes away a draft with its history, remarks and files. Throws when something else refers to it.
GoneFiles remove_application(Db& db, std::string_view id);

}  // namespace pochin::server
