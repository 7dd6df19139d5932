// The vote of the demonstration: over the projects that the centre has admitted, open for a month.
#pragma once
#include <expected>
#include <string>

#include "server/api/handling/context.h"

namespace pochin::server {

// The practice of the demonstration with a vote, under a version of its own; any other pack as it is.
Json with_vote(const Json& pack, Instant now);

// Approves the lists of votes that are on now, as two people would. Once; a vote without projects stays announced.
std::expected<void, std::string> open_demo_votes(Context& context);

}  // namespace pochin::server
