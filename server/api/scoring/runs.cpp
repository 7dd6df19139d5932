// Recorded calculations of the rating: /api/v1/practices/{id}/runs. A recalculation is a new run beside the old one.
#include <charconv>

#include "server/api/handling/handling.h"
#include "server/api/handling/text.h"
#include "server/api/practices/practices.h"
#include "server/api/scoring/contest.h"
#include "server/api/scoring/points.h"
#include "server/api/scoring/scoring.h"
#include "shared/base/json.h"
#include "shared/scoring/run.h"
#include "shared/scoring/score_json.h"

namespace pochin::server {
namespace {

constexpr std::size_t kLongestReason = 2000;

Json head_json(const RunRow& row) {
  return {{"number", row.number},
          {"at", wire_time(row.at)},
          {"reason", row.reason},
          {"by", row.by},
          {"pack_version", row.pack_version}};
}

// Whom the calculation is of: their answers, marks and points by hand as they are now.
class Field {
 public:
  Field(const Context& context, Db& db, const LoadedPack& pack) : contest_(hold_contest(context, db, pack)) {
    for (const Entrant& each : contest_.entrants) {
      const auto row = application(db, each.about->row.id);
      const LoadedPack* own = row ? context.pack(row->practice, row->pack_version) : nullptr;
      auto answers = own ? answers_of(*own, *row) : Result<form::Answers>(std::unexpected(Error{}));
      if (!answers) continue;
      readings_.push_back(
          std::make_unique<const Reading>(context, *own, *std::move(answers), facts_of(context, *own, each)));
      entrants_.push_back({{each.about->row.id, &readings_.back()->environment, each.contender.window, each.marks,
                            each.contender.admitted},
                           each.adjustments});
    }
  }

  const Contest& contest() const { return contest_; }
  const std::vector<scoring::Entrant>& entrants() const { return entrants_; }

