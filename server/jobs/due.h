// The moves that the clock makes itself (application/deadlines.h): the end of comments, of a warranty.
#pragma once
#include <string>
#include <vector>

namespace pochin::server {

struct Context;

// Makes the automatic moves that are due now, each application in a write of its own: one that cannot be moved keeps
// nobody else waiting. Called again it does nothing new. At most `most` are moved, so that a stopping server never
// waits long; when that many were, there may be more.
struct DueMoves {
  int moved = 0;                     // applications
  std::vector<std::string> trouble;  // for the operator, one line for each application that cannot be read or moved
};
DueMoves make_due_moves(Context& context, int most);

}  // namespace pochin::server
