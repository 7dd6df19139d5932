// The portal as a visitor sees it: its front page, the published projects.
#pragma once
#include "server/api/handling/route.h"

namespace pochin::server {

std::span<const Route> portal_routes();
std::span<const Route> project_routes();

}  // namespace pochin::server
