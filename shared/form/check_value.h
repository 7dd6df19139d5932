// One typed value against its field: readable, within the limits, of the right shape.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "shared/form/answers.h"
#include "shared/form/schema.h"

namespace pochin::form {

struct Complaint {
  std::string code;
  std::string message;
};

// What else a value is held against.
struct Against {
  bool submit = true;                           // a draft may lack parts
  std::optional<Date> today = {}, age_on = {};  // unknown = nothing is checked by it
};

// `text` is not blank. Fields of text, numbers, dates, choices, parts, places; nothing for files and tables.
std::optional<Complaint> check_value(const Field& field, std::string_view text, const Against& against = {});
// «1,000» in a field of fewer than three decimals: a thousand or one. It counts as no number until it is written anew.
bool is_ambiguous_number(const Field& field, std::string_view text);
// The files of one field. `submit` adds the least number.
std::optional<Complaint> check_files(const Field& field, const Files& files, bool submit);
// The number of filled rows.
std::optional<Complaint> check_row_count(const Field& field, int64_t filled, bool submit);

// «20 МБ»
std::string size_text(int64_t bytes);

}  // namespace pochin::form
