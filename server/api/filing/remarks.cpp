// POST /api/v1/applications/{id}/remarks/{remark}/close.
#include "server/api/application/remarks.h"

#include "server/api/application/present.h"
#include "server/api/filing/filing.h"
#include "server/api/handling/idempotent.h"
#include "server/api/handling/text.h"
#include "server/http/conditional.h"
#include "server/store/audit.h"
#include "shared/application/closing.h"

namespace pochin::server {

namespace {

Response post_close(Context& context, const Request& request, const Viewer& viewer) {
  // No version is asked for: what is closed is a remark that was answered, whatever else has changed meanwhile.
  return once(context, viewer, request, [&](Db& db) -> Checked<Response> {
    const auto record = load_record(db, context, viewer, request.param("id"));
    if (!record) return std::unexpected(record.error());
    const Instant now = context.now();
    const bool closed = closed_remarks(db, record->row.id).contains(request.param("remark"));
    const auto event = application::close_remark(record->object, record->rules(now), viewer.actor_for(record->row),
                                                 request.param("remark"), closed, now);
    if (!event) {
      if (event.error().code == application::Refusal::Code::unknown_field)
        return std::unexpected(not_found(event.error().message));
      return std::unexpected(refusal_problem(event.error(), record->calendar->pack, now));
    }
    application::Application after = record->object;
    application::apply(after, *event);
    if (!store_event(db, *record, after, *event)) return std::unexpected(stale_problem(record->row));
    audit(db, {.kind = "application.remark_closed",
               .actor = viewer.id,
               .object = record->row.id,
               .details = {{"remark", request.param("remark")}},
               .at = now});
    const auto stored = load_record(db, context, viewer, record->row.id);
    if (!stored) return std::unexpected(stored.error());
    Response made = Response::json(application_json(context, db, *stored, viewer));
    made.etag(version_etag(stored->row.version));
    return made;
  });
}

}  // namespace

std::span<const Route> remark_routes() {
  using namespace row;
  static constexpr Route kRoutes[] = {
      post("/api/v1/applications/{id}/remarks/{remark}/close", "Снять замечание, на которое заявитель ответил",
           logged_in, kWorkflow, post_close,
           {.answers = {.schema = "Application", .about = "Заявка", .headers = "ETag"},
            .refusals = {{409}, {412}},
            .once = true,
            .log = "application.remark_closed"}),
  };
  return kRoutes;
}

}  // namespace pochin::server
