// Pages that the server says itself, in the portal's face: what went wrong with a login and what to do, a wait, a
// choice. They work with no script; without the browser's part of the portal they have no style.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "client/platform/headless/message_page.h"
#include "server/api/handling/context.h"
#include "server/http/response.h"

namespace pochin::server {

// Never stored, and its address is told to nobody.
Response said_page(const Context& context, int status, headless::Message message);

// A login that did not happen. `code` is for the support; `return_to` is where the person wanted to go (a path of this
// site).
Response error_page(const Context& context, int status, std::string_view title, std::string_view message,
                    std::string_view code, std::string_view return_to, std::string_view door);

}  // namespace pochin::server
