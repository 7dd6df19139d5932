// GET /api/v1/territories: the municipalities an application may come from.
#include "server/api/handling/open_answer.h"
#include "server/api/handling/places.h"
#include "server/api/practices/practices.h"

namespace pochin::server {

namespace {

Checked<Json> territories_json(Context& context) {
  Json items = Json::array();
  for (const auto& municipality : context.region.municipalities) items.push_back(territory_json(municipality));
  return Json{{"items", items}};
}

}  // namespace

void add_territory_routes(Router& router, Context& context) {
  router.get("/api/v1/territories", [&context](const Request& r) {
    return open_answer(context, r, [&] { return territories_json(context); });
  });
}

}  // namespace pochin::server
