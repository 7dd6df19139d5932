// The moves that the clock makes itself (application/deadlines.h): the end of comments, of a warranty.
#pragma once
#include "server/jobs/job.h"

namespace pochin::server {

struct Context;

// Makes the automatic moves that are due now, each application in a write of its own: one that cannot be read or moved
// keeps nobody else waiting and is named in a line of trouble. Called again it does nothing new.
JobDone make_due_moves(Context& context, const JobTime& time = {});

}  // namespace pochin::server
