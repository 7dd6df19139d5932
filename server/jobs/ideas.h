// What the clock does for ideas of residents: those that found no support in time leave the collection
// (practice/idea_support.h).
#pragma once
#include "server/jobs/job.h"

namespace pochin::server {

struct Context;

// As make_due_moves: called again it does nothing new, and an idea that cannot be read holds up nobody else. One query
// when nothing is due.
JobDone expire_ideas(Context& context, const JobTime& time = {});

}  // namespace pochin::server
