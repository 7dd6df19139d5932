// The programs that a browser may load and the one with every page, as lists of wings. A page is in the program that
// its row of client/app/pages.h names.
#pragma once
#include "client/app/program.h"
#include "client/screens/kit/scene.h"

namespace pochin::screens {

extern const Wing kPortalWing, kApplicationWing, kAccountWing, kVotingWing, kVotingWorkWing, kWorkWing, kOversightWing;

extern const app::Program kVisit;     // what a first visit loads: the pages of visitors
extern const app::Program kResident;  // applications and one's own account
extern const app::Program kVoting;
extern const app::Program kWork;
extern const app::Program kEverything;  // the server's pages and the tests

}  // namespace pochin::screens
