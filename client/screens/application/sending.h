// What stands between the application and its sending; the answers as read; the actions of the workflow.
#pragma once
#include <string>
#include <string_view>

#include "client/screens/application/form_view.h"

namespace pochin::screens {

struct Blockers {
  std::string text;  // «Исправьте ошибки в разделе 5. Осталось 3 раздела: 4, 9 и 10.»
  [[nodiscard]] bool any() const { return !text.empty(); }
};
Blockers blockers_of(const FormView&);

// All answers by section as facts; with `change` each section has its «Изменить».
void answers(const FormView&, bool change);
// One answer, as a person reads it; rows become a table, files become links.
void answer(const FormView&, const form::Field&);

// The action of the workflow with this id that is allowed now, or null.
const Json* action_of(const Json& application, std::string_view id);
// What an allowed action asks for: "comment", "ground", "remarks".
bool needs(const Json& action, std::string_view what);
// The actions that the screen has not drawn itself (withdraw …), each with its comment and ground where it needs one.
void other_actions(const FormView&, bool (*drawn)(const Json& action));
// The action on its way or refused: drawn above the buttons. True while one is on its way.
bool action_state(const FormView&);

}  // namespace pochin::screens
