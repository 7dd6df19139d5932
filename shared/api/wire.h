// Records that go over the wire. One list of fields for each (shared/base/record.h): the server writes by it, the
// client reads by it. Written as record::write() does; read leniently, because an old client meets a new server and the
// other way round: an unknown key is ignored, a missing or a wrong one leaves the member as it was.
//
// Reading is one function that walks tables: the list of a record becomes a constant array of {key, type, place}, so
// that a record costs a browser's program its rows and no code of its own.
#pragma once
#include <array>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include "shared/base/record.h"

// What a pack's form or the domain gives its meaning goes over the wire as it is.
template <>
struct pochin::record::Shape<nlohmann::json> {
  static nlohmann::json write(const nlohmann::json& value) { return value; }
};

namespace pochin::wire {

using Json = nlohmann::json;

enum class Kind : uint8_t { text, flag, number, money, date, instant, any, record, list, optional };

struct Row;
struct Type {
  Kind kind{};
  const Row* rows = nullptr;  // of a record
  uint32_t count = 0;
  const Type* of = nullptr;           // of the items of a list, of what may be absent
  void* (*add)(void* out) = nullptr;  // one more item; the value that was absent
  void* (*make)() = nullptr;          // a record with nothing in it, for read_any()
  void (*drop)(void* made) = nullptr;
};
struct Row {
  std::string_view key;
  const Type* type = nullptr;
  void* (*place)(void* record) = nullptr;  // of the member
};

// O(size of the JSON). `out` is of the type.
void take(const Type& type, const Json& json, void* out);

template <class T>
struct Typed;
template <class T>
inline constexpr Type kType = Typed<T>::type();

template <record::Listed R>
inline constexpr auto kFields = fields(static_cast<const R*>(nullptr));

template <class R, std::size_t I>
void* place_of(void* record) {
  return &(static_cast<R*>(record)->*std::get<I>(kFields<R>).member);
}

template <class R, class B, class M>
constexpr const Type* type_of(const record::Field<B, M>&) {
  return &kType<M>;
}

template <class R>
constexpr auto rows_of() {
  return []<std::size_t... I>(std::index_sequence<I...>) {
    return std::array{Row{std::get<I>(kFields<R>).key, type_of<R>(std::get<I>(kFields<R>)), &place_of<R, I>}...};
  }
  (std::make_index_sequence<std::tuple_size_v<std::remove_cvref_t<decltype(kFields<R>)>>>{});
}
template <class R>
inline constexpr auto kRows = rows_of<R>();

template <record::Listed R>
struct Typed<R> {
  static constexpr Type type() {
    return {.kind = Kind::record,
            .rows = kRows<R>.data(),
            .count = static_cast<uint32_t>(kRows<R>.size()),
            .make = []() -> void* { return new R{}; },
            .drop = [](void* made) { delete static_cast<R*>(made); }};
  }
};
template <class T>
struct Typed<std::optional<T>> {
  static constexpr Type type() {
    return {.kind = Kind::optional, .of = &kType<T>, .add = [](void* out) -> void* {
              return &static_cast<std::optional<T>*>(out)->emplace();
            }};
  }
};
template <class T>
struct Typed<std::vector<T>> {
  static constexpr Type type() {
    return {.kind = Kind::list, .of = &kType<T>, .add = [](void* out) -> void* {
              return &static_cast<std::vector<T>*>(out)->emplace_back();
            }};
  }
};
template <>
inline constexpr Type kType<std::string> = {.kind = Kind::text};
template <>
inline constexpr Type kType<bool> = {.kind = Kind::flag};
template <>
inline constexpr Type kType<int64_t> = {.kind = Kind::number};
template <>
inline constexpr Type kType<Money> = {.kind = Kind::money};  // kopecks
template <>
inline constexpr Type kType<Date> = {.kind = Kind::date};
template <>
inline constexpr Type kType<Instant> = {.kind = Kind::instant};
template <>
inline constexpr Type kType<Json> = {.kind = Kind::any};  // as it came: what a pack's form gives its meaning

// The fields of a record that another one begins with.
template <class R, class Base>
constexpr auto with_fields_of() {
  return std::apply(
      []<class... M>(const record::Field<Base, M>&... field) {
        return std::tuple{record::Field<R, M>{field.key, field.member, field.needed}...};
      },
      kFields<Base>);
}

// O(size of the record).
template <record::Listed T>
T read(const Json& json) {
  T out{};
  take(kType<T>, json, &out);
  return out;
}

}  // namespace pochin::wire
