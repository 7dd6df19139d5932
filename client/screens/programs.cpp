#include "client/screens/programs.h"

#include "client/screens/screens.h"

namespace pochin::screens {
namespace {

constexpr const Wing* kOfVisit[] = {&kPortalWing};
constexpr const Wing* kOfResident[] = {&kPortalWing, &kApplicationWing, &kAccountWing};
constexpr const Wing* kOfVoting[] = {&kPortalWing, &kVotingWing};
constexpr const Wing* kOfWork[] = {&kPortalWing, &kWorkWing, &kVotingWorkWing, &kOversightWing};
constexpr const Wing* kAll[] = {&kPortalWing, &kApplicationWing, &kAccountWing,  &kVotingWing,
                                &kWorkWing,   &kVotingWorkWing,  &kOversightWing};

constexpr const app::Part* kResidentParts[] = {&app::kFilling, &app::kPosting};
constexpr const app::Part* kVotingParts[] = {&app::kVoting};
constexpr const app::Part* kWorkParts[] = {&app::kFilling, &app::kOffice, &app::kPosting};
constexpr const app::Part* kAllParts[] = {&app::kFilling, &app::kOffice, &app::kPosting, &app::kVoting};

}  // namespace

const app::Program kVisit = {draw, title, needs, {}, kOfVisit, carries};
const app::Program kResident = {draw, title, needs, kResidentParts, kOfResident, carries};
const app::Program kVoting = {draw, title, needs, kVotingParts, kOfVoting, carries};
const app::Program kWork = {draw, title, needs, kWorkParts, kOfWork, carries};
const app::Program kEverything = {draw, title, needs, kAllParts, kAll, carries};

}  // namespace pochin::screens
