// One's own account: logins, consents, own data.
#include "client/screens/kit/scene.h"

namespace pochin::screens {

extern const Scene kAccountPage;

extern const Wing kAccountWing;

namespace {
constexpr const Scene* kScenes[] = {&kAccountPage};
}

const Wing kAccountWing = {kScenes};

}  // namespace pochin::screens
