// Answers of several parts in one text, a part in each line (answers.h): periods, people, addresses, organisations, and
// the codes of several choices.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/form/schema.h"

namespace pochin::form {

struct Part {
  std::string_view code;    // formulas read "field.code"; a pack names it in "parts"
  std::string_view label;   // «Начало»
  std::string_view before;  // what stands before it when it is read after another: « — »
  Kind kind = Kind::text;   // how it is typed, checked and computed with
  bool always = true;       // every such question asks it
  bool needed = true;       // where it is asked, a full answer has it
};

// Of the field's kind, in the order of the lines; nothing for a kind of one value and for a person in one line.
std::span<const Part> all_parts(const Field& field);
bool asks(const Field& field, const Part& part);

// A line of the text, "" when there is none; O(length). A new value keeps the other parts, its own line ends become
// spaces.
std::string_view part_of(std::string_view text, std::size_t index);
std::string with_part(std::string_view text, std::size_t index, std::string_view value);

// The lines that are not blank, trimmed.
std::vector<std::string_view> lines_of(std::string_view text);
// The options whose codes stand in the text, in the order of the pack, once each.
std::vector<const Option*> chosen(const Field& field, std::string_view text);
std::string with_choice(const Field& field, std::string_view text, std::string_view code, bool on);

}  // namespace pochin::form
