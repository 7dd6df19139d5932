// What people are told of a move, in the words of the practice (Notice, Transition::told).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/application/application.h"
#include "shared/application/decide.h"
#include "shared/application/workflow.h"

namespace pochin::application {

// What the words know besides the application, the formulas of its form and the event.
struct TellingNames {
  std::string_view title;         // of the project
  std::string_view municipality;  // its name
  std::string_view deadline;      // deadline_text() of what runs now
};

// The sentences for `to` of the move `event`, which led `application` to where it is; for the author `told` comes
// first, then the notices in the order of the pack. In them {number}, {title}, {municipality}, {comment}, {ground},
// {deadline} and formulas over answers and facts are filled in; a field of such a name stands before it. Empty when the
// event is no move of the workflow, or when nobody is told. O(size of the form).
std::vector<std::string> told_of(const Application& application, const Event& event, const Rules& rules,
                                 const TellingNames& names, Recipient to);

}  // namespace pochin::application
