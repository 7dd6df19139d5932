// What the clock does for ideas of residents: those that found no support in time leave the collection
// (practice/idea_support.h).
#pragma once
#include "server/jobs/due.h"

namespace pochin::server {

// As make_due_moves: called again it does nothing new, and an idea that cannot be read holds up nobody else. One query
// when nothing is due.
DueMoves expire_ideas(Context& context, int most);

}  // namespace pochin::server
