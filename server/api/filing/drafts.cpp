// DELETE /api/v1/applications/{id}: a draft that was given to nobody goes, with its history and its files.

#include "server/api/application/life.h"
#include "server/api/filing/filing.h"
#include "server/api/handling/idempotent.h"
#include "server/api/handling/text.h"
#include "server/http/conditional.h"
#include "server/store/audit.h"
#include "server/store/history.h"

namespace pochin::server {
namespace {

Response delete_draft(Context& context, const Request& request, const Viewer& viewer) {
  const auto version = required_version(request);
  GoneFiles gone;
  Response response = once(context, viewer, request, [&](Db& db) -> Checked<Response> {
    const auto record = load_record(db, context, viewer, request.param("id"));
    if (!record) return std::unexpected(record.error());
    if (!version) return std::unexpected(version.error());
    if (record->row.author != viewer.person)
      return std::unexpected(problem(403, "not_author", say("Черновик удаляет его автор.")));
    if (!may_delete(*record, viewer))
      return std::unexpected(
          conflict("not_draft", say("Удалить можно только черновик, который никому не отправляли и "
                                    "который не связан с другой заявкой. Эту заявку можно отозвать.")));
    if (*version != record->row.version) return std::unexpected(stale_problem(record->row));
    gone = remove_application(db, record->row.id);
    audit(db, {.kind = "application.deleted", .actor = viewer.id, .object = record->row.id, .at = context.now()});
    return Response::json({{"id", record->row.id}});
  });
  if (response.status != 200) return response;  // nothing of it stays, the files do
  for (const std::string& upload : gone.unfinished) context.uploads->drop(upload);
  for (const std::string& sha256 : gone.bytes) context.uploads->erase(sha256);
  return response;
}

}  // namespace

std::span<const Route> draft_routes() {
  using namespace row;
  static constexpr Route kRoutes[] = {
      del("/api/v1/applications/{id}", "Удалить черновик, который никому не отправляли", logged_in, kSelf, delete_draft,
          {.answers = {.schema = "DraftDeleted", .about = "Черновика, его истории и файлов больше нет"},
           .refusals = {{409}},
           .if_match = true,
           .once = true,
           .log = "application.deleted"}),
  };
  return kRoutes;
}

}  // namespace pochin::server
