// Records that go over the wire. One list of fields for each (shared/base/record.h): the server writes by it, the
// client reads by it. Written as record::write() does; read leniently, because an old client meets a new server and the
// other way round: an unknown key is ignored, a missing or a wrong one leaves the member as it was.
#pragma once
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "shared/base/record.h"

namespace pochin::wire {

using Json = nlohmann::json;

void take(const Json& json, std::string& out);
void take(const Json& json, bool& out);
void take(const Json& json, int64_t& out);
void take(const Json& json, Money& out);  // kopecks
void take(const Json& json, Date& out);
void take(const Json& json, Instant& out);
const Json* member(const Json& object, std::string_view key);  // null when absent

template <record::Listed T>
void take(const Json& json, T& out);
template <class T>
void take(const Json& json, std::optional<T>& out);
template <class T>
void take(const Json& json, std::vector<T>& out);

template <record::Listed T>
void take(const Json& json, T& out) {
  const auto one = [&](const auto& field) {
    if (const Json* value = member(json, field.key); value != nullptr) take(*value, out.*field.member);
  };
  std::apply([&](const auto&... field) { (one(field), ...); }, fields(static_cast<const T*>(nullptr)));
}

template <class T>
void take(const Json& json, std::optional<T>& out) {
  if (json.is_null()) return;
  take(json, out.emplace());
}

template <class T>
void take(const Json& json, std::vector<T>& out) {
  if (!json.is_array()) return;
  out.reserve(json.size());
  for (const Json& item : json) take(item, out.emplace_back());
}

// O(size of the record).
template <record::Listed T>
T read(const Json& json) {
  T out{};
  take(json, out);
  return out;
}

}  // namespace pochin::wire
