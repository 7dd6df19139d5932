// GET /api/v1/practices/{id}/rating: for the staff, until the results are published.
#include <algorithm>
#include <deque>

#include "server/api/present.h"
#include "server/api/public.h"
#include "server/api/routes.h"
#include "server/api/text.h"
#include "shared/scoring/contest.h"

namespace pochin::server {
namespace {

using Projects = std::vector<std::shared_ptr<const Projection>>;

bool takes_part(const ApplicationRow& row) {
  const auto state = application::state_from(row.state);
  return row.number && row.registered && state && !application::info(*state).exit;
}

bool compares(const scoring::Criteria& criteria) {
  return std::ranges::any_of(criteria.items, [](const auto& each) { return each.shape == scoring::Shape::cohort; });
}

// What a formula reads of one application; the environment refers to the answers, so that it is never moved.
struct Entrant {
  form::Answers answers;
  std::optional<form::Environment> environment;
};

// Points that depend on the best application are known only when all are looked at together.
Checked<Projects> scored_together(const Context& context, const practice::Pack& pack,
                                  std::span<const ApplicationRow> rows, Projects projects) {
  std::deque<Entrant> entrants;
  std::vector<scoring::Subject> subjects;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const LoadedPack& own = *context.pack(rows[i].practice, rows[i].pack_version);
    auto answers = answers_of(own, rows[i]);
    if (!answers) return std::unexpected(problem(503, "damaged", say("Заявка повреждена в хранилище.")));
    Entrant& entrant = entrants.emplace_back(Entrant{*std::move(answers), {}});
    entrant.environment.emplace(own.pack.form, entrant.answers,
                                facts_of(context, own, rows[i].municipality, context.now()));
    const scoring::Contender& contender = projects[i]->contender;
    subjects.push_back({rows[i].id, &*entrant.environment, contender.window, {}, contender.admitted});
  }
  std::vector<scoring::Score> scores = scoring::score_contest(pack.criteria, subjects);
  for (std::size_t i = 0; i < projects.size(); ++i) {
    auto scored = std::make_shared<Projection>(*projects[i]);
    scored->score = std::move(scores[i]);
    scored->contender.total = scored->score.total;
    projects[i] = std::move(scored);
  }
  return projects;
}

Json scores_json(const scoring::Score& score) {
  Json list = Json::array();
  for (const scoring::CriterionScore& item : score.items) list.push_back(criterion_json(item));
  return list;
}

// The columns of the rating table (domain.md §6.4). `asked`: the subsidies from the top of the window to this row.
Json row_json(const Context& context, const Projection& p, const scoring::Ranked& ranked, Money asked) {
  const auto* place = context.region.find(p.row.municipality);
  Json tie = nullptr;
  if (!ranked.tie.empty()) tie = ranked.tie;
  return {{"rank", ranked.rank},
          {"window", ranked.window},
          {"id", p.row.id},
          {"number", p.row.number.value_or("")},
          {"title", p.row.title},
          {"district", place ? place->parent_name : ""},
          {"municipality", place ? place->name : ""},
          {"kind", place ? code_of(place->kind) : ""},
          {"typology", p.typology},
          {"submitted_at", wire_time(p.row.submitted)},
          {"settlement", p.settlement},
          {"term", p.term},
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
          {"subsidy_sum_kopecks", asked.kopecks},
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
  Money asked;
  for (const scoring::Ranked& ranked : ranking.rows) {
    if (ranked.rank == 1) asked = {};
    asked = checked_add(asked, contenders[ranked.index].subsidy).value_or(asked);
    rows.push_back(row_json(context, *projects[ranked.index], ranked, asked));
  }
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
    std::vector<ApplicationRow> rows;
    for (const ApplicationRow& row : applications_of_practice(db, pack->pack.id)) {
      if (!takes_part(row) || !is_of_cycle(context, row, pack->pack)) continue;
      auto projection = context.projections.of(context, row);
      if (!projection) continue;
      list.push_back(std::move(projection));
      rows.push_back(row);
    }
    if (compares(pack->pack.criteria)) return scored_together(context, pack->pack, rows, std::move(list));
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
