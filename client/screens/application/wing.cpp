// A resident's application: from its start to the answer.
#include "client/screens/kit/scene.h"

namespace pochin::screens {

extern const Scene kHelpApplicationPage;
extern const Scene kMyPage;
extern const Scene kApplyPage;
extern const Scene kTasksPage;
extern const Scene kSectionPage;
extern const Scene kCheckPage;
extern const Scene kDonePage;

extern const Wing kApplicationWing;

namespace {
constexpr const Scene* kScenes[] = {&kHelpApplicationPage, &kMyPage,    &kApplyPage, &kTasksPage,
                                    &kSectionPage,         &kCheckPage, &kDonePage};
}

const Wing kApplicationWing = {kScenes};

}  // namespace pochin::screens
