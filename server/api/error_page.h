// A page that says what went wrong with a login and what to do: it works with no script and no style.
#pragma once
#include <string>
#include <string_view>

#include "server/http/response.h"
#include "server/ops/config.h"

namespace pochin::server {

// `code` is for the support; `return_to` is where the person wanted to go (a path of this site).
Response error_page(const Config& config, int status, std::string_view title, std::string_view message,
                    std::string_view code, std::string_view return_to, std::string_view door);

}  // namespace pochin::server
