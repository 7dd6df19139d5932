// Where in the text of a JSON document each value begins.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/json.h"

namespace pochin::practice {

class Locator {
 public:
  // The text must be a JSON document that parses. O(size).
  explicit Locator(std::string_view text);

  // The value at a JSON pointer; with `offset`, that character of a text value. The nearest known parent otherwise.
  Position find(std::string_view pointer, int offset = 0) const;
  // Keys written twice in one object: JSON lets the last win silently.
  const std::vector<std::string>& repeated() const { return repeated_; }

 private:
  void value(const std::string& pointer);
  void object(const std::string& pointer);
  void array(const std::string& pointer);
  std::string string();
  void blanks();

  std::string_view text_;
  std::size_t at_ = 0;
  std::map<std::string, std::size_t, std::less<>> starts_;
  std::vector<std::string> repeated_;
};

}  // namespace pochin::practice
