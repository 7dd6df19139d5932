// /api/v1/applications/{id}/adjustments, /api/v1/adjustments/{id}/confirm and …/reject.
#include "server/api/scoring/points.h"

#include <algorithm>

#include "server/api/application/target.h"
#include "server/api/handling/handling.h"
#include "server/api/handling/text.h"
#include "server/api/scoring/scoring.h"
#include "server/store/commissions.h"
#include "server/store/meetings.h"
#include "server/store/two_person.h"
#include "shared/scoring/adjustment.h"

namespace pochin::server {
namespace {

using access::Action;
using access::Object;

constexpr std::size_t kLongestText = 4000;

struct Points {
  Ratio plus, minus;
  std::string reason;
  bool operator==(const Points&) const = default;
};

Points points_in(const Context& context, const LoadedPack& pack, const form::Answers& answers,
                 const form::Facts& facts) {
  const Reading reading(context, pack, answers, facts);
  const practice::Limits& limits = pack.pack.limits;
  const auto number = [&](const std::string& name) {
    return name.empty() ? Ratio{} : ratio_of(reading.environment.value(name)).value_or(Ratio{});
  };
  return {number(limits.plus), number(limits.minus),
          limits.reason.empty() ? std::string() : form::text_of(answers, limits.reason)};
}

std::string_view state_of(const std::vector<AdjustmentRow>& all, const AdjustmentRow& row) {
  if (row.decided) return row.confirmed ? "confirmed" : "rejected";
  return &row == &all.back() ? "waiting" : "replaced";
}

std::vector<std::string> signers_in(Db& db, std::string_view practice) {
  std::vector<std::string> persons;
  for (const CommissionRow& each : commissions_of(db, practice))
    for (const MeetingRow& meeting : meetings_of(db, each.id))
      for (const SignatureRow& signature : signatures(db, meeting.id)) persons.push_back(signature.person);
  return persons;
}

// Nobody changes the points of the own application, whatever else they are.
std::optional<Problem> own_application(Db& db, const Record& record, const Viewer& viewer) {
  if (!same_human(db, record.row.author, viewer.person)) return std::nullopt;
  return problem(403, "adjustment_own", say("Баллы своей заявки не меняют: это делает другой сотрудник."));
}

// Why the viewer may not decide on it as the second person.
std::optional<Problem> may_not_decide(Db& db, const Record& record, const Viewer& viewer, const AdjustmentRow& row) {
  if (auto own = own_application(db, record, viewer)) return own;
  if (same_human(db, row.proposed_by, viewer.person))
    return problem(403, "adjustment_second", say("Подтвердить баллы должен другой человек, не тот, кто их предложил."));
  access::Target target = case_target(db, record.row, Object::manual_adjustment);
  target.reason = !row.reason.empty();
  target.proposed_by = person_id(row.proposed_by);
  target.signers = signers_in(db, record.row.practice);
  return forbids(viewer, Action::decide, target);
}

Json adjustments_json(Db& db, const Record& record, const Viewer& viewer) {
  const auto all = adjustments_of(db, record.row.id);
  Json items = Json::array();
  for (const AdjustmentRow& each : all) {
    const std::string_view state = state_of(all, each);
    items.push_back({{"id", each.id},
                     {"plus", scoring::points_text(each.plus)},
                     {"minus", scoring::points_text(each.minus)},
                     {"reason", each.reason},
                     {"proposed_by", each.proposed_name},
                     {"proposed_at", wire_time(each.proposed)},
                     {"decided_by", each.decided_name},
                     {"decided_at", wire_time(each.decided)},
                     {"comment", each.comment},
                     {"state", state},
                     {"can_decide", state == "waiting" && !may_not_decide(db, record, viewer, each)}});
  }
  return {{"items", items}};
}

Checked<Json> get_adjustments(Db& db, Context& context, const Request& request, const Viewer& viewer) {
  const auto record = load_record(db, context, viewer, request.param("id"));
  if (!record) return std::unexpected(record.error());
  const auto target = case_target(db, record->row, Object::manual_adjustment);
  if (forbids(viewer, Action::propose, target))
    if (auto no = forbids(viewer, Action::read, target)) return std::unexpected(*no);
  return adjustments_json(db, *record, viewer);
}

Checked<Response> decide(Db& db, Context& context, const Request& request, const Viewer& viewer, const Json& body,
                         bool confirmed) {
  Fields in(body);
  const std::string comment =
      confirmed ? in.optional_text("comment", kLongestText).value_or("") : in.text("comment", kLongestText);
  if (auto wrong = in.finish()) return std::unexpected(*wrong);
  auto row = adjustment(db, request.param("id"));
  // Of an application that is not to be seen there is none either.
  const auto record = load_record(db, context, viewer, row ? row->application : std::string());
  if (!record) return std::unexpected(record.error());
  if (auto no = may_not_decide(db, *record, viewer, *row)) return std::unexpected(*no);
  const auto all = adjustments_of(db, row->application);
  if (state_of(all, *std::ranges::find(all, row->id, &AdjustmentRow::id)) != "waiting")
    return std::unexpected(conflict("decided", say("Это изменение баллов уже решено или заменено новым.")));
  if (auto fresh = require_fresh(context, viewer); !fresh) return std::unexpected(fresh.error());
  row->decided_by = viewer.person;
  row->decided_name = viewer.short_name;
  row->decided = context.now();
  row->confirmed = confirmed;
  row->comment = comment;
  for (const Ratio& points : {row->plus, -row->minus}) {
    if (!confirmed || points.sign() == 0) continue;
    const auto made = scoring::adjust(points, row->reason, person_id(row->proposed_by), viewer.id, *row->decided);
    if (!made) return std::unexpected(refused_by(made.error()));
  }
  keep_name(db, viewer.person, viewer.name, viewer.short_name);
  decide_adjustment(db, *row);
  return Response::json(adjustments_json(db, *record, viewer));
}

Checked<Response> post_confirm(Db& db, Context& context, const Request& request, const Viewer& viewer,
                               const Json& body) {
  return decide(db, context, request, viewer, body, true);
}

Checked<Response> post_reject(Db& db, Context& context, const Request& request, const Viewer& viewer,
                              const Json& body) {
  return decide(db, context, request, viewer, body, false);
}

}  // namespace

Checked<bool> propose_points(Db& db, const Context& context, const Viewer& viewer, const Record& before,
                             const application::Application& after) {
  const practice::Limits& limits = before.pack->pack.limits;
  if (limits.plus.empty() && limits.minus.empty()) return true;
  const Points now = points_in(context, *before.pack, after.answers, before.facts);
  if (now == points_in(context, *before.pack, before.object.answers, before.facts)) return true;
  if (auto own = own_application(db, before, viewer)) return std::unexpected(*std::move(own));
  add_adjustment(db, {.id = "j" + random_text(12),
                      .application = after.id,
                      .plus = now.plus,
                      .minus = now.minus,
                      .reason = now.reason,
                      .proposed_by = viewer.person,
                      .proposed_name = viewer.short_name,
                      .proposed = context.now()});
  return true;
}

Json waiting_points(Db& db, const Context& context, const Viewer& viewer) {
  Json list = Json::array();
  for (const AdjustmentRow& each : waiting_adjustments(db)) {
    const auto row = application(db, each.application);
    if (!row || !may_read(viewer, *row, experts_on(db, *row))) continue;
    const auto record = record_of(db, context, *row);
    if (!record) continue;  // its page says what is wrong with it
    const bool mine = each.proposed_by == viewer.person, decides = !may_not_decide(db, *record, viewer, each);
    if (!mine && !decides) continue;
    list.push_back({{"id", each.id},
                    {"kind", "points"},
                    {"object", each.application},
                    {"details",
                     {{"practice", row->practice},
                      {"number", row->number.value_or("")},
                      {"title", row->title},
                      {"plus", scoring::points_text(each.plus)},
                      {"minus", scoring::points_text(each.minus)}}},
                    {"reason", each.reason},
                    {"asked_by", each.proposed_name},
                    {"mine", mine},
                    {"asked_at", wire_time(each.proposed)},
                    {"expires_at", nullptr},
                    {"state", "waiting"},
                    {"decided_by", ""},
                    {"decided_at", nullptr},
                    {"decision_reason", ""},
                    {"can_decide", decides}});
  }
  return list;
}

std::vector<scoring::Adjustment> confirmed_points(const AdjustmentRow& row) {
  std::vector<scoring::Adjustment> made;
  for (const Ratio& points : {row.plus, -row.minus})
    if (points.sign() != 0 && row.decided)
      made.push_back({points, row.reason, row.proposed_name, row.decided_name, *row.decided});
  return made;
}

std::span<const Route> points_routes() {
  using namespace row;
  static constexpr Route kRoutes[] = {
      get("/api/v1/applications/{id}/adjustments", "Баллы, изменённые вручную", logged_in,
          {{Object::manual_adjustment, Action::propose}, {Object::manual_adjustment, Action::read}}, get_adjustments,
          {.answers = {"Adjustments"}}),
      post("/api/v1/adjustments/{id}/confirm", "Подтвердить баллы, предложенные другим", logged_in,
           {Object::manual_adjustment, Action::decide}, post_confirm,
           {.takes = {.schema = "Comment", .optional = true}, .answers = {"Adjustments"}, .log = "points.confirmed"}),
      post("/api/v1/adjustments/{id}/reject", "Не принять баллы, предложенные другим", logged_in,
           {Object::manual_adjustment, Action::decide}, post_reject,
           {.takes = {.schema = "Comment", .optional = true}, .answers = {"Adjustments"}, .log = "points.rejected"}),
  };
  return kRoutes;
}

}  // namespace pochin::server
