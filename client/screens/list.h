// The screens, one file each. draw() in screens.cpp chooses.
#pragma once
#include "client/screens/view.h"

namespace pochin::screens {

void portal_screen(const View&);
void practice_screen(const View&);
void projects_screen(const View&);
void project_screen(const View&);
void login_screen(const View&);
void my_screen(const View&);
void apply_screen(const View&);
void tasks_screen(const View&);
void section_screen(const View&);
void check_screen(const View&);
void done_screen(const View&);
void queue_screen(const View&);
void review_screen(const View&);
void rating_screen(const View&);
void help_screen(const View&);
void help_application_screen(const View&);
void missing_screen(const View&);

}  // namespace pochin::screens
