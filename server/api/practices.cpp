// GET /api/v1/practices/{id}: the rules, the stage it is at, how many take part.
#include "server/api/present.h"
#include "server/api/public.h"
#include "server/api/routes.h"
#include "server/api/text.h"

namespace pochin::server {

Checked<Json> practice_json(Context& context, std::string_view id) {
  const LoadedPack* pack = context.practice(id);
  if (!pack) return std::unexpected(not_found(say("Такой практики нет.")));
  const auto count = look(context, [&](Db& db) -> Checked<Json> {
    std::int64_t submitted = 0;
    std::int64_t published = 0;
    for (const ApplicationRow& row : applications_of_practice(db, id)) {
      submitted += row.submitted ? 1 : 0;
      published += is_published(row) ? 1 : 0;
    }
    return Json{{"submitted", submitted}, {"published", published}};
  });
  if (!count) return count;
  return Json{{"pack", pack->open}, {"stage", stage_json(pack->pack, context.now())}, {"counts", *count}};
}

void add_practice_routes(Router& router, Context& context) {
  router.get("/api/v1/practices/{id}", [&context](const Request& r) {
    return open_answer(context, r, [&] { return practice_json(context, r.param("id")); });
  });
}

}  // namespace pochin::server
