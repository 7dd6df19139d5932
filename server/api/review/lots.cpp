// Members of a commission drawn by lot: /api/v1/practices/{id}/lots, /api/v1/lots/{id}. First it is announced where the
// seed will come from, then the list of those who take part is closed and its hash published, and only then is the seed
// known. Anybody draws again from what is published: `pochin lot`.
#include "server/store/lots.h"

#include <algorithm>

#include "server/api/handling/handling.h"
#include "server/api/handling/text.h"
#include "server/api/practices/practices.h"
#include "server/api/review/commission_seat.h"
#include "server/api/review/review.h"
#include "shared/base/sha256.h"

namespace pochin::server {
namespace {

constexpr std::size_t kMostQuotas = 500;
constexpr std::int64_t kMostSeats = 10'000;
constexpr std::size_t kMostSeedDigits = 512;

std::optional<Problem> may_not_hold(const Viewer& viewer, const std::string& practice) {
  return forbids(viewer, access::Action::create, {.object = access::Object::users, .practice = practice});
}

Json people_json(const std::vector<LotPerson>& people) {
  Json list = Json::array();
  for (const LotPerson& each : people)
    list.push_back({{"ticket", each.ticket}, {"group", each.district}, {"exclusion", each.exclusion}});
  return list;
}

std::string_view state_of(const LotRowHead& lot) { return lot.drawn ? "drawn" : lot.closed ? "closed" : "announced"; }

Json lot_json(Db& db, const LotRowHead& lot, const Viewer& viewer) {
  Json quotas = Json::array();
  for (const review::LotQuota& each : lot.quotas)
    quotas.push_back({{"group", each.group}, {"seats", each.seats}, {"substitutes", each.substitutes}});
  const auto people = lot_people(db, lot.id);
  Json mine = nullptr;
  for (const LotPerson& each : people)
    if (viewer.logged_in() && each.person == viewer.person) mine = each.ticket;
  return {{"id", lot.id},
          {"practice", lot.practice},
          {"cycle", lot.cycle},
          {"title", lot.title},
          {"state", state_of(lot)},
          {"quotas", quotas},
          {"seed_source", lot.seed_source},
          {"announced_at", wire_time(lot.announced)},
          {"closed_at", wire_time(lot.closed)},
          {"applicants", lot.closed ? people_json(people) : Json::array()},
          {"count", people.size()},
          {"list_hash", lot.list_hash},
          {"seed", lot.seed},
          {"drawn_at", wire_time(lot.drawn)},
          {"result", lot.result ? to_json(*lot.result) : Json(nullptr)},
          {"my_ticket", mine}};
}

Checked<LotRowHead> lot_of(Db& db, const Request& request) {
  auto found = lot(db, request.param("id"));
  if (!found) return std::unexpected(not_found(say("Такой жеребьёвки нет.")));
  return *std::move(found);
}

Checked<LotRowHead> to_hold(Db& db, const Request& request, const Viewer& viewer) {
  auto found = lot_of(db, request);
  if (!found) return found;
  if (auto no = may_not_hold(viewer, found->practice)) return std::unexpected(*no);
  return found;
}

Checked<Response> answer(Db& db, const std::string& id, const Viewer& viewer, int status = 200) {
  return Response::json(lot_json(db, *lot(db, id), viewer), status);
}

Checked<Response> post_lot(Db& db, Context& context, const Request& request, const Viewer& viewer, const Json& body) {
  const LoadedPack* pack = asked_practice(context, request);
  if (!pack) return std::unexpected(not_found(say("Такой практики нет.")));
  if (auto no = may_not_hold(viewer, pack->pack.id)) return std::unexpected(*no);
  Fields in(body);
  LotRowHead lot{.id = "l" + random_text(12),
                 .practice = pack->pack.id,
                 .cycle = pack->pack.cycle.id,
                 .title = in.text("title", 300),
                 .seed_source = in.text("seed_source", 2000),
                 .announced = context.now()};
  const Json* quotas = in.array("quotas", kMostQuotas);
  for (std::size_t i = 0; quotas && i < quotas->size(); ++i) {
    Fields one((*quotas)[i], "quotas/" + std::to_string(i) + "/");
    lot.quotas.push_back({one.optional_text("group", 200).value_or(""), one.integer("seats", 1, kMostSeats),
                          one.optional_integer("substitutes", 0, kMostSeats).value_or(0)});
    in.take(one);
  }
  if (auto wrong = in.finish()) return std::unexpected(*wrong);
  add_lot(db, lot);
  return answer(db, lot.id, viewer, 201);
}

Checked<Response> post_applicant(Db& db, Context& context, const Request& request, const Viewer& viewer,
                                 const Json& body) {
  const auto found = lot_of(db, request);
  if (!found) return std::unexpected(found.error());
  if (found->closed) return std::unexpected(conflict("lot_closed", say("Список участников уже закрыт.")));
  Fields in(body);
  LotPerson person{.ticket = random_text(9), .person = viewer.person, .name = viewer.name};
  person.district = in.optional_text("group", 200).value_or("");
  if (std::ranges::find(found->quotas, person.district, &review::LotQuota::group) == found->quotas.end())
    in.error("group", "lot_group", say("В этой жеребьёвке нет такого района."));
  if (auto wrong = in.finish()) return std::unexpected(*wrong);
  for (const LotPerson& each : lot_people(db, found->id))
    if (each.person == viewer.person)
      return std::unexpected(conflict("lot_twice", say("Вы уже участвуете в этой жеребьёвке.")));
  keep_name(db, viewer.person, viewer.name, viewer.short_name);
  add_lot_person(db, found->id, person, context.now());
  return answer(db, found->id, viewer, 201);
}

Checked<Response> post_exclusion(Db& db, Context&, const Request& request, const Viewer& viewer, const Json& body) {
  const auto found = to_hold(db, request, viewer);
  if (!found) return std::unexpected(found.error());
  if (found->closed) return std::unexpected(conflict("lot_closed", say("Список участников уже закрыт.")));
  Fields in(body);
  const std::string ticket = in.text("ticket", 60), reason = in.text("reason", 1000);
  const auto people = lot_people(db, found->id);
  if (!ticket.empty() && std::ranges::find(people, ticket, &LotPerson::ticket) == people.end())
    in.error("ticket", "unknown", say("Такого участника нет."));
  if (auto wrong = in.finish()) return std::unexpected(*wrong);
  exclude_lot_person(db, found->id, ticket, reason);
  return answer(db, found->id, viewer);
}

Checked<Response> post_close(Db& db, Context& context, const Request& request, const Viewer& viewer, const Json& body) {
  const auto found = to_hold(db, request, viewer);
  if (!found) return std::unexpected(found.error());
  if (found->closed) return std::unexpected(conflict("lot_closed", say("Список участников уже закрыт.")));
  Fields in(body);
  if (auto wrong = in.finish()) return std::unexpected(*wrong);
  close_lot(db, found->id, hex(sha256(canonical(people_json(lot_people(db, found->id))))), context.now());
  return answer(db, found->id, viewer);
}

Checked<Response> post_draw(Db& db, Context& context, const Request& request, const Viewer& viewer, const Json& body) {
  const auto found = to_hold(db, request, viewer);
  if (!found) return std::unexpected(found.error());
  if (!found->closed) return std::unexpected(conflict("lot_open", say("Сначала закройте список участников.")));
  if (found->drawn) return std::unexpected(conflict("lot_drawn", say("Жребий уже брошен: второго не бывает.")));
  Fields in(body);
  const std::string digits = in.text("seed", kMostSeedDigits);
  const auto seed = unhex(digits);
  if (!seed) in.error("seed", "hex", say("Впишите байты шестнадцатеричными цифрами 0–9, a–f."));
  if (auto wrong = in.finish()) return std::unexpected(*wrong);
  std::vector<review::LotApplicant> applicants;
  for (const LotPerson& each : lot_people(db, found->id))
    applicants.push_back({each.ticket, each.district, each.exclusion});
  const auto drawn = review::draw(*seed, applicants, found->quotas);
  if (!drawn) return std::unexpected(refused_by(drawn.error(), "seed"));
  keep_draw(db, found->id, *drawn, context.now());
  return answer(db, found->id, viewer);
}

// Those drawn become members of a commission: all of them, or one substitute named by the ticket.
Checked<Response> post_seats(Db& db, Context& context, const Request& request, const Viewer& viewer, const Json& body) {
  const auto found = to_hold(db, request, viewer);
  if (!found) return std::unexpected(found.error());
  if (!found->result) return std::unexpected(conflict("lot_not_drawn", say("Сначала бросьте жребий.")));
  Fields in(body);
  const std::string id = in.text("commission", 60);
  const auto ticket = in.optional_text("ticket", 60);
  auto row = commission(db, id);
  if (!id.empty() && (!row || row->practice != found->practice || row->cycle != found->cycle))
    in.error("commission", "unknown", say("В этой практике такой комиссии нет."));
  const auto drawn = found->result->drawn(ticket ? review::LotOutcome::substitute : review::LotOutcome::member);
  if (ticket && std::ranges::find(drawn, *ticket) == drawn.end())
    in.error("ticket", "unknown", say("Среди запасных этой жеребьёвки такого участника нет."));
  if (auto wrong = in.finish()) return std::unexpected(*wrong);
  for (const LotPerson& each : lot_people(db, found->id)) {
    if (ticket ? each.ticket != *ticket : std::ranges::find(drawn, each.ticket) == drawn.end()) continue;
    const std::string person = person_id(each.person);
    if (std::ranges::find(row->body.members, person, &review::Member::person) != row->body.members.end())
      return std::unexpected(conflict("lot_seated", tr("{}: уже в составе этой комиссии.", each.name)));
    add_member(db, row->id,
               {.person = person,
                .name = each.name,
                .position = tr("по жребию: {}", found->title),
                .proposed_by = review::ProposedBy::lot,
                .traits = {},
                .from = today_of(context),
                .to = {}},
               viewer.person, context.now());
  }
  return Response::json(commission_json(context, *commission(db, row->id)));
}

Checked<Json> get_lots(Db& db, Context& context, const Request& request, const Viewer& viewer) {
  const LoadedPack* pack = asked_practice(context, request);
  if (!pack) return std::unexpected(not_found(say("Такой практики нет.")));
  Json items = Json::array();
  for (const LotRowHead& each : lots_of(db, pack->pack.id)) items.push_back(lot_json(db, each, viewer));
  return Json{{"items", items}};
}

Checked<Json> get_lot(Db& db, Context&, const Request& request, const Viewer& viewer) {
  const auto found = lot_of(db, request);
  if (!found) return std::unexpected(found.error());
  return lot_json(db, *found, viewer);
}

}  // namespace

std::span<const Route> lot_routes() {
  using namespace row;
  static constexpr Route kRoutes[] = {
      get("/api/v1/practices/{id}/lots", "Жеребьёвки практики", anybody, kEveryone, get_lots, {.answers = {"LotList"}}),
      post("/api/v1/practices/{id}/lots", "Объявить жеребьёвку", logged_in, {Object::users, Action::create}, post_lot,
           {.takes = {"NewLot"}, .answers = {.schema = "Lot", .status = 201}, .log = "lot.announced"}),
      get("/api/v1/lots/{id}", "Жеребьёвка: участники, зерно, результат", anybody, kEveryone, get_lot,
          {.answers = {"Lot"}}),
      post("/api/v1/lots/{id}/applicants", "Участвовать в жеребьёвке", logged_in, kSelf, post_applicant,
           {.takes = {"NewApplicant"}, .answers = {.schema = "Lot", .status = 201}, .log = "lot.applicant"}),
      post("/api/v1/lots/{id}/close", "Закрыть список участников", logged_in, {Object::users, Action::create},
           post_close, {.takes = {.schema = "Nothing", .optional = true}, .answers = {"Lot"}, .log = "lot.closed"}),
      post("/api/v1/lots/{id}/draw", "Бросить жребий по опубликованному зерну", logged_in,
           {Object::users, Action::create}, post_draw, {.takes = {"NewSeed"}, .answers = {"Lot"}, .log = "lot.drawn"}),
      post("/api/v1/lots/{id}/exclusions", "Отказать участнику с причиной", logged_in, {Object::users, Action::create},
           post_exclusion, {.takes = {"NewExclusion"}, .answers = {"Lot"}, .log = "lot.excluded"}),
      post("/api/v1/lots/{id}/seats", "Посадить вытянутых в комиссию", logged_in, {Object::users, Action::create},
           post_seats,
           {.takes = {"LotSeats"},
            .answers = {.schema = "Commission", .about = "Комиссия с новыми членами"},
            .log = "lot.seated"}),
  };
  return kRoutes;
}

}  // namespace pochin::server
