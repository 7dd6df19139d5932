// Commissions of a practice: /api/v1/practices/{id}/commissions, /api/v1/commissions/{id}.
#include "server/api/handling/text.h"
#include "server/api/practices/practices.h"
#include "server/api/review/commission_seat.h"
#include "server/api/review/review.h"

namespace pochin::server {
namespace {

using access::Action;
using access::Object;

constexpr std::size_t kMostMembers = 200;

const practice::Pack* pack_of(const Context& context, const CommissionRow& row) {
  const LoadedPack* pack = context.packs.cycle(row.practice, row.cycle);
  return pack ? &pack->pack : nullptr;
}

Json member_json(const review::Member& m, std::size_t number) {
  return {{"number", number},
          {"person", m.person},
          {"name", m.name},
          {"position", m.position},
          {"seat", code_of(m.seat)},
          {"seat_title", title_of(m.seat)},
          {"proposed_by", code_of(m.proposed_by)},
          {"proposed_by_title", title_of(m.proposed_by)},
          {"from", iso_date(m.from)},
          {"to", m.to ? Json(iso_date(*m.to)) : Json(nullptr)}};
}

Json problems_json(const std::vector<form::Problem>& problems) {
  Json list = Json::array();
  for (const form::Problem& each : problems)
    list.push_back({{"field", each.field}, {"code", each.code}, {"message", each.message}, {"norm", each.norm}});
  return list;
}

std::vector<form::Problem> problems_of(const Context& context, const CommissionRow& row) {
  const practice::Pack* pack = pack_of(context, row);
  if (!pack || !pack->commission) return {};
  return review::check_composition(row.body, today_of(context), pack->commission->protocol.composition);
}

}  // namespace

Json commission_json(const Context& context, const CommissionRow& row) {
  Json members = Json::array();
  for (std::size_t i = 0; i < row.body.members.size(); ++i) members.push_back(member_json(row.body.members[i], i + 1));
  return {{"id", row.id},
          {"practice", row.practice},
          {"cycle", row.cycle},
          {"municipality", optional_json(row.municipality)},
          {"title", row.body.title},
          {"act", row.body.act},
          {"formed_at", wire_time(row.formed)},
          {"members", members},
          {"problems", problems_json(problems_of(context, row))}};
}

namespace {

access::Target members_of(const CommissionRow& row) {
  access::Target target{.object = Object::users, .practice = row.practice};
  if (row.municipality) target.territories = territory::chain_of(*row.municipality);
  return target;
}

// The manager of the practice makes its commission; an administration invites the members of its own, and whoever
// invites into the practice does not.
std::optional<Problem> may_not_form(const Viewer& viewer, const CommissionRow& row) {
  access::Target target = members_of(row);
  auto no = forbids(viewer, Action::create, target);
  if (!no || !row.municipality) return no;
  target.practice.clear();
  return forbids(viewer, Action::invite, target);
}

bool may_see(const Viewer& viewer, const CommissionRow& row) {
  if (row.formed) return !forbids(viewer, Action::read, {.object = Object::protocol, .practice = row.practice});
  return !may_not_form(viewer, row) || !forbids(viewer, Action::read, members_of(row));
}

}  // namespace

Checked<CommissionRow> commission_seen(Db& db, const Viewer& viewer, std::string_view id) {
  auto row = commission(db, id);
  if (!row || !may_see(viewer, *row)) return std::unexpected(not_found(say("Такой комиссии нет.")));
  return *std::move(row);
}

namespace {

std::optional<review::Member> read_member(Db& db, Context& context, const Json& json, const std::string& prefix,
                                          std::vector<FieldError>& errors) {
  Fields in(json, prefix);
  review::Member member;
  member.person = person_id(person_named(db, context, in, "oid"));
  member.name = in.text("name", 300);
  member.position = in.optional_text("position", 500).value_or("");
  member.seat = named(in, "seat", review::Seat::member);
  member.proposed_by = named(in, "proposed_by", review::ProposedBy::other);
  member.traits = texts(in, "traits", 20);
  member.from = needed_date(in, "from");
  member.to = optional_date(in, "to");
  if (auto wrong = in.finish()) {
    errors.insert(errors.end(), wrong->errors.begin(), wrong->errors.end());
    return std::nullopt;
  }
  return member;
}

Checked<Response> post_commission(Db& db, Context& context, const Request& request, const Viewer& viewer,
                                  const Json& body) {
  const LoadedPack* pack = asked_practice(context, request);
  if (!pack) return std::unexpected(not_found(say("Такой практики нет.")));
  if (const auto rules = commission_rules(pack->pack); !rules) return std::unexpected(rules.error());
  Fields in(body);
  CommissionRow row{.id = "k" + random_text(12),
                    .practice = pack->pack.id,
                    .cycle = pack->pack.cycle.id,
                    .municipality = in.optional_text("municipality", 20),
                    .created_by = viewer.person,
                    .created = context.now()};
  row.body.title = in.text("title", 300);
  row.body.act = in.text("act", 300);
  if (row.municipality && !context.region.find(*row.municipality))
    in.error("municipality", "unknown", say("Такого муниципалитета нет в справочнике."));
  const Json* members = in.array("members", kMostMembers, false);
  if (auto wrong = in.finish()) return std::unexpected(*wrong);
  if (auto no = may_not_form(viewer, row)) return std::unexpected(*no);
  add_commission(db, row);
  std::vector<FieldError> errors;
  for (std::size_t i = 0; members && i < members->size(); ++i)
    if (auto member = read_member(db, context, (*members)[i], "members/" + std::to_string(i) + "/", errors))
      add_member(db, row.id, *member, viewer.person, context.now());
  if (!errors.empty()) return std::unexpected(invalid(std::move(errors)));
  Response made = Response::json(commission_json(context, *commission(db, row.id)), 201);
  made.set("Location", "/api/v1/commissions/" + row.id);
  return made;
}

// The commission of the path, if the viewer may change who sits in it.
Checked<CommissionRow> to_change(Db& db, const Request& request, const Viewer& viewer) {
  auto row = commission_seen(db, viewer, request.param("id"));
  if (!row) return row;
  if (auto no = may_not_form(viewer, *row)) return std::unexpected(*no);
  return row;
}

Checked<Response> answer(Db& db, const Context& context, const std::string& id) {
  return Response::json(commission_json(context, *commission(db, id)));
}

Checked<Response> post_member(Db& db, Context& context, const Request& request, const Viewer& viewer,
                              const Json& body) {
  const auto row = to_change(db, request, viewer);
  if (!row) return std::unexpected(row.error());
  std::vector<FieldError> errors;
  const auto member = read_member(db, context, body, "", errors);
  if (!member) return std::unexpected(invalid(std::move(errors)));
  add_member(db, row->id, *member, viewer.person, context.now());
  return answer(db, context, row->id);
}

Checked<Response> post_end(Db& db, Context& context, const Request& request, const Viewer& viewer, const Json& body) {
  const auto row = to_change(db, request, viewer);
  if (!row) return std::unexpected(row.error());
  Fields in(body);
  const std::int64_t number = in.integer("number", 1, 10'000);
  const Date to = needed_date(in, "to");
  if (auto wrong = in.finish()) return std::unexpected(*wrong);
  if (!end_member(db, row->id, number, to))
    return std::unexpected(conflict("term_ended", say("Такого члена комиссии нет, или его срок уже закончился.")));
  return answer(db, context, row->id);
}

Checked<Response> post_form(Db& db, Context& context, const Request& request, const Viewer& viewer, const Json& body) {
  Fields in(body);
  if (auto wrong = in.finish()) return std::unexpected(*wrong);
  const auto row = to_change(db, request, viewer);
  if (!row) return std::unexpected(row.error());
  if (row->formed) return std::unexpected(conflict("formed", say("Эта комиссия уже работает.")));
  if (const auto problems = problems_of(context, *row); !problems.empty()) {
    Problem answer = conflict("composition", say("Состав комиссии не соответствует правилам: исправьте его."));
    for (const form::Problem& each : problems)
      answer.with_error(each.field.empty() ? "members" : each.field, each.code, each.message);
    return std::unexpected(answer);
  }
  form_commission(db, row->id, context.now());
  return answer(db, context, row->id);
}

Checked<Json> get_one(Db& db, Context& context, const Request& request, const Viewer& viewer) {
  const auto row = commission_seen(db, viewer, request.param("id"));
  if (!row) return std::unexpected(row.error());
  return commission_json(context, *row);
}

Checked<Json> get_list(Db& db, Context& context, const Request& request, const Viewer& viewer) {
  const LoadedPack* pack = asked_practice(context, request);
  if (!pack) return std::unexpected(not_found(say("Такой практики нет.")));
  Json items = Json::array();
  for (const CommissionRow& row : commissions_of(db, pack->pack.id))
    if (may_see(viewer, row)) items.push_back(commission_json(context, row));
  return Json{{"items", items}};
}

}  // namespace

std::span<const Route> commission_routes() {
  using namespace row;
  static constexpr Route kRoutes[] = {
      get("/api/v1/practices/{id}/commissions", "Комиссии практики", logged_in,
          {{Object::protocol, Action::read, "it works"},
           {Object::users, Action::read, "not formed yet"},
           {Object::users, Action::invite, "not formed yet, of a municipality"}},
          get_list, {.answers = {"CommissionList"}, .scope = "list", .hides = true}),
      get("/api/v1/commissions/{id}", "Комиссия и её состав", logged_in,
          {{Object::protocol, Action::read, "it works"},
           {Object::users, Action::read, "not formed yet"},
           {Object::users, Action::invite, "not formed yet, of a municipality"}},
          get_one, {.answers = {"Commission"}}),
      post("/api/v1/practices/{id}/commissions", "Создать комиссию", logged_in,
           {{Object::users, Action::create}, {Object::users, Action::invite, "of a municipality"}}, post_commission,
           {.takes = {"NewCommission"},
            .answers = {.schema = "Commission", .status = 201, .headers = "Location"},
            .log = "commission.made"}),
      post("/api/v1/commissions/{id}/members", "Добавить члена комиссии", logged_in,
           {{Object::users, Action::create}, {Object::users, Action::invite, "of a municipality"}}, post_member,
           {.takes = {"NewMember"}, .answers = {"Commission"}, .log = "commission.member"}),
      post("/api/v1/commissions/{id}/ends", "Закончить полномочия члена комиссии", logged_in,
           {{Object::users, Action::create}, {Object::users, Action::invite, "of a municipality"}}, post_end,
           {.takes = {"EndOfTerm"}, .answers = {"Commission"}, .log = "commission.term_ended"}),
      post("/api/v1/commissions/{id}/form", "Комиссия сформирована и начинает работать", logged_in,
           {{Object::users, Action::create}, {Object::users, Action::invite, "of a municipality"}}, post_form,
           {.takes = {.schema = "Nothing", .optional = true}, .answers = {"Commission"}, .log = "commission.formed"}),
  };
  return kRoutes;
}

}  // namespace pochin::server