 private:
  Contest contest_;
  std::vector<std::unique_ptr<const Reading>> readings_;
  std::vector<scoring::Entrant> entrants_;
};

Json places_json(const Contest& contest) {
  Json rows = Json::array();
  for (const scoring::Ranked& each : contest.ranking.rows) {
    Json row = scoring::to_json(each);
    row["id"] = contest.entrants[each.index].about->row.id;
    row["number"] = contest.entrants[each.index].about->row.number.value_or("");
    rows.push_back(std::move(row));
  }
  return rows;
}

Checked<const LoadedPack*> readable(const Context& context, const Request& request, const Viewer& viewer) {
  const LoadedPack* pack = asked_practice(context, request);
  if (!pack) return std::unexpected(not_found(say("Такой практики нет.")));
  if (!may_see_rating(viewer, pack->pack.id))
    return std::unexpected(forbidden(say("До подведения итогов рейтинг видят только сотрудники.")));
  return pack;
}

Checked<Response> post_run(Db& db, Context& context, const Request& request, const Viewer& viewer, const Json& body) {
  const LoadedPack* pack = asked_practice(context, request);
  if (!pack) return std::unexpected(not_found(say("Такой практики нет.")));
  // Who freezes the criteria calculates by them.
  if (auto no = forbids(viewer, access::Action::freeze,
                        {.object = access::Object::criteria, .practice = pack->pack.id, .published = true}))
    return std::unexpected(*no);
  Fields in(body);
  const std::string reason = in.text("reason", kLongestReason);
  if (auto wrong = in.finish()) return std::unexpected(*wrong);
  const Field field(context, db, *pack);
  const auto run = scoring::run_scores(pack->pack.criteria, field.entrants(), context.now(), reason, viewer.short_name);
  if (!run) return std::unexpected(refused_by(run.error(), "reason"));
  RunRow row{.practice = pack->pack.id,
             .cycle = pack->pack.cycle.id,
             .pack_version = pack->pack.version,
             .at = context.now(),
             .reason = reason,
             .by = viewer.short_name,
             .body = scoring::to_json(*run).dump(),
             .places = places_json(field.contest()).dump()};
  row.number = add_run(db, row);
  Response made = Response::json(head_json(row), 201);
  made.set("Location", "/api/v1/practices/" + row.practice + "/runs/" + std::to_string(row.number));
  return made;
}

Checked<Json> get_runs(Db& db, Context& context, const Request& request, const Viewer& viewer) {
  const auto pack = readable(context, request, viewer);
  if (!pack) return std::unexpected(pack.error());
  Json items = Json::array();
  for (const RunRow& each : runs_of(db, (*pack)->pack.id, (*pack)->pack.cycle.id)) items.push_back(head_json(each));
  return Json{{"items", items}};
}

Checked<RunRow> run_named(Db& db, const practice::Pack& pack, std::string_view number) {
  std::int64_t wanted = 0;
  std::from_chars(number.data(), number.data() + number.size(), wanted);
  auto row = run_of(db, pack.id, pack.cycle.id, wanted);
  if (!row) return std::unexpected(not_found(say("Такого расчёта нет.")));
  return *std::move(row);
}

Checked<Json> get_run(Db& db, Context& context, const Request& request, const Viewer& viewer) {
  const auto pack = readable(context, request, viewer);
  if (!pack) return std::unexpected(pack.error());
  const auto row = run_named(db, (*pack)->pack, request.param("number"));
  if (!row) return std::unexpected(row.error());
  Json json = head_json(*row);
  json["run"] = stored_json(row->body);
  json["places"] = stored_json(row->places);
  return json;
}

// What is different from the calculation ?from=…, the one before when it is not named.
Checked<Json> get_difference(Db& db, Context& context, const Request& request, const Viewer& viewer) {
  const auto pack = readable(context, request, viewer);
  if (!pack) return std::unexpected(pack.error());
  const auto after = run_named(db, (*pack)->pack, request.param("number"));
  if (!after) return std::unexpected(after.error());
  const std::string previous = std::to_string(after->number - 1);
  const auto before = run_named(db, (*pack)->pack, request.query_value("from").value_or(previous));
  if (!before) return std::unexpected(before.error());
  const auto old_run = scoring::run_from_json(stored_json(before->body));
  const auto new_run = scoring::run_from_json(stored_json(after->body));
  if (!old_run || !new_run) return std::unexpected(problem(503, "damaged", say("Расчёт повреждён в хранилище.")));
  Json json = scoring::to_json(scoring::compare(*old_run, *new_run));
  json["from"] = before->number;
  json["to"] = after->number;
  return json;
}

}  // namespace

std::span<const Route> run_routes() {
  using namespace row;
  static constexpr Route kRoutes[] = {
      get("/api/v1/practices/{id}/runs", "Расчёты рейтинга", logged_in, {Object::auto_score, Action::read}, get_runs,
          {.queries = {kCycleQuery}, .answers = {"RunList"}}),
      post("/api/v1/practices/{id}/runs", "Посчитать рейтинг и записать расчёт", logged_in,
           {Object::criteria, Action::freeze}, post_run,
           {.takes = {"NewRun"},
            .answers = {.schema = "Run", .status = 201, .headers = "Location"},
            .log = "rating.calculated"}),
      get("/api/v1/practices/{id}/runs/{number}", "Один расчёт рейтинга", logged_in, {Object::auto_score, Action::read},
          get_run, {.queries = {kCycleQuery}, .answers = {"WholeRun"}}),
      get("/api/v1/practices/{id}/runs/{number}/difference", "Чем расчёт отличается от другого", logged_in,
          {Object::auto_score, Action::read}, get_difference,
          {.queries = {kCycleQuery, {.name = "from"}}, .answers = {"RunDifference"}, .refusals = {{503}}}),
  };
  return kRoutes;
}

}  // namespace pochin::server
