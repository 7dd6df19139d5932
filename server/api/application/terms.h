// The one term that a line of a list shows, and the page of the application at its top.
#pragma once
#include "server/api/application/record.h"

namespace pochin::server {

// {"text", "tone"}: of a draft the end of intake; of a returned application the time its authors have for it, and for
// others that their own clock stands; else what those must do whose move is next. Null when nothing runs. `mine`: it is
// shown to the author.
Json term_json(const Context& context, Db& db, const ApplicationRow& row, bool mine);

}  // namespace pochin::server
