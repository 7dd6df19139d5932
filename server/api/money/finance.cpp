// /api/v1/applications/{id}/finance, …/money, …/payments, …/in-kind, …/refund, …/repayments.
#include <algorithm>

#include "server/api/application/funding.h"
#include "server/api/application/record.h"
#include "server/api/application/target.h"
#include "server/api/handling/handling.h"
#include "server/api/handling/text.h"
#include "server/api/money/money.h"
#include "server/store/money.h"
#include "shared/base/checks.h"
#include "shared/finance/saving.h"

namespace pochin::server {
namespace {

using access::Action;
using access::Object;
using finance::Phase;
using finance::Source;

bool by_payments(Source source) { return source == Source::people || source == Source::organisations; }

Json payment_json(const finance::PaymentRegister& payments, const finance::Payment& p) {
  return {{"id", p.id},
          {"payer", to_json(p.payer)},
          {"date", iso_date(p.date)},
          {"sum_kopecks", p.sum.kopecks},
          {"purpose", p.purpose},
          {"kbk", p.kbk},
          {"document", p.document},
          {"corrects", p.corrects},
          {"reason", p.reason},
          {"replaced", payments.is_replaced(p.id)}};
}

Json refund_json(Db& db, std::string_view application) {
  const auto row = refund_of(db, application);
  if (!row) return nullptr;
  Json made = to_json(row->refund);
  made["kind"] = code_of(row->kind);
  made["decided_at"] = wire_time(row->decided);
  Json left = Json::array();
  for (const finance::RefundRow& each : not_repaid(db, application, row->refund))
    left.push_back({{"payer", each.payer.id}, {"name", each.payer.name}, {"due", each.due.kopecks}});
  made["left"] = left;
  return made;
}

// Its row, its money by source. 503 when its rules are not loaded.
struct Project {
  Record record;
  std::shared_ptr<const Projection> projection;
};

Json finance_json(Db& db, const Project& project) {
  const std::string& id = project.record.row.id;
  const finance::Funding funding = funding_of(db, *project.projection);
  const auto payments = payments_of(db, id);
  Json records = Json::array(), doubled = Json::array(), kind = Json::array();
  for (const finance::Payment& each : payments.records()) records.push_back(payment_json(payments, each));
  for (const finance::Duplicate& each : payments.duplicates())
    doubled.push_back({{"first", each.first}, {"second", each.second}, {"same_document", each.same_document}});
  const auto items = in_kind_of(db, id);
  for (const finance::InKind& each : items) {
    Json one = to_json(each);
    one["worth"] = finance::worth(each).value_or(Money{}).kopecks;
    kind.push_back(std::move(one));
  }
  return {{"sources", sources_json(funding)},
          {"planned_kopecks", kopecks(funding, Phase::planned)},
          {"committed_kopecks", kopecks(funding, Phase::committed)},
          {"paid_kopecks", kopecks(funding, Phase::paid)},
          {"spent_kopecks", kopecks(funding, Phase::spent)},
          {"payments", records},
          {"payments_kopecks", payments.totals().all.kopecks},
          {"payers", payments.totals().payers},
          {"duplicates", doubled},
          {"in_kind", kind},
          {"in_kind_kopecks", finance::worth(items).value_or(Money{}).kopecks},
          {"refund", refund_json(db, id)}};
}

Checked<Project> project_of(Db& db, const Context& context, const Request& request, const Viewer& viewer) {
  auto record = load_record(db, context, viewer, request.param("id"));
  if (!record) return std::unexpected(record.error());
  auto projection = context.projections->of(context, record->row);
  if (!projection) return std::unexpected(problem(503, "pack_missing", say("Правила этой заявки не загружены.")));
  return Project{*std::move(record), std::move(projection)};
}

bool takes_money(application::State state) {
  using application::State;
  const bool ended = state == State::closed || state == State::warranty || state == State::archived;
  return (is_won(state) && !ended) || state == State::municipality_approved;
}

// A project whose money this person may change now.
Checked<Project> to_change(Db& db, const Context& context, const Request& request, const Viewer& viewer, Action action,
                           Object object) {
  auto project = project_of(db, context, request, viewer);
  if (!project) return project;
  if (auto no = forbids(viewer, action, case_target(db, project->record.row, object))) return std::unexpected(*no);
  if (!takes_money(project->record.object.state))
    return std::unexpected(
        conflict("wrong_state", say("Деньги записывают от решения о поддержке проекта до закрытия отчёта.")));
  return project;
}

Checked<Response> changed(Db& db, const Project& project, int status = 201) {
  return Response::json(finance_json(db, project), status);
}

// The first thing wrong with the sums by source, as the domain says it.
std::optional<Problem> unsound(const finance::Funding& funding) {
  const auto problems = finance::check(funding);
  if (problems.empty()) return std::nullopt;
  return invalid("sum_kopecks", problems.front().code, problems.front().message + ".");
}

// Money is recorded when it has come: a year like 1900 or 2126 is a slip of the hand.
void check_day_of_money(const Context& context, Fields& in, Date day) {
  if (day == Date{}) return;  // said already
  if (const auto fine = finance::check_paid_on(day, today_of(context)); !fine)
    in.error("date", fine.error().code, fine.error().message + ".");
}

Checked<Response> post_money(Db& db, Context& context, const Request& request, const Viewer& viewer, const Json& body) {
  Fields in(body);
  MoneyRecord record{.phase = needed_named(in, "phase", Phase::committed),
                     .source = needed_named(in, "source", Source::other),
                     .title = in.optional_text("title", 300).value_or(""),
                     .sum = {in.integer("sum_kopecks", -kMostKopecks, kMostKopecks)},
                     .document = in.text("document", 300),
                     .day = needed_date(in, "date"),
                     .recorded_by = viewer.person,
                     .recorded = context.now()};
  if (record.phase != Phase::committed) check_day_of_money(context, in, record.day);
  if (record.phase == Phase::planned) in.error("phase", "planned", say("Запланированное берётся из самой заявки."));
  if (record.phase == Phase::paid && by_payments(record.source))
    in.error("source", "by_payments", say("Платежи жителей и организаций записывают в реестр инициативных платежей."));
  const bool agreement = record.phase == Phase::committed;
  const auto project = to_change(db, context, request, viewer, agreement ? Action::update : Action::create,
                                 agreement ? Object::agreement : Object::payments);
  if (!project) return std::unexpected(project.error());
  if (auto wrong = in.finish()) return std::unexpected(*wrong);
  finance::Funding funding = funding_of(db, *project->projection);
  apply(funding, record);
  if (auto no = unsound(funding)) return std::unexpected(*no);
  add_money(db, project->record.row.id, record);
  return changed(db, *project);
}

finance::Payer read_payer(const Json* json, Fields& in) {
  finance::Payer payer;
  if (!json) return payer;
  Fields one(*json, "payer/");
  payer.id = one.optional_text("id", 60).value_or("");
  payer.kind = needed_named(one, "kind", finance::PayerKind::citizen);
  payer.name = one.text("name", 300);
  payer.inn = one.optional_text("inn", 40).value_or("");
  if (const auto digits = check_inn(payer.inn)) payer.inn = *digits;
  in.take(one);
  return payer;
}

Checked<Response> post_payment(Db& db, Context& context, const Request& request, const Viewer& viewer,
                               const Json& body) {
  const auto project = to_change(db, context, request, viewer, Action::create, Object::payments);
  if (!project) return std::unexpected(project.error());
  Fields in(body);
  finance::Payment payment;
  payment.id = "y" + random_text(12);
  payment.project = project->record.row.id;
  payment.payer = read_payer(in.object("payer"), in);
  payment.date = needed_date(in, "date");
  payment.sum = {in.integer("sum_kopecks", 0, kMostKopecks)};
  payment.purpose = in.text("purpose", 1000);
  payment.kbk = in.text("kbk", 40);
  payment.document = in.optional_text("document", 300).value_or("");
  payment.corrects = in.optional_text("corrects", 60).value_or("");
  payment.reason = in.optional_text("reason", 2000).value_or("");
  payment.recorded_at = context.now();
  payment.recorded_by = viewer.short_name;
  check_day_of_money(context, in, payment.date);
  if (auto wrong = in.finish()) return std::unexpected(*wrong);
  auto payments = payments_of(db, payment.project);
  if (payment.payer.id.empty()) {
    const finance::Payer* known = payments.known_payer(payment.payer);
    payment.payer.id = known ? known->id : "z" + random_text(12);
  }
  if (const auto added = payments.add(payment); !added) return std::unexpected(refused_by(added.error(), "payer"));
  payment = payments.records().back();
  finance::Funding funding = funding_of(db, *project->projection);
  for (const Source source : {Source::people, Source::organisations}) line_of(funding, source, {}).paid = {};
  for (const finance::Payment* each : payments.in_force())
    line_of(funding, source_of(each->payer.kind), {}).paid.kopecks += each->sum.kopecks;
  if (auto no = unsound(funding)) return std::unexpected(*no);
  add_payment(db, payment);
  return changed(db, *project);
}

Checked<Response> post_in_kind(Db& db, Context& context, const Request& request, const Viewer& viewer,
                               const Json& body) {
  const auto project = to_change(db, context, request, viewer, Action::create, Object::payments);
  if (!project) return std::unexpected(project.error());
  Json given = body;
  if (!given.is_object()) return std::unexpected(invalid("body", "type", say("Нужен объект JSON.")));
  given["id"] = "b" + random_text(12);
  const auto item = finance::in_kind_from_json(given);
  if (!item) return std::unexpected(refused_by(item.error()));
  if (const auto fine = finance::worth(*item); !fine) return std::unexpected(refused_by(fine.error()));
  add_in_kind(db, project->record.row.id, *item, viewer.person, context.now());
  return changed(db, *project);
}

// Whether the moment is one in which payments go back, and how.
std::optional<RefundKind> refund_kind(application::State state) {
  using application::State;
  if (state == State::terminated) return RefundKind::whole;
  if (state == State::completed || state == State::report_submitted) return RefundKind::balance;
  return std::nullopt;
}

Checked<Response> post_refund(Db& db, Context& context, const Request& request, const Viewer& viewer,
                              const Json& body) {
  Fields in(body);
  if (auto wrong = in.finish()) return std::unexpected(*wrong);
  const auto project = project_of(db, context, request, viewer);
  if (!project) return std::unexpected(project.error());
  const ApplicationRow& row = project->record.row;
  if (auto no = forbids(viewer, Action::decide, case_target(db, row, Object::payments))) return std::unexpected(*no);
  const auto kind = refund_kind(project->record.object.state);
  if (!kind)
    return std::unexpected(conflict(
        "wrong_state", say("Платежи возвращают, когда проект не состоялся или работы приняты, до закрытия отчёта.")));
  if (refund_of(db, row.id)) return std::unexpected(conflict("refund_decided", say("Возврат уже рассчитан.")));
  const auto payments = payments_of(db, row.id);
  const finance::Funding funding = funding_of(db, *project->projection);
  const finance::ProjectCosts costs{total(funding, Phase::planned).value_or(Money{}),
                                    {sum_of(funding, Source::people, Phase::planned).value_or(Money{}).kopecks +
                                     sum_of(funding, Source::organisations, Phase::planned).value_or(Money{}).kopecks},
                                    total(funding, Phase::spent).value_or(Money{})};
  const auto rule = project->record.pack->pack.refund.value_or(finance::RefundRule{});
  const auto refund = *kind == RefundKind::whole ? finance::refund_whole(payments.payers())
                                                 : finance::refund_balance(payments.payers(), costs, rule);
  if (!refund) return std::unexpected(refused_by(refund.error()));
  add_refund(db, row.id, {*kind, *refund, context.now()}, viewer.person);
  return changed(db, *project);
}

Checked<Response> post_repayment(Db& db, Context& context, const Request& request, const Viewer& viewer,
                                 const Json& body) {
  const auto project = project_of(db, context, request, viewer);
  if (!project) return std::unexpected(project.error());
  const ApplicationRow& row = project->record.row;
  if (auto no = forbids(viewer, Action::create, case_target(db, row, Object::payments))) return std::unexpected(*no);
  const auto refund = refund_of(db, row.id);
  if (!refund) return std::unexpected(conflict("no_refund", say("Сначала рассчитайте возврат.")));
  Fields in(body);
  const finance::Repayment made{"w" + random_text(12),    in.text("payer", 60),
                                needed_date(in, "date"),  {in.integer("sum_kopecks", 1, kMostKopecks)},
                                in.text("document", 300), context.now(),
                                viewer.short_name};
  check_day_of_money(context, in, made.date);
  if (auto wrong = in.finish()) return std::unexpected(*wrong);
  auto all = repayments_of(db, row.id);
  all.push_back(made);
  if (const auto fine = finance::outstanding(refund->refund, all); !fine)
    return std::unexpected(refused_by(fine.error(), "payer"));
  add_repayment(db, row.id, made);
  return changed(db, *project);
}

Checked<Json> get_finance(Db& db, Context& context, const Request& request, const Viewer& viewer) {
  const auto project = project_of(db, context, request, viewer);
  if (!project) return std::unexpected(project.error());
  access::Target target = case_target(db, project->record.row, Object::payments);
  // A resident sees their own payments in the register of the budget; the whole of it is for those who keep it.
  target.owners.clear();
  if (auto no = forbids(viewer, Action::read, target)) return std::unexpected(*no);
  return finance_json(db, *project);
}

}  // namespace

std::span<const Route> finance_routes() {
  using namespace row;
  static constexpr Route kRoutes[] = {
      get("/api/v1/applications/{id}/finance", "Деньги проекта: источники, платежи, возврат", logged_in,
          {Object::payments, Action::read}, get_finance, {.answers = {"Finance"}, .viewed = "money.viewed"}),
      post("/api/v1/applications/{id}/in-kind", "Записать вклад трудом или имуществом", logged_in,
           {Object::payments, Action::create}, post_in_kind,
           {.takes = {"NewInKind"}, .answers = {.schema = "Finance", .status = 201}, .log = "money.in_kind"}),
      post("/api/v1/applications/{id}/money", "Записать сумму источника: по соглашению, внесено, потрачено", logged_in,
           {{Object::agreement, Action::update, "committed"}, {Object::payments, Action::create, "paid or spent"}},
           post_money,
           {.takes = {"NewMoney"}, .answers = {.schema = "Finance", .status = 201}, .log = "money.recorded"}),
      post("/api/v1/applications/{id}/payments", "Записать инициативный платёж", logged_in,
           {Object::payments, Action::create}, post_payment,
           {.takes = {"NewPayment"}, .answers = {.schema = "Finance", .status = 201}, .log = "money.payment"}),
      post("/api/v1/applications/{id}/refund", "Рассчитать возврат инициативных платежей", logged_in,
           {Object::payments, Action::decide}, post_refund,
           {.takes = {.schema = "Nothing", .optional = true},
            .answers = {.schema = "Finance", .status = 201},
            .log = "money.refund"}),
      post("/api/v1/applications/{id}/repayments", "Записать возвращённый платёж", logged_in,
           {Object::payments, Action::create}, post_repayment,
           {.takes = {"NewRepayment"}, .answers = {.schema = "Finance", .status = 201}, .log = "money.repaid"}),
  };
  return kRoutes;
}

}  // namespace pochin::server
