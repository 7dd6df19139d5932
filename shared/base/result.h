// Errors are values with a place. Nothing in the domain throws across a function's border.
#pragma once

#include <expected>
#include <string>
#include <utility>

namespace pochin {

struct Error {
  std::string code;     // stable, for programs: "money_precision"
  std::string message;  // Russian, for the person: what is wrong and what to do
  std::string place;    // path of the field, or "line:column" of a text
};

template <class T>
using Result = std::expected<T, Error>;

inline std::unexpected<Error> fail(std::string code, std::string message, std::string place = {}) {
  return std::unexpected(Error{std::move(code), std::move(message), std::move(place)});
}

}  // namespace pochin
