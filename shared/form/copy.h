// «Взять из прошлой заявки»: the answers of an old form that a new form can take, and what became of the others.
#pragma once

#include <string>
#include <vector>

#include "shared/form/answers.h"
#include "shared/form/schema.h"

namespace pochin::form {

struct CopyNote {
  std::string field;   // id in the new form; for what is dropped: in the old form
  std::string column;  // of a table
  std::string code;    // gone, other_kind, fresh, no_option, taken; renamed_option, or a code of check_value
  std::string why;     // for the person
  bool operator==(const CopyNote&) const = default;
};

struct Copied {
  Answers answers;
  std::vector<CopyNote> dropped;  // not copied, in the order of the old form
  std::vector<CopyNote> changed;  // copied, but to be looked at: another option, or it does not fit the new limits
};

// A field is found by its id or by `was` of the new one; its kind must be the same or one that takes it whole: a line
// of text → text, whole number → decimal, one choice ↔ several (several → one only when one is chosen). Options go by
// code, then by `was`. Tables go column by column, rows keep their ids; files are the same files. Fields marked fresh
// are not copied, nor is what the staff fills; computed fields compute themselves. Blank answers give no note.
// O(answers × fields).
Copied copy(const Form& old_form, const Answers& old_answers, const Form& new_form);

}  // namespace pochin::form
