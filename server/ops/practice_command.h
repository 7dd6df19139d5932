// `pochin practice …`, the tools of those who write packs.
//   lint PACK.json …                        0 = fine, 1 = errors, 2 = wrong call or unreadable file
//   diff OLD.json NEW.json [--json]         0 = the same, 1 = different, 2 = trouble
//   preview PACK.json --day DAY [--json]    what a resident sees on that day; 1 = the pack cannot be read
//   schema                                  the JSON Schema of a pack
#pragma once

#include <iosfwd>
#include <span>
#include <string>

namespace pochin::server {

int practice_command(std::span<const std::string> args, std::ostream& out, std::ostream& err);
int practice_command(std::span<const std::string> args);  // to stdout and stderr

}  // namespace pochin::server
