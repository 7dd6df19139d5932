// Who has which role, what was done, whether the portal is in order.
#include "client/screens/kit/scene.h"

namespace pochin::screens {

extern const Scene kInstallationPage;
extern const Scene kStaffPage;
extern const Scene kAuditPage;

extern const Wing kOversightWing;

namespace {
constexpr const Scene* kScenes[] = {&kInstallationPage, &kStaffPage, &kAuditPage};
}

const Wing kOversightWing = {kScenes};

}  // namespace pochin::screens
