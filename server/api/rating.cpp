// GET /api/v1/practices/{id}/rating: for the staff, until the results are published.
#include <algorithm>

#include "server/api/present.h"
#include "server/api/public.h"
#include "server/api/routes.h"
#include "server/api/text.h"

namespace pochin::server {
namespace {

using Projects = std::vector<std::shared_ptr<const Projection>>;

bool takes_part(const ApplicationRow& row) {
  const auto state = application::state_from(row.state);
  return row.number && row.registered && state && !application::info(*state).exit;
}

Json scores_json(const scoring::Score& score) {
  Json list = Json::array();
  for (const scoring::CriterionScore& item : score.items) list.push_back(criterion_json(item));
  return list;
}

Json row_json(const Context& context, const Projection& p, const scoring::Ranked& ranked) {
  const auto* place = context.region.find(p.row.municipality);
  Json tie = nullptr;
  if (!ranked.tie.empty()) tie = ranked.tie;
  return {{"rank", ranked.rank},
          {"id", p.row.id},
          {"number", p.row.number.value_or("")},
          {"title", p.row.title},
          {"municipality", place ? place->name : ""},
          {"kind", place ? code_of(place->kind) : ""},
          {"typology", p.typology},
          {"submitted_at", wire_time(p.row.submitted)},
          {"population", p.population ? Json(*p.population) : Json(nullptr)},
          {"beneficiaries", optional_json(p.beneficiaries)},
          {"meeting", optional_json(p.meeting)},
          {"scores", scores_json(p.score)},
          {"total", scoring::points_text(p.score.total)},
          {"plus", scoring::points_text(p.contender.plus)},
          {"minus", scoring::points_text(p.contender.minus)},
          {"final", scoring::points_text(ranked.final)},
          {"cost_kopecks", optional_json(p.cost)},
          {"subsidy_kopecks", optional_json(p.subsidy)},
          {"municipal_kopecks", optional_json(p.municipal)},
          {"extra_budget_percent", p.extra_budget_percent},
          {"admitted", p.contender.admitted},
          {"funded", ranked.funded},
          {"tie", tie}};
}

Json rating_of(const Context& context, const LoadedPack& pack, const Projects& projects) {
  std::vector<scoring::Contender> contenders;
  contenders.reserve(projects.size());
  for (const auto& p : projects) contenders.push_back(p->contender);
  const scoring::Ranking ranking = scoring::rank(contenders, pack.pack.ranking);
  Json rows = Json::array();
  for (const scoring::Ranked& ranked : ranking.rows) rows.push_back(row_json(context, *projects[ranked.index], ranked));
  Json available = nullptr;
  if (pack.pack.ranking.available) available = pack.pack.ranking.available->kopecks;
  return {
      {"criteria_version", pack.pack.criteria.version},
      {"computed_at", wire_time(context.now())},
      {"rows", rows},
      {"money",
       {{"available_kopecks", available}, {"used_kopecks", ranking.used.kopecks}, {"cut_after", ranking.cut_after}}}};
}

Response get_rating(Context& context, const Request& request) {
  const auto viewer = require_login(context, request);
  if (!viewer) return Response::of(viewer.error());
  const LoadedPack* pack = asked_practice(context, request);
  if (!pack) return Response::of(not_found(say("Такой практики нет.")));
  if (!may_see_rating(*viewer, pack->pack.id)) {
    return Response::of(forbidden(say("До подведения итогов рейтинг видят только сотрудники.")));
  }
  const auto projects = look(context, [&](Db& db) -> Checked<Projects> {
    Projects list;
    for (const ApplicationRow& row : applications_of_practice(db, pack->pack.id)) {
      if (!takes_part(row) || !is_of_cycle(context, row, pack->pack)) continue;
      if (auto projection = context.projections.of(context, row)) list.push_back(std::move(projection));
    }
    return list;
  });
  if (!projects) return Response::of(projects.error());
  return Response::json(rating_of(context, *pack, *projects));
}

}  // namespace

void add_rating_routes(Router& router, Context& context) {
  router.get("/api/v1/practices/{id}/rating", [&context](const Request& r) { return get_rating(context, r); });
}

}  // namespace pochin::server
