// `pochin access export`: the table of shared/access/matrix as JSON, for whoever audits an installation and for the
// tests that walk every operation of the API as every role. 0 = done, 2 = wrong call.
//
//   {"roles": [{"role": "municipal_operator", "title": "…", "scope": "territory",
//               "rights": [{"object": "meeting", "action": "read", "reach": "territory", "part": "whole",
//                           "condition": "none", "never": false}, …]}, …]}
#pragma once

#include <iosfwd>
#include <span>
#include <string>

namespace pochin::server {

int access_command(std::span<const std::string> args, std::ostream& out, std::ostream& err);
int access_command(std::span<const std::string> args);  // to stdout and stderr

}  // namespace pochin::server
