#include "shared/base/json.h"

namespace pochin {

std::optional<Json> parse_json(std::string_view text) {
  Json json = Json::parse(text.begin(), text.end(), nullptr, false);
  return json.is_discarded() ? std::nullopt : std::optional<Json>(std::move(json));
}

const Json& get(const Json& json, std::string_view key) {
  static const Json kNull;
  if (!json.is_object()) return kNull;
  const auto it = json.find(key);
  return it == json.end() ? kNull : *it;
}

std::string get_string(const Json& json, std::string_view key, std::string_view otherwise) {
  const Json& value = get(json, key);
  return value.is_string() ? value.get_ref<const std::string&>() : std::string(otherwise);
}

int64_t get_int(const Json& json, std::string_view key, int64_t otherwise) {
  const Json& value = get(json, key);
  if (!value.is_number_integer()) return otherwise;
  // nlohmann would wrap what does not fit round into a negative number.
  if (value.is_number_unsigned() && value.get<uint64_t>() > uint64_t{INT64_MAX}) return otherwise;
  return value.get<int64_t>();
}

bool get_bool(const Json& json, std::string_view key, bool otherwise) {
  const Json& value = get(json, key);
  return value.is_boolean() ? value.get<bool>() : otherwise;
}

const Json& get_array(const Json& json, std::string_view key) {
  static const Json kEmpty = Json::array();
  const Json& value = get(json, key);
  return value.is_array() ? value : kEmpty;
}

std::string canonical(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

}  // namespace pochin
