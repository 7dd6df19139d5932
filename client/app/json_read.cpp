#include "client/app/json_read.h"

#include <nlohmann/json.hpp>

#include "shared/base/json.h"

namespace pochin::app {

const Json& child(const Json& object, std::string_view key) {
  static const Json kNothing;
  if (!object.is_object()) return kNothing;
  const auto found = object.find(key);
  return found == object.end() ? kNothing : *found;
}

const Json& items(const Json& object, std::string_view key) {
  static const Json kEmpty = Json::array();
  const Json& found = child(object, key);
  return found.is_array() ? found : kEmpty;
}

std::string text(const Json& object, std::string_view key) {
  const Json& found = child(object, key);
  return found.is_string() ? found.get_ref<const std::string&>() : std::string{};
}

int64_t integer(const Json& object, std::string_view key, int64_t otherwise) {
  const Json& found = child(object, key);
  return found.is_number_integer() ? found.get<int64_t>() : otherwise;
}

bool flag(const Json& object, std::string_view key) {
  const Json& found = child(object, key);
  return found.is_boolean() && found.get<bool>();
}

bool has_value(const Json& object, std::string_view key) { return !child(object, key).is_null(); }

Json parse(std::string_view text) { return parse_json(text).value_or(Json()); }

}  // namespace pochin::app
