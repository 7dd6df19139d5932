// Reading JSON without exceptions: a missing or wrong member is an empty answer, the caller decides whether it is an
// error and where.
#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/result.h"

namespace pochin {

using Json = nlohmann::json;

// No text of a person or of another program is nested deeper. Deeper ones are refused before they are read: what walks
// through them calls itself at every level.
inline constexpr std::size_t kDeepestJson = 64;

// All texts of the portal are read by the functions below and nowhere else.
// Nothing for text that is no JSON or is nested deeper than kDeepestJson.
std::optional<Json> parse_json(std::string_view text);
// The same; errors, with "line:column" as their place: not_json, json_depth.
Result<Json> read_json(std::string_view text);
// The same, shown every event on the way: to find members that stand twice. With `comments` they are skipped.
std::optional<Json> parse_watched(std::string_view text, const Json::parser_callback_t& watch, bool comments = false);
// What our own store keeps, written by canonical() or dump(). Throws Json::parse_error when the store is damaged.
Json stored_json(std::string_view text);

// The byte of the first bracket deeper than `deepest`; the byte where a text stops being JSON. Nothing when all is
// well.
std::optional<std::size_t> too_deep(std::string_view text, std::size_t deepest = kDeepestJson);
std::optional<std::size_t> syntax_error(std::string_view text, bool comments = false);
// Of a byte: counted from 1, in characters.
struct Position {
  int line = 1, column = 1;
};
Position position_of(std::string_view text, std::size_t byte);

// Members of an object; the null value when there is none or `json` is no object.
const Json& get(const Json& json, std::string_view key);
std::string get_string(const Json& json, std::string_view key, std::string_view otherwise = {});
int64_t get_int(const Json& json, std::string_view key, int64_t otherwise = 0);
bool get_bool(const Json& json, std::string_view key, bool otherwise = false);
const Json& get_array(const Json& json, std::string_view key);  // an empty array when there is none

// The same text for the same value: sorted members, no spaces. Broken UTF-8 becomes U+FFFD.
std::string canonical(const Json& json);

}  // namespace pochin
