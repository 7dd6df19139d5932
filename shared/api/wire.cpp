#include "shared/api/wire.h"

namespace pochin::wire {

void take(const Json& json, std::string& out) {
  if (json.is_string()) out = json.get_ref<const std::string&>();
}
void take(const Json& json, bool& out) {
  if (json.is_boolean()) out = json.get<bool>();
}
void take(const Json& json, int64_t& out) {
  if (json.is_number_integer()) out = json.get<int64_t>();
}
void take(const Json& json, Money& out) { take(json, out.kopecks); }

void take(const Json& json, Date& out) {
  if (!json.is_string()) return;
  if (const auto date = parse_date(json.get_ref<const std::string&>())) out = *date;
}
void take(const Json& json, Instant& out) {
  if (!json.is_string()) return;
  if (const auto instant = parse_instant(json.get_ref<const std::string&>())) out = *instant;
}

const Json* member(const Json& object, std::string_view key) {
  if (!object.is_object()) return nullptr;
  const auto found = object.find(key);
  return found == object.end() ? nullptr : &*found;
}

}  // namespace pochin::wire
