// How every list of the server finds what somebody types; in SQL as found(words, text).
#pragma once
#include <string_view>

namespace pochin::server {

// As shared/base/search.h finds them; no words find all.
bool found(std::string_view words, std::string_view text);

}  // namespace pochin::server
