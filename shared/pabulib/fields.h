// The fields of a .pb file by the specification (pabulib.org/format; the order is that of its checker).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace pochin::pabulib {

enum class Shape {
  text,
  whole,    // a whole number
  decimal,  // with a point
  date,     // DD.MM.YYYY or YYYY
  vote_type,
  rule,
  language,  // ISO 639-1
  currency,  // ISO 4217
  flag,      // 1
  comment,   // «#1: …»
  selected,  // 0..3
  age,       // 34 or 30-39
  sex,       // M, F, O
  method     // internet, paper
};

struct Field {
  std::string_view name;
  Shape shape = Shape::text;
  bool needed = false;
  bool may_be_empty = false;
};

// Two fields are ours, because the result depends on them and the format has none: in META `incompatible`, pairs of
// projects «12+15,18+20»; in PROJECTS `submitted_at`, RFC 3339.
std::span<const Field> meta_fields();
std::span<const Field> project_fields();
std::span<const Field> vote_fields();
const Field* find_field(std::span<const Field> fields, std::string_view name);  // nullptr for an unknown one

// A decimal number as its digits without the point: "1532717.63" → 153271763 with 2 decimals. Zeros at the end of the
// decimals do not count. Nothing for anything else, and for more than 15 digits.
struct Decimal {
  int64_t digits = 0;
  int decimals = 0;
  bool comma = false;
};
std::optional<Decimal> read_decimal(std::string_view text);
std::optional<int64_t> read_whole(std::string_view text);

// Whether a text that is not empty has this shape.
bool has_shape(Shape shape, std::string_view text);

}  // namespace pochin::pabulib
