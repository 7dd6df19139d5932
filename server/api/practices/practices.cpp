// GET /api/v1/practices/{id}: the rules, the stage it is at, how many take part; …/about: what its page shows.
#include "server/api/practices/practices.h"

#include "server/api/application/published.h"
#include "server/api/handling/open_answer.h"
#include "server/api/handling/text.h"
#include "server/api/practices/stage_json.h"
#include "shared/api/practice_about.h"

namespace pochin::server {

const LoadedPack* asked_practice(const Context& context, const Request& request) {
  const std::string_view id = request.param("id");
  if (const auto version = request.query_value("version")) return context.pack(id, *version);
  if (const auto cycle = request.query_value("cycle")) return context.packs.cycle(id, *cycle);
  return context.practice(id);
}

namespace {

struct Counts {
  std::int64_t submitted = 0, published = 0;
};

// The applications of the cycle of these rules.
Checked<Counts> counts_of(Context& context, const LoadedPack& pack) {
  return look(context, [&](Db& db) -> Checked<Counts> {
    Counts counts;
    for (const ApplicationRow& row : applications_of_practice(db, pack.pack.id)) {
      if (!is_of_cycle(context, row, pack.pack)) continue;
      counts.submitted += row.submitted ? 1 : 0;
      counts.published += is_published(row) ? 1 : 0;
    }
    return counts;
  });
}

Checked<Json> get_about(Context& context, const Request& request) {
  const LoadedPack* pack = asked_practice(context, request);
  if (!pack) return std::unexpected(not_found(say("Такой практики нет.")));
  const auto counts = counts_of(context, *pack);
  if (!counts) return std::unexpected(counts.error());
  wire::PracticeAbout about = wire::about(context.packs.calendar(*pack).pack, context.now());
  about.published = counts->published;
  return record::write(about);
}

Checked<Json> get_practice(Context& context, const Request& request) {
  const LoadedPack* pack = asked_practice(context, request);
  if (!pack) return std::unexpected(not_found(say("Такой практики нет.")));
  const auto counts = counts_of(context, *pack);
  if (!counts) return std::unexpected(counts.error());
  Json cycles = Json::array();
  for (const LoadedPack* each : context.packs.cycles(pack->pack.id)) {
    cycles.push_back({{"id", each->pack.cycle.id}, {"title", each->pack.cycle.title}, {"version", each->pack.version}});
  }
  return Json{{"pack", pack->open},
              {"stage", stage_json(context.packs.calendar(*pack).pack, context.now())},
              {"cycles", cycles},
              {"counts", {{"submitted", counts->submitted}, {"published", counts->published}}}};
}

}  // namespace

std::span<const Route> practice_routes() {
  using namespace row;
  static constexpr Route kRoutes[] = {
      get("/api/v1/practices/{id}", "Практика: правила и стадия", anybody, {Object::public_data, Action::read},
          get_practice,
          {.queries = {kCycleQuery, kVersionQuery}, .answers = {.schema = "Practice", .about = "Практика"}}),
      get("/api/v1/practices/{id}/about", "Практика: что показывает её страница, без формы заявки", anybody,
          {Object::public_data, Action::read}, get_about,
          {.queries = {kCycleQuery, kVersionQuery},
           .answers = {.schema = "PracticeAbout", .about = "Этапы, деньги, критерии и акты практики"}}),
  };
  return kRoutes;
}

}  // namespace pochin::server
