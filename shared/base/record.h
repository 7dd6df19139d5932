// One list of fields for each record: it writes the record as JSON and reads it back. A record names its fields once,
// in its own namespace:
//
//   constexpr auto fields(const Payer*) {
//     return std::tuple{record::needed("name", &Payer::name), record::maybe("inn", &Payer::inn)};
//   }
//
// A needed field is always written and must be there; the others are left out when they have the value of an empty
// one. Members are texts, yes/no, int64, Money (kopecks), Ratio ("0.25", "1/3"), Date, Instant, named enumerations,
// records, and std::vector, std::optional and std::map<std::string, …> of these. An unknown key is an error: a
// mistyped one must not pass for an absent one.
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "shared/base/date.h"
#include "shared/base/instant.h"
#include "shared/base/json.h"
#include "shared/base/money.h"
#include "shared/base/names.h"
#include "shared/base/ratio.h"
#include "shared/base/result.h"

namespace pochin::record {

template <class R, class T>
struct Field {
  std::string_view key;
  T R::*member;
  bool needed;
};

template <class R, class T>
constexpr Field<R, T> needed(std::string_view key, T R::*member) {
  return {key, member, true};
}

template <class R, class T>
constexpr Field<R, T> maybe(std::string_view key, T R::*member) {
  return {key, member, false};
}

template <class T>
concept Listed = requires(const T* record) {
  fields(record);
};

using Trouble = std::optional<Error>;

Json write_one(const std::string& value);
Json write_one(bool value);
Json write_one(int64_t value);
Json write_one(Money value);
Json write_one(Date value);
Json write_one(Instant value);
Json write_one(const Ratio& value);

Trouble read_one(const Json& json, const std::string& place, std::string& out);
Trouble read_one(const Json& json, const std::string& place, bool& out);
Trouble read_one(const Json& json, const std::string& place, int64_t& out);
Trouble read_one(const Json& json, const std::string& place, Money& out);
Trouble read_one(const Json& json, const std::string& place, Date& out);
Trouble read_one(const Json& json, const std::string& place, Instant& out);
Trouble read_one(const Json& json, const std::string& place, Ratio& out);

Error wrong(const std::string& place, std::string_view expected);
Trouble unknown_key(const Json& json, const std::string& place, std::initializer_list<std::string_view> known);

template <class T>
struct Shape {
  static Json write(const T& value) {
    if constexpr (Named<T>) {
      return Json(code_of(value));
    } else if constexpr (Listed<T>) {
      Json json = Json::object();
      std::apply([&](const auto&... field) { (put(json, value, field), ...); }, fields(&value));
      return json;
    } else {
      return write_one(value);
    }
  }

  static Trouble read(const Json& json, const std::string& place, T& out) {
    if constexpr (Named<T>) {
      const auto value = json.is_string() ? from_code<T>(json.get_ref<const std::string&>()) : std::nullopt;
      if (!value) return wrong(place, codes());
      out = *value;
      return {};
    } else if constexpr (Listed<T>) {
      return std::apply(
          [&](const auto&... field) {
            Trouble trouble = unknown_key(json, place, {field.key...});
            static_cast<void>((!trouble && ... && !(trouble = take(json, place, out, field))));
            return trouble;
          },
          fields(static_cast<const T*>(nullptr)));
    } else {
      return read_one(json, place, out);
    }
  }

 private:
  static std::string codes() requires Named<T> {
    std::string all;
    for (const Name<T>& name : names(T{})) all += (all.empty() ? "" : ", ") + std::string(name.code);
    return all;
  }

  template <class M>
  static void put(Json& json, const T& value, const Field<T, M>& field) {
    if (field.needed || value.*field.member != M{}) json[field.key] = Shape<M>::write(value.*field.member);
  }

  template <class M>
  static Trouble take(const Json& json, const std::string& place, T& out, const Field<T, M>& field) {
    const auto found = json.find(field.key);
    if (found == json.end() && !field.needed) return {};
    return Shape<M>::read(get(json, field.key), place + "/" + std::string(field.key), out.*field.member);
  }
};

template <class T>
struct Shape<std::optional<T>> {
  static Json write(const std::optional<T>& value) { return value ? Shape<T>::write(*value) : Json(); }
  static Trouble read(const Json& json, const std::string& place, std::optional<T>& out) {
    if (json.is_null()) return {};
    return Shape<T>::read(json, place, out.emplace());
  }
};

template <class T>
struct Shape<std::vector<T>> {
  static Json write(const std::vector<T>& list) {
    Json json = Json::array();
    for (const T& item : list) json.push_back(Shape<T>::write(item));
    return json;
  }
  static Trouble read(const Json& json, const std::string& place, std::vector<T>& out) {
    if (!json.is_array()) return wrong(place, "[ … ]");
    for (std::size_t i = 0; i < json.size(); ++i)
      if (Trouble trouble = Shape<T>::read(json[i], place + "/" + std::to_string(i), out.emplace_back()))
        return trouble;
    return {};
  }
};

template <class T>
struct Shape<std::map<std::string, T>> {
  static Json write(const std::map<std::string, T>& map) {
    Json json = Json::object();
    for (const auto& [key, value] : map) json[key] = Shape<T>::write(value);
    return json;
  }
  static Trouble read(const Json& json, const std::string& place, std::map<std::string, T>& out) {
    if (!json.is_object()) return wrong(place, "{ … }");
    for (const auto& [key, value] : json.items())
      if (Trouble trouble = Shape<T>::read(value, place + "/" + key, out[key])) return trouble;
    return {};
  }
};

template <class T>
Json write(const T& value) {
  return Shape<T>::write(value);
}

// Error.place is a JSON pointer. Codes: record_format, record_unknown.
template <class T>
Result<T> read(const Json& json, const std::string& place = {}) {
  T value;
  if (Trouble trouble = Shape<T>::read(json, place, value)) return std::unexpected(*std::move(trouble));
  return value;
}

}  // namespace pochin::record
