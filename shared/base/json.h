// Reading JSON without exceptions: a missing or wrong member is an empty answer, the caller decides whether it is an
// error and where.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

namespace pochin {

using Json = nlohmann::json;

// Nothing for text that is no JSON.
std::optional<Json> parse_json(std::string_view text);

// Members of an object; the null value when there is none or `json` is no object.
const Json& get(const Json& json, std::string_view key);
std::string get_string(const Json& json, std::string_view key, std::string_view otherwise = {});
int64_t get_int(const Json& json, std::string_view key, int64_t otherwise = 0);
bool get_bool(const Json& json, std::string_view key, bool otherwise = false);
const Json& get_array(const Json& json, std::string_view key);  // an empty array when there is none

// The same text for the same value: sorted members, no spaces. Broken UTF-8 becomes U+FFFD.
std::string canonical(const Json& json);

}  // namespace pochin
