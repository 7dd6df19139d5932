// GET /api/v1/territories: the municipalities an application may come from.
#include "server/api/handling/open_answer.h"
#include "server/api/handling/places.h"
#include "server/api/practices/practices.h"

namespace pochin::server {

namespace {

Checked<Json> get_territories(Context& context, const Request&) {
  Json items = Json::array();
  for (const auto& municipality : context.region.municipalities) items.push_back(territory_json(municipality));
  return Json{{"items", items}};
}

}  // namespace

std::span<const Route> territory_routes() {
  using namespace row;
  static constexpr Route kRoutes[] = {
      get("/api/v1/territories", "Муниципалитеты", anybody, {Object::public_data, Action::read}, get_territories,
          {.answers = {.schema = "Territories", .about = "Справочник"}}),
  };
  return kRoutes;
}

}  // namespace pochin::server
