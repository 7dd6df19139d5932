#include "server/api/handling/viewed.h"

#include "server/store/audit.h"

namespace pochin::server {

Checked<bool> note_viewed(Context& context, const Viewer& viewer, const Viewed& viewed) {
  return change(context, [&](Db& db) -> Checked<bool> {
    audit(db, {.kind = viewed.kind,
               .actor = viewer.id,
               .object = viewed.object,
               .details = viewed.details,
               .at = context.login_now()});
    return true;
  });
}

}  // namespace pochin::server
