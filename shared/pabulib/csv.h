// Records of a .pb file: fields divided by semicolons, quoted where they hold a semicolon, a quote or a line's end.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "shared/pabulib/fault.h"

namespace pochin::pabulib {

class Records {
 public:
  Records(std::string_view text, Faults& faults) : text_(text), faults_(&faults) {}

  // The next record's fields, which live as long as the text and this reader. False at the end.
  bool next(std::vector<std::string_view>& fields);
  std::size_t size() const { return text_.size(); }
  int64_t line() const { return line_; }  // where the last record began

 private:
  std::string_view text_;
  Faults* faults_;
  std::size_t at_ = 0;
  int64_t line_ = 0, next_line_ = 1;
  std::deque<std::string> unquoted_;

  std::string_view quoted();
  bool at_end_of_line() const;
};

void write_field(std::string& out, std::string_view field);

}  // namespace pochin::pabulib
