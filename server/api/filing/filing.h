// Filing an application and working on it: lists, answers, files, remarks, moves; what the staff fills in.
#pragma once
#include "server/api/handling/route.h"

namespace pochin::server {

std::span<const Route> application_routes();
std::span<const Route> draft_routes();
std::span<const Route> answer_routes();
std::span<const Route> remark_routes();
std::span<const Route> action_routes();
std::span<const Route> file_routes();
std::span<const Route> office_routes();

}  // namespace pochin::server
