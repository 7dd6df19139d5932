// Remarks on an application: what was asked for, what has become of it.
#pragma once
#include <cstdint>
#include <map>
#include <string>

#include "server/api/application/record.h"

namespace pochin::server {

// Each with the answer it was written about ("was") and whether the field holds another one now ("changed").
Json remarks_json(Db& db, const Record& record, const Viewer& viewer);
// A field that the portal shows to the staff alone, by itself or by its section; also one that the form does not have.
bool is_staff_only(const form::Form& form, std::string_view id);
struct Closing {
  std::string by;
  Instant at;
};
// By the remark.
std::map<std::string, Closing, std::less<>> closed_remarks(Db& db, std::string_view application);
// How many open ones ask for something that has not been touched since. O(open remarks).
std::int64_t remarks_left(Db& db, const ApplicationRow& row);

}  // namespace pochin::server
