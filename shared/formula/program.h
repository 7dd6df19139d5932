// A parsed formula: nodes in an array, operands before their operator.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shared/formula/formula.h"

namespace pochin::formula {

enum class Op : uint8_t {
  Constant,
  Name,
  Add,
  Sub,
  Mul,
  Div,
  Neg,
  Eq,
  Ne,
  Lt,
  Le,
  Gt,
  Ge,
  And,
  Or,
  Not,
  In,
  If,
  Min,
  Max,
  Abs,
  Round,
  Floor,
  Ceil,
  Sum,
  MinOf,
  MaxOf,
  Count,
  Filled,
  Coalesce,
  Length,
  DateOf,
  Days,
  Year,
  Age,
  Workdays,
  AddWorkdays,
  IsWorkday
};

struct Node {
  Op op = Op::Constant;
  Value constant = {};      // Constant; the rounding mode of Round is its third operand
  std::string name = {};    // Name, Count: the name; Sum, MinOf, MaxOf: the table
  std::string column = {};  // Sum, MinOf, MaxOf
  std::vector<uint16_t> operands = {};
  uint16_t line = 1, place = 1;
};

struct Program {
  std::string text;
  std::vector<Node> nodes;
  uint16_t root = 0;
};

const Program* program(const Formula& formula);                // nothing for an empty formula
std::optional<Rounding> rounding_from(std::string_view name);  // "half_up" …

}  // namespace pochin::formula
