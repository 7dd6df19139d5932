// The demonstration: staff grants of the emulator's persons and a dozen invented applications.
#pragma once
#include <expected>
#include <string>

#include "server/api/handling/context.h"

namespace pochin::server {

// The pack with its stages moved so that intake has been open for three weeks, under a version of its own; the pack as
// it is when intake is open anyway.
Json with_open_intake(const Json& pack, Instant now);

// Once: does nothing when there are applications. Every application goes through the API's own decisions, at moments
// of the past weeks.
std::expected<void, std::string> fill_demonstration(Context& context);

}  // namespace pochin::server
