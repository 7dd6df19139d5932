// Paths and queries as they travel: percent-encoding read strictly.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/request.h"

namespace pochin::server {

bool valid_utf8(std::string_view bytes);

// Nothing when an escape is broken, or the result is not UTF-8 or holds a control character.
std::optional<std::string> percent_decode(std::string_view text, bool plus_is_space);
// Everything but letters, digits and "-._~" becomes %XX.
std::string percent_encode(std::string_view text);

// "a=1&b=%D1%8F" decoded, in order; nothing when any part is broken or there are more than 64.
std::optional<std::vector<Request::Pair>> parse_query(std::string_view query);

}  // namespace pochin::server
