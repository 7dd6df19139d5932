// The moves that the clock makes itself (application/deadlines.h): the end of comments, of a warranty.
#pragma once

namespace pochin::server {

struct Context;

// Makes the automatic moves that are due now, each application in a write of its own: one that cannot be moved keeps
// nobody else waiting. Called again it does nothing new. Gives how many applications were moved, at most `most`, so
// that a stopping server never waits long; when it gives `most`, there may be more.
int make_due_moves(Context& context, int most);

}  // namespace pochin::server
