// A vote for the commission that runs it.
#include "client/screens/kit/scene.h"

namespace pochin::screens {

extern const Scene kVoteWorkPage;
extern const Scene kVoteActionsPage;
extern const Scene kBatchesPage;
extern const Scene kObserverPage;

extern const Wing kVotingWorkWing;

namespace {
constexpr const Scene* kScenes[] = {&kVoteWorkPage, &kVoteActionsPage, &kBatchesPage, &kObserverPage};
}

const Wing kVotingWorkWing = {kScenes};

}  // namespace pochin::screens
