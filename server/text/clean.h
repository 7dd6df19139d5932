// The server's side of the door for texts (shared/base/clean.h): the same cleaning, and composition after it.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace pochin::server {

// clean_text() in Unicode's composed form (NFC, UAX #15): «й» is one letter however it was typed.
std::string clean(std::string_view text);
// Every text in it, at any depth; names of members stay, for they are the portal's own.
void clean(nlohmann::json& value);

}  // namespace pochin::server
