// The staff's part of an application on the page of review: what its rules let this person fill, and the rest to read.
#pragma once
#include "client/screens/application/form_view.h"

namespace pochin::screens {

// `form`: of the application. Draws nothing for those whom the part does not concern.
void office(const FormView& form);
// Draws the choice between mine and theirs, when another person saved first; false when there is none to make.
bool office_conflict(const FormView& form);
// Changed and not saved yet.
bool office_unsaved(const app::State&);

}  // namespace pochin::screens
