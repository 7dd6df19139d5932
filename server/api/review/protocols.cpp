// The protocol of a meeting: /api/v1/meetings/{id}/protocol, /text of it, /api/v1/meetings/{id}/signatures.
#include "server/api/application/adjusters.h"
#include "server/api/handling/text.h"
#include "server/api/review/commission_seat.h"
#include "server/api/review/review.h"
#include "server/api/review/sitting.h"
#include "server/store/meetings.h"

namespace pochin::server {
namespace {

using access::Action;
using access::Object;

constexpr std::size_t kMostLines = 200, kMostAwards = 2000;

// [{"application": id, "sum_kopecks": 160000000}]
std::vector<review::Award> read_awards(Db& db, Fields& in, std::string_view name, const std::string& practice) {
  std::vector<review::Award> awards;
  const Json* list = in.array(name, kMostAwards, false);
  for (std::size_t i = 0; list && i < list->size(); ++i) {
    const std::string place = std::string(name) + "/" + std::to_string(i) + "/";
    Fields one((*list)[i], place);
    const std::string id = one.text("application", 60);
    const Money sum{one.integer("sum_kopecks", 0, kMostKopecks)};
    const auto row = handed_in(db, id, practice);
    if (!id.empty() && !row) one.error("application", "unknown", say("Такой заявки в этой практике нет."));
    if (!in.take(one) || !row) continue;
    awards.push_back({id, row->number.value_or(""), row->title, sum});
  }
  return awards;
}

// The money of the contest, or of its windows in all; nothing when there is no limit.
std::optional<Money> available(const scoring::RankingRules& rules) {
  if (rules.available) return rules.available;
  Money all;
  for (const scoring::Window& each : rules.windows) {
    if (!each.available) return std::nullopt;
    all.kopecks += each.available->kopecks;
  }
  return rules.windows.empty() ? std::nullopt : std::optional(all);
}

Checked<Response> post_protocol(Db& db, Context& context, const Request& request, const Viewer& viewer,
                                const Json& body) {
  auto found = sitting(db, context, request.param("id"));
  if (!found) return std::unexpected(found.error());
  if (auto no = forbids(viewer, Action::update, protocol_target(found->commission))) return std::unexpected(*no);
  if (auto no = protocol_made(*found)) return std::unexpected(*no);
  Fields in(body);
  review::Meeting& m = found->row.body;
  m.heard = texts(in, "heard", kMostLines);
  m.winners = read_awards(db, in, "winners", found->commission.practice);
  m.reserve = read_awards(db, in, "reserve", found->commission.practice);
  m.available = available(found->pack->ranking);
  if (auto wrong = in.finish()) return std::unexpected(*wrong);
  const auto protocol =
      review::make_protocol(found->commission.body, m, conflicts_at(db, found->commission.body, m), *found->rules);
  if (!protocol) return std::unexpected(refused_by(protocol.error(), "winners"));
  save_meeting(db, found->row);
  keep_protocol(db, found->row.id, *protocol, context.now());
  return Response::json({{"protocol", to_json(*protocol)}, {"signatures", Json::array()}}, 201);
}

std::vector<std::string> signers_of(Db& db, std::string_view meeting) {
  std::vector<std::string> persons;
  for (const SignatureRow& each : signatures(db, meeting)) persons.push_back(each.person);
  return persons;
}

// A protocol is open to everybody once everybody has signed who must.
Checked<review::Protocol> protocol_for(Db& db, const Context& context, const Request& request, const Viewer& viewer) {
  const auto found = sitting(db, context, request.param("id"));
  if (!found) return std::unexpected(found.error());
  access::Target target = protocol_target(found->commission);
  const std::optional<review::Protocol>& written = found->row.protocol;
  target.published = written && is_signed(db, found->row);
  if (auto no = forbids(viewer, Action::read, target)) return std::unexpected(*no);
  if (!written) return std::unexpected(not_found(say("Протокол этого заседания ещё не составлен.")));
  return *written;
}

Checked<Json> get_protocol(Db& db, Context& context, const Request& request, const Viewer& viewer) {
  const auto protocol = protocol_for(db, context, request, viewer);
  if (!protocol) return std::unexpected(protocol.error());
  Json signed_by = Json::array();
  for (const SignatureRow& each : signatures(db, request.param("id")))
    signed_by.push_back({{"person", each.person}, {"at", wire_time(each.at)}});
  return Json{{"protocol", to_json(*protocol)}, {"signatures", signed_by}};
}

Response get_text(Context& context, const Request& request, const Viewer& viewer) {
  const auto protocol = look(context, [&](Db& db) { return protocol_for(db, context, request, viewer); });
  return protocol ? Response::text(review::protocol_text(*protocol)) : Response::of(protocol.error());
}

Checked<Response> post_signature(Db& db, Context& context, const Request& request, const Viewer& viewer,
                                 const Json& body) {
  Fields in(body);
  if (auto wrong = in.finish()) return std::unexpected(*wrong);
  const auto found = sitting(db, context, request.param("id"));
  if (!found) return std::unexpected(found.error());
  const std::optional<review::Protocol>& written = found->row.protocol;
  if (!written) return std::unexpected(not_found(say("Протокол этого заседания ещё не составлен.")));
  const auto adjusters = adjusters_of(db, found->commission.practice);
  const auto fine = review::may_sign(*written, viewer.id, adjusters, signers_of(db, found->row.id));
  if (!fine) return std::unexpected(refused_by(fine.error()));
  access::Target target = protocol_target(found->commission);
  for (const review::Adjuster& each : adjusters) target.adjusters.push_back(each.person);
  const bool writes = !forbids(viewer, Action::update, target), votes = !forbids(viewer, Action::vote, target);
  if (!writes && !votes) return std::unexpected(forbidden(say("Протокол подписывают члены комиссии, чей срок идёт.")));
  add_signature(db, found->row.id, viewer.id, context.now());
  const auto signed_json = get_protocol(db, context, request, viewer);
  if (!signed_json) return std::unexpected(signed_json.error());
  return Response::json(*signed_json);
}

}  // namespace

std::span<const Route> protocol_routes() {
  using namespace row;
  static constexpr Permission kReads{Object::protocol, Action::read};
  static constexpr Route kRoutes[] = {
      get("/api/v1/meetings/{id}/protocol", "Протокол заседания", anybody, kReads, get_protocol,
          {.answers = {"SignedProtocol"}, .refusals = {{401}, {403}}}),
      get("/api/v1/meetings/{id}/protocol/text", "Протокол заседания текстом", anybody, kReads, get_text,
          {.answers = {.type = "text/plain"}, .refusals = {{401}, {403}}}),
      post("/api/v1/meetings/{id}/protocol", "Составить протокол", logged_in, {Object::protocol, Action::update},
           post_protocol,
           {.takes = {"NewProtocol"},
            .answers = {.schema = "SignedProtocol", .status = 201},
            .log = "meeting.protocol"}),
      post("/api/v1/meetings/{id}/signatures", "Подписать протокол", logged_in,
           {{Object::protocol, Action::update}, {Object::protocol, Action::vote}}, post_signature,
           {.takes = {.schema = "Nothing", .optional = true}, .answers = {"SignedProtocol"}, .log = "meeting.signed"}),
  };
  return kRoutes;
}

}  // namespace pochin::server
