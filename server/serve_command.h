#pragma once

#include <span>
#include <string>

namespace pochin::server {

// `pochin serve --config FILE [--check]`: runs the server until SIGTERM or SIGINT, then finishes accepted work. With
// --check only says what is wrong or insecure. 0 = fine, 1 = errors, 2 = wrong call.
int serve_command(std::span<const std::string> args);

// `pochin config`: prints the default configuration, every key explained.
int config_command(std::span<const std::string> args);

}  // namespace pochin::server
