// GET /api/v1/practices/{id}/rating: for the staff, until the results are published.
#include "server/api/application/present.h"
#include "server/api/handling/text.h"
#include "server/api/handling/viewed.h"
#include "server/api/practices/practices.h"
#include "server/api/scoring/contest.h"
#include "server/api/scoring/scoring.h"
#include "shared/base/text.h"
#include "shared/scoring/score_json.h"

namespace pochin::server {
namespace {

// What the state of the row is called when it is not plainly funded or left without money.
std::string place_title(const scoring::Ranked& row) {
  using scoring::Place;
  switch (row.place) {
    case Place::funded:
      return row.round > 1 ? say("Дополнительный отбор") : std::string();
    case Place::part:
      return say("Частично");
    case Place::offered:
      return say("Предложена часть");
    case Place::reserve:
      return tr("Резерв, № {}", row.reserve);
    case Place::below_pass_mark:
      return say("Ниже проходного балла");
    case Place::few_votes:
      return say("Мало голосов");
    case Place::municipality_limit:
      return say("Предел муниципалитета");
    case Place::bad_sum:
      return say("Неверная сумма");
    case Place::not_counted:
      return say("Балл не подсчитан");
    case Place::no_window:
      return say("Вне окон конкурса");
    case Place::no_money:
    case Place::not_admitted:
      return {};
  }
  return {};
}

template <class List, class Show>
Json each_json(const List& list, Show show) {
  Json all = Json::array();
  for (const auto& each : list) all.push_back(show(each));
  return all;
}

// The columns of the rating table (domain.md §6.4). `asked`: the subsidies from the top of the window to this row.
Json row_json(const Context& context, const Entrant& entrant, const scoring::Ranked& ranked, Money asked) {
  const Projection& p = *entrant.about;
  const auto* place = context.region.find(p.row.municipality);
  Json row = scoring::to_json(ranked);
  row.update({{"id", p.row.id},
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
              {"pack_version", p.row.pack_version},
              {"scores", each_json(entrant.score->items, criterion_json)},
              {"gates", each_json(entrant.score->gates, [](const auto& gate) { return scoring::to_json(gate); })},
              {"total", scoring::points_text(entrant.score->total)},
              {"not_counted", entrant.score->not_counted},
              {"remark", entrant.score->remark},
              {"complete", entrant.score->complete},
              {"plus", scoring::points_text(entrant.contender.plus)},
              {"minus", scoring::points_text(entrant.contender.minus)},
              {"final", scoring::points_text(ranked.final)},
              {"cost_kopecks", optional_json(p.cost)},
              {"subsidy_kopecks", optional_json(p.subsidy)},
              {"subsidy_sum_kopecks", asked.kopecks},
              {"municipal_kopecks", optional_json(p.municipal)},
              {"extra_budget_percent", p.extra_budget_percent},
              {"admitted", entrant.contender.admitted},
              {"place_title", place_title(ranked)}});
  return row;
}

// «Выделено 3 000 000,00 ₽, распределено 1 600 000,00 ₽, поддержано 12
// заявок.»
std::string summary(const std::optional<Money>& available, Money used, std::int64_t funded) {
  const std::string limit = available ? tr("Выделено {}", format_roubles(*available)) : say("Своего предела нет");
  return tr("{}, распределено {}, поддержано {} {}.", limit, format_roubles(used), funded,
            plural(funded, "заявка", "заявки", "заявок"));
}

Json window_json(const scoring::WindowTotal& window) {
  Json json = scoring::to_json(window);
  json["summary"] = summary(window.available, window.used, window.funded);
  return json;
}

Json round_json(const scoring::RoundTotal& round) {
  Json json = scoring::to_json(round);
  json["summary"] = tr("{}. {}", round.number == 1 ? tr("Основной отбор") : tr("Дополнительный отбор"),
                       summary(round.available, round.used, round.funded));
  return json;
}

Json rating_json(const Context& context, const practice::Pack& pack, const Contest& contest) {
  const scoring::Ranking& ranking = contest.ranking;
  Json available = nullptr;
  if (pack.ranking.available) available = pack.ranking.available->kopecks;
  Money asked;
  const auto row_of = [&](const scoring::Ranked& row) {
    const Entrant& entrant = contest.entrants[row.index];
    if (row.rank == 1) asked = {};
    asked = checked_add(asked, entrant.contender.subsidy).value_or(asked);
    return row_json(context, entrant, row, asked);
  };
  return {
      {"criteria_version", pack.criteria.version},
      {"criteria_hash", pack.criteria.hash},
      {"computed_at", wire_time(context.now())},
      {"rows", each_json(ranking.rows, row_of)},
      {"windows", each_json(ranking.windows, window_json)},
      {"rounds", each_json(ranking.rounds, round_json)},
      {"money",
       {{"available_kopecks", available}, {"used_kopecks", ranking.used.kopecks}, {"cut_after", ranking.cut_after}}}};
}

Response get_rating(Context& context, const Request& request, const Viewer& viewer) {
  const LoadedPack* pack = asked_practice(context, request);
  if (!pack) return Response::of(not_found(say("Такой практики нет.")));
  if (!may_see_rating(viewer, pack->pack.id)) {
    return Response::of(forbidden(say("До подведения итогов рейтинг видят только сотрудники.")));
  }
  const auto contest = look(context, [&](Db& db) -> Checked<Contest> { return hold_contest(context, db, *pack); });
  if (!contest) return Response::of(contest.error());
  const Viewed seen{.kind = "rating.viewed",
                    .object = pack->pack.id,
                    .details = {{"version", pack->pack.version}, {"rows", contest->ranking.rows.size()}}};
  if (const auto noted = note_viewed(context, viewer, seen); !noted) return Response::of(noted.error());
  return Response::json(rating_json(context, pack->pack, *contest));
}

}  // namespace

std::span<const Route> rating_routes() {
  using namespace row;
  static constexpr Route kRoutes[] = {
      get("/api/v1/practices/{id}/rating", "Рейтинг (для сотрудников)", logged_in, {Object::auto_score, Action::read},
          get_rating,
          {.queries = {kCycleQuery}, .answers = {.schema = "Rating", .about = "Рейтинг"}, .viewed = "rating.viewed"}),
  };
  return kRoutes;
}

}  // namespace pochin::server
