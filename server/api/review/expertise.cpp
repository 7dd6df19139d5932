// Opinions of experts and conflicts of interest: /api/v1/applications/{id}/experts, …/opinions, …/conflicts.
#include <algorithm>

#include "server/api/application/target.h"
#include "server/api/handling/text.h"
#include "server/api/review/commission_seat.h"
#include "server/api/review/review.h"
#include "shared/calendar/term.h"

namespace pochin::server {
namespace {

using access::Action;
using access::Object;

constexpr std::size_t kMostRemarks = 100;
constexpr std::size_t kLongestText = 8000;

std::vector<review::Assignment> assignments_of(const std::vector<ExpertRow>& experts) {
  std::vector<review::Assignment> all;
  for (const ExpertRow& each : experts) all.push_back(each.assignment);
  return all;
}

std::string name_of(const std::vector<ExpertRow>& experts, std::string_view person) {
  for (const ExpertRow& each : experts)
    if (each.assignment.expert == person) return each.name;
  return {};
}

Json opinion_json(const review::Opinion& o, const std::vector<ExpertRow>& experts) {
  Json remarks = Json::array();
  for (const review::OpinionRemark& each : o.remarks) remarks.push_back({{"field", each.field}, {"text", each.text}});
  return {{"id", o.id},
          {"expert", o.expert},
          {"name", name_of(experts, o.expert)},
          {"verdict", code_of(o.verdict)},
          {"verdict_title", title_of(o.verdict)},
          {"text", o.text},
          {"remarks", remarks},
          {"given_at", wire_time(o.given_at)}};
}

Json case_json(Db& db, const Context& context, const std::string& application) {
  const auto experts = experts_of(db, application);
  const auto opinions = opinions_on(db, application);
  const Date today = today_of(context);
  Json asked = Json::array(), given = Json::array();
  for (const ExpertRow& each : experts) {
    const review::OpinionStatus status = review::status(each.assignment, opinions, today);
    asked.push_back({{"expert", each.assignment.expert},
                     {"name", each.name},
                     {"assigned_on", iso_date(each.assignment.assigned_on)},
                     {"deadline", iso_date(each.assignment.deadline)},
                     {"state", code_of(status.state)},
                     {"state_title", title_of(status.state)},
                     {"days", status.days}});
  }
  for (const review::Opinion& each : opinions) given.push_back(opinion_json(each, experts));
  const auto sum = review::summary(application, assignments_of(experts), opinions, today);
  return {{"experts", asked},
          {"opinions", given},
          {"summary",
           {{"positive", sum.positive},
            {"negative", sum.negative},
            {"with_remarks", sum.with_remarks},
            {"waiting", sum.waiting},
            {"overdue", sum.overdue}}}};
}

// By the term of the practice, else the day that is named.
std::optional<Date> deadline_of(const Context& context, const Record& record, Fields& in) {
  const practice::Pack& pack = record.pack->pack;
  const auto said = optional_date(in, "deadline");
  if (said) return said;
  if (pack.commission && !pack.commission->opinion_term.empty()) {
    const auto term = std::ranges::find(pack.terms, pack.commission->opinion_term, &practice::NamedTerm::id);
    if (term != pack.terms.end())
      if (const auto due = calendar::deadline(term->term, context.now(), pack.zone(), context.working_days))
        return due->last_day;
  }
  in.error("deadline", "required", say("Назовите последний день для заключения: правила практики его не называют."));
  return std::nullopt;
}

Checked<Response> post_expert(Db& db, Context& context, const Request& request, const Viewer& viewer,
                              const Json& body) {
  const auto record = load_record(db, context, viewer, request.param("id"));
  if (!record) return std::unexpected(record.error());
  if (auto no = forbids(viewer, Action::assign, case_target(db, record->row, Object::expert_opinion)))
    return std::unexpected(*no);
  Fields in(body);
  ExpertRow expert;
  expert.name = in.text("name", 300);
  expert.assignment.application = record->row.id;
  expert.assignment.assigned_on = today_of(context);
  const auto deadline = deadline_of(context, *record, in);
  expert.assignment.expert = person_id(person_named(db, context, in, "oid"));
  if (auto wrong = in.finish()) return std::unexpected(*wrong);
  expert.assignment.deadline = *deadline;
  if (expert.assignment.deadline < expert.assignment.assigned_on)
    return std::unexpected(invalid("deadline", "past", say("Этот день уже прошёл.")));
  if (review::is_recused(conflicts_on(db, record->row.id), expert.assignment.expert, record->row.id))
    return std::unexpected(conflict("review_conflict", say("У этого человека конфликт интересов по этой заявке.")));
  for (const ExpertRow& each : experts_of(db, record->row.id))
    if (each.assignment.expert == expert.assignment.expert)
      return std::unexpected(conflict("assigned", say("Этот эксперт уже назначен.")));
  add_expert(db, expert, viewer.person);
  return Response::json(case_json(db, context, record->row.id), 201);
}

Checked<Response> post_opinion(Db& db, Context& context, const Request& request, const Viewer& viewer,
                               const Json& body) {
  const auto record = load_record(db, context, viewer, request.param("id"));
  if (!record) return std::unexpected(record.error());
  if (auto no = forbids(viewer, Action::decide, case_target(db, record->row, Object::expert_opinion)))
    return std::unexpected(*no);
  Fields in(body);
  review::Opinion opinion;
  opinion.id = "o" + random_text(12);
  opinion.application = record->row.id;
  opinion.expert = viewer.id;
  opinion.verdict = needed_named(in, "verdict", review::Verdict::positive);
  opinion.text = in.optional_text("text", kLongestText).value_or("");
  if (const Json* remarks = in.array("remarks", kMostRemarks, false))
    for (std::size_t i = 0; i < remarks->size(); ++i) {
      Fields remark((*remarks)[i], "remarks/" + std::to_string(i) + "/");
      opinion.remarks.push_back({remark.optional_text("field", 200).value_or(""), remark.text("text", kLongestText)});
      in.take(remark);
    }
  if (auto wrong = in.finish()) return std::unexpected(*wrong);
  opinion.given_on = today_of(context);
  opinion.given_at = context.now();
  const auto fine =
      review::check_opinion(opinion, assignments_of(experts_of(db, record->row.id)), conflicts_on(db, record->row.id));
  if (!fine) return std::unexpected(refused_by(fine.error(), "text"));
  add_opinion(db, opinion);
  return Response::json(case_json(db, context, record->row.id), 201);
}

// Who judges: an expert who was asked, or whoever marks in the commission and has a seat in it.
bool judges(Db& db, const Context& context, const Record& record, const Viewer& viewer) {
  access::Target target = case_target(db, record.row, Object::expert_opinion);
  target.conflicted.clear();  // who has declared one already is told so
  if (!forbids(viewer, Action::decide, target)) return true;
  target.object = Object::member_scores;
  target.owners = {viewer.id};  // marks are one's own
  if (forbids(viewer, Action::create, target)) return false;
  const auto commission = commission_for(db, record);
  return commission && seat_in(*commission, viewer, today_of(context));
}

Json conflicts_json(Db& db, const std::string& application) {
  Json items = Json::array();
  for (const review::Conflict& each : conflicts_on(db, application))
    items.push_back({{"person", each.person}, {"reason", each.reason}, {"declared_at", wire_time(each.declared_at)}});
  return {{"items", items}};
}

Checked<Response> post_conflict(Db& db, Context& context, const Request& request, const Viewer& viewer,
                                const Json& body) {
  const auto record = load_record(db, context, viewer, request.param("id"));
  if (!record) return std::unexpected(record.error());
  if (!judges(db, context, *record, viewer))
    return std::unexpected(
        problem(403, "member_needed", say("О конфликте интересов заявляет член комиссии или назначенный эксперт.")));
  Fields in(body);
  const std::string reason = in.text("reason", kLongestText);
  if (auto wrong = in.finish()) return std::unexpected(*wrong);
  auto all = conflicts_on(db, record->row.id);
  const review::Conflict made{viewer.id, record->row.id, reason, context.now()};
  if (const auto declared = review::declare(all, made); !declared)
    return std::unexpected(refused_by(declared.error(), "reason"));
  add_conflict(db, made);
  return Response::json(conflicts_json(db, record->row.id), 201);
}

Checked<Json> get_case(Db& db, Context& context, const Request& request, const Viewer& viewer) {
  const auto record = load_record(db, context, viewer, request.param("id"));
  if (!record) return std::unexpected(record.error());
  if (auto no = forbids(viewer, Action::read, case_target(db, record->row, Object::expert_opinion)))
    return std::unexpected(*no);
  return case_json(db, context, record->row.id);
}

Checked<Json> get_conflicts(Db& db, Context& context, const Request& request, const Viewer& viewer) {
  const auto record = load_record(db, context, viewer, request.param("id"));
  if (!record) return std::unexpected(record.error());
  if (auto no = forbids(viewer, Action::read, case_target(db, record->row, Object::expert_opinion)))
    return std::unexpected(*no);
  return conflicts_json(db, record->row.id);
}

}  // namespace

std::span<const Route> expertise_routes() {
  using namespace row;
  static constexpr Route kRoutes[] = {
      post("/api/v1/applications/{id}/experts", "Назначить эксперта", logged_in,
           {Object::expert_opinion, Action::assign}, post_expert,
           {.takes = {"NewExpert"}, .answers = {.schema = "CaseFile", .status = 201}, .log = "expert.asked"}),
      get("/api/v1/applications/{id}/opinions", "Заключения экспертов и их сроки", logged_in,
          {Object::expert_opinion, Action::read}, get_case, {.answers = {"CaseFile"}}),
      post("/api/v1/applications/{id}/opinions", "Дать заключение", logged_in, {Object::expert_opinion, Action::decide},
           post_opinion,
           {.takes = {"NewOpinion"}, .answers = {.schema = "CaseFile", .status = 201}, .log = "expert.opinion"}),
      get("/api/v1/applications/{id}/conflicts", "Конфликты интересов по заявке", logged_in,
          {Object::expert_opinion, Action::read}, get_conflicts, {.answers = {"Conflicts"}}),
      post("/api/v1/applications/{id}/conflicts", "Заявить о своём конфликте интересов", logged_in,
           {{Object::expert_opinion, Action::decide}, {Object::member_scores, Action::create}}, post_conflict,
           {.takes = {"NewConflict"}, .answers = {.schema = "Conflicts", .status = 201}, .log = "conflict.declared"}),
  };
  return kRoutes;
}

}  // namespace pochin::server
