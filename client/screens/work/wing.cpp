// The desk of officials: the queue, the review of an application, the rating.
#include "client/screens/kit/scene.h"

namespace pochin::screens {

extern const Scene kDeskPage;
extern const Scene kQueuePage;
extern const Scene kReviewPage;
extern const Scene kRatingPage;

extern const Wing kWorkWing;

namespace {
constexpr const Scene* kScenes[] = {&kDeskPage, &kQueuePage, &kReviewPage, &kRatingPage};
}

const Wing kWorkWing = {kScenes};

}  // namespace pochin::screens
