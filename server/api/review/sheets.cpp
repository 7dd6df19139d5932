// Score sheets of the members: /api/v1/applications/{id}/sheet is one's own, …/sheets those of all.
#include <algorithm>

#include "server/api/application/target.h"
#include "server/api/handling/text.h"
#include "server/api/review/commission_seat.h"
#include "server/api/review/review.h"

namespace pochin::server {
namespace {

using access::Action;
using access::Object;

constexpr std::size_t kMostMarks = 200;
constexpr std::size_t kLongestComment = 4000;

// The criteria of the version that people judge: the application's own.
std::vector<review::SheetCriterion> criteria_of(const Record& record) {
  std::vector<review::SheetCriterion> list;
  for (const scoring::Criterion& each : record.pack->pack.criteria.items)
    if (each.shape == scoring::Shape::expert)
      list.push_back({each.code, each.title, each.min, each.max, Ratio{}, each.allowed});
  return list;
}

std::optional<Ratio> points_of(const review::Sheet& sheet, const std::string& code) {
  const auto found = sheet.points.find(code);
  return found == sheet.points.end() ? std::nullopt : std::optional(found->second);
}

Json points_json(const std::optional<Ratio>& points) {
  return points ? Json(scoring::points_text(*points)) : Json(nullptr);
}

// Why this member cannot judge it; nothing when they can.
std::optional<Problem> may_not_judge(Db& db, const Context& context, const Record& record, const Viewer& viewer) {
  access::Target target{.object = Object::member_scores, .practice = record.row.practice};
  target.owners = {viewer.id};  // the sheet is one's own
  // Who asks comes before whether there is a commission.
  if (forbids(viewer, Action::update, target)) return member_needed();
  const auto commission = commission_for(db, record);
  if (!commission) return commission.error();
  const auto seat = seat_in(*commission, viewer, today_of(context));
  if (!seat) return seat.error();
  const auto conflicts = conflicts_on(db, record.row.id);
  if (const auto free = review::may_judge(conflicts, viewer.id, record.row.id); !free) return refused_by(free.error());
  const auto rules = commission_rules(record.calendar->pack);
  if (!rules) return rules.error();
  if (seat->seat == review::Seat::secretary && !(*rules)->protocol.composition.secretary_votes)
    return problem(403, "member_needed", say("Секретарь этой комиссии не оценивает проекты."));
  return std::nullopt;
}

Json sheet_json(Db& db, const Context& context, const Record& record, const Viewer& viewer) {
  const auto criteria = criteria_of(record);
  const review::Sheet sheet = review::sheet_of(viewer.id, record.row.id, criteria, marks_on(db, record.row.id));
  const auto no = may_not_judge(db, context, record, viewer);
  Json items = Json::array();
  for (const review::SheetCriterion& each : criteria) {
    Json allowed = Json::array();
    for (const Ratio& points : each.allowed) allowed.push_back(scoring::points_text(points));
    items.push_back({{"code", each.code},
                     {"title", each.title},
                     {"min", scoring::points_text(each.min)},
                     {"max", scoring::points_text(each.max)},
                     {"allowed", allowed},
                     {"points", points_json(points_of(sheet, each.code))}});
  }
  return {{"criteria", items},
          {"complete", sheet.complete()},
          {"can_mark", !no && !criteria.empty()},
          {"why_not", no ? no->detail : ""}};
}

bool is_judged(const Record& record) {
  const application::StateInfo& state = application::info(record.object.state);
  return state.is_public && !state.exit && !is_won(state.state);
}

Checked<Response> post_marks(Db& db, Context& context, const Request& request, const Viewer& viewer, const Json& body) {
  const auto record = load_record(db, context, viewer, request.param("id"));
  if (!record) return std::unexpected(record.error());
  if (auto no = may_not_judge(db, context, *record, viewer)) return std::unexpected(*no);
  if (!is_judged(*record)) return std::unexpected(conflict("wrong_state", say("Сейчас этот проект не оценивают.")));
  const auto criteria = criteria_of(*record);
  const auto conflicts = conflicts_on(db, record->row.id);
  Fields in(body);
  const Json* marks = in.array("marks", kMostMarks);
  for (std::size_t i = 0; marks && i < marks->size(); ++i) {
    const std::string place = "marks/" + std::to_string(i) + "/";
    Fields one((*marks)[i], place);
    review::Mark mark{viewer.id, record->row.id, one.text("criterion", 100), {}, {}, context.now()};
    const std::string points = one.text("points", 40);
    mark.comment = one.optional_text("comment", kLongestComment).value_or("");
    const auto read = parse_decimal(points);
    if (!points.empty() && !read) one.error("points", "decimal", say("Здесь должно быть число."));
    if (!in.take(one)) continue;
    mark.points = *read;
    if (const auto fine = review::check_mark(mark, criteria, conflicts); !fine)
      in.error(place + "points", fine.error().code, fine.error().message + ".");
    else
      add_mark(db, mark);
  }
  if (auto wrong = in.finish()) return std::unexpected(*wrong);
  return Response::json(sheet_json(db, context, *record, viewer));
}

Checked<Json> get_sheet(Db& db, Context& context, const Request& request, const Viewer& viewer) {
  const auto record = load_record(db, context, viewer, request.param("id"));
  if (!record) return std::unexpected(record.error());
  return sheet_json(db, context, *record, viewer);
}

// Every member's sheet, for the secretary: the averages are those that go into the rating.
Checked<Json> get_sheets(Db& db, Context& context, const Request& request, const Viewer& viewer) {
  const auto record = load_record(db, context, viewer, request.param("id"));
  if (!record) return std::unexpected(record.error());
  access::Target target = case_target(db, record->row, Object::member_scores);
  target.owners.clear();
  if (auto no = forbids(viewer, Action::read, target)) return std::unexpected(*no);
  const auto commission = commission_for(db, *record);
  if (!commission) return std::unexpected(commission.error());
  const auto rules = commission_rules(record->calendar->pack);
  if (!rules) return std::unexpected(rules.error());
  const auto criteria = criteria_of(*record);
  const auto marks = marks_on(db, record->row.id);
  const auto conflicts = conflicts_on(db, record->row.id);
  Json members = Json::array();
  std::vector<std::string> voters;
  for (const review::Member* each :
       review::voters_on(commission->body, today_of(context), (*rules)->protocol.composition)) {
    voters.push_back(each->person);
    const review::Sheet sheet = review::sheet_of(each->person, record->row.id, criteria, marks);
    Json points = Json::object();
    for (const review::SheetCriterion& one : criteria) points[one.code] = points_json(points_of(sheet, one.code));
    members.push_back({{"person", each->person},
                       {"name", each->name},
                       {"points", points},
                       {"complete", sheet.complete()},
                       {"recused", review::is_recused(conflicts, each->person, record->row.id)}});
  }
  Json averages = Json::object();
  if (const auto all = review::averages(record->row.id, voters, criteria, marks, conflicts, {}))
    for (const auto& [code, average] : all->by_criterion) averages[code] = scoring::points_text(average);
  return Json{{"members", members}, {"averages", averages}};
}

}  // namespace

std::span<const Route> sheet_routes() {
  using namespace row;
  static constexpr Route kRoutes[] = {
      get("/api/v1/applications/{id}/sheet", "Свой оценочный лист", logged_in,
          {Object::application_draft, Action::read}, get_sheet, {.answers = {"Sheet"}}),
      post("/api/v1/applications/{id}/sheet", "Поставить оценки", logged_in, {Object::member_scores, Action::update},
           post_marks, {.takes = {"NewMarks"}, .answers = {"Sheet"}, .log = "commission.marks"}),
      get("/api/v1/applications/{id}/sheets", "Оценочные листы всех членов комиссии", logged_in,
          {Object::member_scores, Action::read}, get_sheets, {.answers = {"Sheets"}, .refusals = {{409}}}),
  };
  return kRoutes;
}

}  // namespace pochin::server
