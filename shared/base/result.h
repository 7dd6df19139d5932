// Errors are values with a place. Nothing in the domain throws across a function's border.
#pragma once

#include <cstdint>
#include <expected>
#include <string>
#include <utility>

namespace pochin {

enum class ErrorKind : std::uint8_t {
  wrong,    // what was given cannot be taken; given otherwise it can
  not_you,  // this person may not, whatever they give
  not_now,  // it came too late, too early or a second time
};

struct Error {
  std::string code;     // stable, for programs: "money_precision"
  std::string message;  // Russian, for the person: what is wrong and what to do
  std::string place;    // path of the field, or "line:column" of a text
  ErrorKind kind = ErrorKind::wrong;
};

template <class T>
using Result = std::expected<T, Error>;

inline std::unexpected<Error> fail(std::string code, std::string message, std::string place = {}) {
  return std::unexpected(Error{std::move(code), std::move(message), std::move(place)});
}

inline std::unexpected<Error> not_you(std::string code, std::string message, std::string place = {}) {
  return std::unexpected(Error{std::move(code), std::move(message), std::move(place), ErrorKind::not_you});
}

inline std::unexpected<Error> not_now(std::string code, std::string message, std::string place = {}) {
  return std::unexpected(Error{std::move(code), std::move(message), std::move(place), ErrorKind::not_now});
}

}  // namespace pochin
