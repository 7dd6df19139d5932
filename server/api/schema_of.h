// The schema (JSON Schema 2020-12, as OpenAPI 3.1 takes it) of a wire record, out of its list of fields. A record
// inside another one is named when it stands in the same list of records, and written out when it does not. For the
// server alone: the browser describes nothing.
#pragma once
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "shared/base/record.h"

namespace pochin::server {

// What a field means, where its name does not say it: "limits/percent" of a record with a list of limits.
struct FieldWords {
  std::string_view field, words;
};

struct NamedRecord {
  std::string_view name;
  nlohmann::ordered_json (*schema)(std::span<const NamedRecord> all);  // &schema_of<wire::Card>
  std::span<const FieldWords> words = {};
};

// Simple values: "date-time" of an Instant, whole kopecks of Money.
inline nlohmann::ordered_json schema_of_text(std::string_view format = {}) {
  nlohmann::ordered_json out{{"type", "string"}};
  if (!format.empty()) out["format"] = format;
  return out;
}

template <record::Listed T>
nlohmann::ordered_json schema_of(std::span<const NamedRecord> all);

template <class T>
struct SchemaOf {
  static nlohmann::ordered_json make(std::span<const NamedRecord> all) {
    if constexpr (Named<T>) {
      nlohmann::ordered_json codes = nlohmann::ordered_json::array();
      for (const auto& name : names(T{})) codes.push_back(name.code);
      return {{"type", "string"}, {"enum", std::move(codes)}};
    } else if constexpr (record::Listed<T>) {
      const auto known = std::ranges::find(all, &schema_of<T>, &NamedRecord::schema);
      if (known == all.end()) return schema_of<T>(all);
      return {{"$ref", "#/components/schemas/" + std::string(known->name)}};
    } else if constexpr (std::is_same_v<T, bool>) {
      return {{"type", "boolean"}};
    } else if constexpr (std::is_same_v<T, int64_t> || std::is_same_v<T, Money>) {
      return {{"type", "integer"}};
    } else if constexpr (std::is_same_v<T, Date>) {
      return schema_of_text("date");
    } else if constexpr (std::is_same_v<T, Instant>) {
      return schema_of_text("date-time");
    } else {
      static_assert(std::is_same_v<T, std::string> || std::is_same_v<T, Ratio>, "how does this go over the wire?");
      return schema_of_text();
    }
  }
};

template <class T>
struct SchemaOf<std::optional<T>> {
  static nlohmann::ordered_json make(std::span<const NamedRecord> all) {
    nlohmann::ordered_json out = SchemaOf<T>::make(all);
    if (out.contains("$ref") || out.contains("enum")) return {{"oneOf", {std::move(out), {{"type", "null"}}}}};
    out["type"] = {out["type"], "null"};
    return out;
  }
};

template <class T>
struct SchemaOf<std::vector<T>> {
  static nlohmann::ordered_json make(std::span<const NamedRecord> all) {
    return {{"type", "array"}, {"items", SchemaOf<T>::make(all)}};
  }
};

template <class T>
struct SchemaOf<std::map<std::string, T>> {
  static nlohmann::ordered_json make(std::span<const NamedRecord> all) {
    return {{"type", "object"}, {"additionalProperties", SchemaOf<T>::make(all)}};
  }
};

// What is left out when it is empty is never null.
template <class T>
struct WhenThere {
  using Type = T;
};
template <class T>
struct WhenThere<std::optional<T>> {
  using Type = T;
};

template <record::Listed T>
nlohmann::ordered_json schema_of(std::span<const NamedRecord> all) {
  nlohmann::ordered_json required = nlohmann::ordered_json::array(), properties = nlohmann::ordered_json::object();
  const auto one = [&]<class M>(const record::Field<T, M>& field) {
    if (field.needed) required.push_back(field.key);
    properties[std::string(field.key)] =
        field.needed ? SchemaOf<M>::make(all) : SchemaOf<typename WhenThere<M>::Type>::make(all);
  };
  std::apply([&](const auto&... field) { (one(field), ...); }, fields(static_cast<const T*>(nullptr)));
  nlohmann::ordered_json out{{"type", "object"}};
  if (!required.empty()) out["required"] = std::move(required);
  out["properties"] = std::move(properties);
  return out;
}

}  // namespace pochin::server
