// A vote for who votes and for who checks.
#include "client/screens/kit/scene.h"

namespace pochin::screens {

extern const Scene kCampaignsPage;
extern const Scene kCampaignPage;
extern const Scene kBallotPage;
extern const Scene kBallotCheckPage;
extern const Scene kReceiptPage;
extern const Scene kProofPage;
extern const Scene kResultsPage;
extern const Scene kRecountPage;

extern const Wing kVotingWing;

namespace {
constexpr const Scene* kScenes[] = {&kCampaignsPage, &kCampaignPage, &kBallotPage,  &kBallotCheckPage,
                                    &kReceiptPage,   &kProofPage,    &kResultsPage, &kRecountPage};
}

const Wing kVotingWing = {kScenes};

}  // namespace pochin::screens
