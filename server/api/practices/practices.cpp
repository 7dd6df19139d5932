// GET /api/v1/practices/{id}: the rules, the stage it is at, how many take part.
#include "server/api/practices/practices.h"

#include "server/api/application/published.h"
#include "server/api/handling/open_answer.h"
#include "server/api/handling/text.h"
#include "server/api/practices/stage_json.h"

namespace pochin::server {

const LoadedPack* asked_practice(const Context& context, const Request& request) {
  const std::string_view id = request.param("id");
  if (const auto version = request.query_value("version")) return context.pack(id, *version);
  if (const auto cycle = request.query_value("cycle")) return context.packs.cycle(id, *cycle);
  return context.practice(id);
}

namespace {

Checked<Json> get_practice(Context& context, const Request& request) {
  const LoadedPack* pack = asked_practice(context, request);
  if (!pack) return std::unexpected(not_found(say("Такой практики нет.")));
  const auto count = look(context, [&](Db& db) -> Checked<Json> {
    std::int64_t submitted = 0;
    std::int64_t published = 0;
    for (const ApplicationRow& row : applications_of_practice(db, pack->pack.id)) {
      if (!is_of_cycle(context, row, pack->pack)) continue;
      submitted += row.submitted ? 1 : 0;
      published += is_published(row) ? 1 : 0;
    }
    return Json{{"submitted", submitted}, {"published", published}};
  });
  if (!count) return count;
  Json cycles = Json::array();
  for (const LoadedPack* each : context.packs.cycles(pack->pack.id)) {
    cycles.push_back({{"id", each->pack.cycle.id}, {"title", each->pack.cycle.title}, {"version", each->pack.version}});
  }
  return Json{{"pack", pack->open},
              {"stage", stage_json(context.packs.calendar(*pack).pack, context.now())},
              {"cycles", cycles},
              {"counts", *count}};
}

}  // namespace

std::span<const Route> practice_routes() {
  using namespace row;
  static constexpr Route kRoutes[] = {
      get("/api/v1/practices/{id}", anybody, {Object::public_data, Action::read}, get_practice),
  };
  return kRoutes;
}

}  // namespace pochin::server
