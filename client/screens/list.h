// The screens, one file each. draw() in screens.cpp chooses.
#pragma once
#include "client/screens/view.h"

namespace pochin::screens {

void portal_screen(const View&);
void practices_screen(const View&);
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
void campaigns_screen(const View&);
void campaign_screen(const View&);
void ballot_screen(const View&);
void ballot_check_screen(const View&);
void receipt_screen(const View&);
void proof_screen(const View&);
void results_screen(const View&);
void recount_screen(const View&);
void vote_work_screen(const View&);
void vote_actions_screen(const View&);
void batches_screen(const View&);
void observer_screen(const View&);
void account_screen(const View&);
void desk_screen(const View&);
void installation_screen(const View&);
void staff_screen(const View&);
void audit_screen(const View&);

// The votings that are open and the latest results, or all of one practice; nothing when there are none.
void voting_now(const View&, std::string_view practice);

}  // namespace pochin::screens
