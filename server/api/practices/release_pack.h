// Publishing a pack into a portal that runs (practice/release.h decides).
#pragma once
#include <expected>
#include <string>
#include <string_view>

#include "server/api/handling/context.h"
#include "shared/practice/release.h"

namespace pochin::server {

// Lints the pack and brings it to the present format. The error is in words for the operator, with places.
std::expected<void, std::string> make_fit(Json& pack);

// Stores it as a new version, when that may be; `by` is who publishes. What is published already is fine.
std::expected<practice::Release, std::string> release_pack(Context& context, Json pack, std::string_view by);

}  // namespace pochin::server
