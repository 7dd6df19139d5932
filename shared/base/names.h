// Enumerations that people and files name. An enumeration lists its names once:
//
//   std::span<const Name<PayerKind>> names(PayerKind);   // in its own namespace
//
// and has code_of(), title_of() and from_code() by that. The list must name every value.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <type_traits>

namespace pochin {

template <class E>
struct Name {
  E value;
  std::string_view code;   // stable, for files: "citizen"
  std::string_view title;  // Russian, for people: «гражданин»
};

template <class E>
concept Named = std::is_enum_v<E> && requires(E value) {
  names(value);
};

template <Named E>
std::string_view code_of(E value) {
  for (const Name<E>& name : names(value))
    if (name.value == value) return name.code;
  return {};
}

template <Named E>
std::string_view title_of(E value) {
  for (const Name<E>& name : names(value))
    if (name.value == value) return name.title;
  return {};
}

template <Named E>
std::optional<E> from_code(std::string_view code) {
  for (const Name<E>& name : names(E{}))
    if (name.code == code) return name.value;
  return std::nullopt;
}

}  // namespace pochin
