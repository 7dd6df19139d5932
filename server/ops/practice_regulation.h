// pochin practice regulation PACK.json — prints the draft of a local regulation (shared/practice/regulation.h).
#pragma once

#include <iosfwd>
#include <span>
#include <string>

namespace pochin::server {

// 0 = printed, 1 = the file is no pack, 2 = wrong call or no such file.
int practice_regulation(std::span<const std::string> args, std::ostream& out, std::ostream& err);

}  // namespace pochin::server
