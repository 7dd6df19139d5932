// Messages of a pack with values in them: «Не хватает {project_cost - sources_sum|money}».
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/form/environment.h"

namespace pochin::form {

// Each {formula}, {formula|money}, {formula|percent}, {formula|count}, {formula|date} becomes its value. `value` is
// what {value} stands for, if anything. A formula that cannot be computed becomes «…».
std::string fill(std::string_view text, const Environment& environment, const formula::Value* value = nullptr);

// The formulas of a template, for lint: where each begins (byte) and its text.
struct Hole {
  std::size_t at = 0;
  std::string_view formula;
  Show how = Show::plain;
  bool closed = true;  // the brace is closed
  bool known = true;   // the word after | is known
};
std::vector<Hole> holes(std::string_view text);

}  // namespace pochin::form
