// The one place that writes down that somebody looked at personal data of others (152-ФЗ, article 19, part 2, item 8;
// domain.md §9): lists, the rating, applications, files, payers, the staff, the log itself. Every route that shows them
// calls it before it answers: what cannot be written down must not be shown.
#pragma once
#include <string>

#include "server/api/handling/context.h"
#include "server/api/handling/viewer.h"

namespace pochin::server {

struct Viewed {
  std::string kind;    // "application.viewed", "applications.listed", "rating.viewed", "money.viewed", "staff.viewed",
                       // "audit.viewed"
  std::string object;  // what was looked at
  Json details = Json::object();  // whose: numbers of records, never a name
};

Checked<bool> note_viewed(Context& context, const Viewer& viewer, const Viewed& viewed);

}  // namespace pochin::server
