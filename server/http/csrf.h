// Is an unsafe request really made by our own page? (esia.md §4, step 5)
#pragma once

#include <optional>
#include <string_view>

#include "server/http/problem.h"
#include "server/http/request.h"

namespace pochin::server {

// Of an unsafe method: Origin, when sent, must be `public_origin` ("https://pochin.example.ru"), Sec-Fetch-Site, when
// sent, must be same-origin or none, one of the two must be there, and X-CSRF-Token must equal `token` (compared in
// constant time; an empty token fits nothing). Nothing when all is well, else a 403.
std::optional<Problem> check_csrf(const Request& request, std::string_view token, std::string_view public_origin);
// Only the first part, for forms before login.
std::optional<Problem> check_same_origin(const Request& request, std::string_view public_origin);

bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace pochin::server
