// Reading JSON that may lack a key or hold another type: answers of a server are read, not trusted. Never throws.
#pragma once
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace pochin::app {

using Json = nlohmann::json;

const Json& child(const Json& object, std::string_view key);  // null when absent
const Json& items(const Json& object, std::string_view key);  // an empty array when absent or no array
std::string text(const Json& object, std::string_view key);   // "" when absent or no string
int64_t integer(const Json& object, std::string_view key, int64_t otherwise = 0);
bool flag(const Json& object, std::string_view key);
bool has_value(const Json& object, std::string_view key);  // present and not null
Json parse(std::string_view text);                         // discarded → null

}  // namespace pochin::app
