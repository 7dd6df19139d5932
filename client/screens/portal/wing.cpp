// What anybody reads: the portal, its practices and projects, help.
#include "client/screens/kit/scene.h"

namespace pochin::screens {

extern const Scene kPortalPage;
extern const Scene kPracticesPage;
extern const Scene kPracticePage;
extern const Scene kProjectsPage;
extern const Scene kProjectPage;
extern const Scene kHelpPage;
extern const Scene kLoginPage;
extern const Scene kMissingPage;

extern const Wing kPortalWing;

namespace {
constexpr const Scene* kScenes[] = {&kPortalPage,  &kPracticesPage, &kPracticePage, &kProjectsPage,
                                    &kProjectPage, &kHelpPage,      &kLoginPage,    &kMissingPage};
}

const Wing kPortalWing = {kScenes};

}  // namespace pochin::screens
