// pochin voters --config FILE --count N [--from N]: logged-in residents for a load test, one line each: the cookie's
// value and the CSRF token. Refused unless the configuration is a demonstration's.
#pragma once
#include <span>
#include <string>

namespace pochin::server {

int voters_command(std::span<const std::string> arguments);

}  // namespace pochin::server
