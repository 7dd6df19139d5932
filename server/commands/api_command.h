// `pochin api describe`: the description of the API (OpenAPI 3.1) as the server gives it at /api/v1/openapi.json. After
// a change of routes or records it is what server/api/openapi.json has to be:
//   pochin api describe > server/api/openapi.json
// 0 = done, 2 = wrong call.
#pragma once
#include <iosfwd>
#include <span>
#include <string>

namespace pochin::server {

int api_command(std::span<const std::string> args, std::ostream& out, std::ostream& err);
int api_command(std::span<const std::string> args);  // to stdout and stderr

}  // namespace pochin::server
