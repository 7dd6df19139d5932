// GET /api/v1/applications: one's own applications and the lists that roles work from, a page at a time.
#pragma once
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "server/api/handling/viewer.h"

namespace pochin::server {

// What the viewer works on in the list "queue", "centre" or "commission", as the table of permissions tells it; nothing
// when no role of theirs works from it.
std::optional<ApplicationSight> sight_of(const Context& context, const Viewer& viewer, std::string_view list);

Response get_applications(Context& context, const Request& request, const Viewer& viewer);

}  // namespace pochin::server
