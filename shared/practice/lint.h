// Everything that is wrong in a pack, all at once, each with its place: a cycle must not open with a rule that
// nobody can follow.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pochin::practice {

struct Finding {
  enum class Level { error, warning };
  Level level = Level::error;
  std::string code;     // "unknown_key", "bad_formula", …
  std::string pointer;  // JSON pointer: "/form/rules/3/check"
  int offset = 0;       // character inside the text at the pointer, 1-based; 0 = the value itself
  int line = 0;         // of the value in the text, 1-based; 0 = unknown
  int column = 0;       // in characters
  std::string message;  // Russian, says what to do
};

std::vector<Finding> lint(std::string_view text);
bool has_errors(const std::vector<Finding>& findings);

}  // namespace pochin::practice
