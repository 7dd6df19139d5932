// What a formula computes with. Null means "not known": it spreads through arithmetic and comparison and may carry
// the reason why. A lost value is worse: there is a number, but it could not be computed; no formula that reads it has
// a value, whatever it does with nulls.
#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "shared/base/date.h"
#include "shared/base/ratio.h"

namespace pochin::formula {

enum class Type { Null, Number, Text, Bool, Date, Table };
std::string_view name_of(Type type);  // Russian, for messages: «число», «текст»

class Value {
 public:
  Value() = default;
  Value(Ratio number) : data_(number) {}                 // NOLINT: a number is a value
  Value(std::string text) : data_(std::move(text)) {}    // NOLINT
  Value(const char* text) : data_(std::string(text)) {}  // NOLINT
  template <std::same_as<bool> B>
  Value(B yes) : data_(yes) {}  // NOLINT: only a real bool, no number or pointer turns into one
  template <std::integral I>
  requires(!std::same_as<I, bool>) Value(I number) : data_(Ratio(static_cast<int64_t>(number))) {}  // NOLINT
  Value(Date date) : data_(date) {}                                                                 // NOLINT
  static Value unknown(std::string reason);
  static Value lost(std::string reason);

  Type type() const;
  bool is_null() const { return std::holds_alternative<Unknown>(data_); }
  bool is_lost() const {  // a null, too
    const Unknown* null = std::get_if<Unknown>(&data_);
    return null != nullptr && null->lost;
  }
  const Ratio* number() const { return std::get_if<Ratio>(&data_); }
  const std::string* text() const { return std::get_if<std::string>(&data_); }
  const bool* boolean() const { return std::get_if<bool>(&data_); }
  const Date* date() const { return std::get_if<Date>(&data_); }
  std::string_view reason() const;  // of a null: «деление на ноль»
  bool is_true() const { return boolean() && *boolean(); }

  bool operator==(const Value&) const = default;

 private:
  struct Unknown {
    std::string reason;
    bool lost;
    bool operator==(const Unknown&) const { return true; }
  };
  std::variant<Unknown, Ratio, std::string, bool, Date> data_;
};

}  // namespace pochin::formula
