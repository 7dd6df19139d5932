// What the votes have decided about each project: «I voted → it won → it is built» on the project's own card.
#pragma once
#include <functional>
#include <map>
#include <string>

#include "server/api/handling/context.h"

namespace pochin::server {

// By application: {"campaign", "title", "state": "open", "closed" or "published", "won", "votes", "points"}. Only votes
// whose list is fixed and that were not annulled; of several the one that closes last. `won` and `votes` are null until
// the results are published; `points`: what is counted are points, not ballots.
using ProjectVotes = std::map<std::string, Json, std::less<>>;
ProjectVotes project_votes(Db& db, const Context& context);
Json vote_of(const ProjectVotes& votes, std::string_view application);  // null when it is in none

}  // namespace pochin::server
