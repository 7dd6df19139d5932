// Meetings of a commission: /api/v1/commissions/{id}/meetings, /api/v1/meetings/{id}, /api/v1/questions/{id}.
#include <algorithm>

#include "server/api/application/adjusters.h"
#include "server/api/handling/text.h"
#include "server/api/review/commission_seat.h"
#include "server/api/review/review.h"
#include "server/store/meetings.h"

namespace pochin::server {
namespace {

using access::Action;
using access::Object;

constexpr std::size_t kMostPeople = 200, kMostLines = 200;
constexpr std::size_t kMostAwards = 2000;
constexpr std::size_t kLongestText = 8000;

// A meeting with its commission and the rules it works by.
struct Sitting {
  MeetingRow row;
  CommissionRow commission;
  const practice::Pack* pack = nullptr;
  const review::ProtocolRules* rules = nullptr;
};

access::Target target_of(const CommissionRow& commission) {
  access::Target target{.object = Object::protocol, .practice = commission.practice};
  if (commission.municipality) target.territories = territory::chain_of(*commission.municipality);
  return target;
}

Checked<Sitting> sitting_of(Db& db, const Context& context, MeetingRow row) {
  auto body = commission(db, row.commission);
  const LoadedPack* pack = body ? context.packs.cycle(body->practice, body->cycle) : nullptr;
  if (!pack) return std::unexpected(not_found(say("Такого заседания нет.")));
  const auto rules = commission_rules(pack->pack);
  if (!rules) return std::unexpected(rules.error());
  return Sitting{std::move(row), *std::move(body), &pack->pack, &(*rules)->protocol};
}

Checked<Sitting> sitting(Db& db, const Context& context, std::string_view id) {
  auto row = meeting(db, id);
  if (!row) return std::unexpected(not_found(say("Такого заседания нет.")));
  return sitting_of(db, context, *std::move(row));
}

// Of the question a path names; `at` is its place in the meeting.
Checked<Sitting> sitting_of_question(Db& db, const Context& context, std::string_view question, std::size_t& at) {
  const auto id = meeting_of_question(db, question);
  if (!id) return std::unexpected(not_found(say("Такого вопроса нет.")));
  auto found = sitting(db, context, *id);
  if (!found) return found;
  const auto& questions = found->row.body.questions;
  at = static_cast<std::size_t>(std::ranges::find(questions, question, &review::Question::id) - questions.begin());
  return found;
}

review::Voters voters_of(const Sitting& sitting) {
  review::Voters voters{{}, sitting.row.body.present, sitting.row.body.presiding};
  for (const review::Member* each :
       review::voters_on(sitting.commission.body, sitting.row.body.date, sitting.rules->composition))
    voters.members.push_back(each->person);
  return voters;
}

// Of the members: whose an application is that nobody of the commission wrote is none of its business.
std::vector<review::Conflict> conflicts_of(Db& db, const review::Commission& commission,
                                           const std::vector<std::string>& applications) {
  std::vector<review::Conflict> all;
  for (const std::string& id : applications) std::ranges::move(conflicts_on(db, id), std::back_inserter(all));
  std::erase_if(all, [&](const review::Conflict& each) {
    return std::ranges::find(commission.members, each.person, &review::Member::person) == commission.members.end();
  });
  return all;
}

std::vector<review::Conflict> conflicts_of(Db& db, const review::Commission& commission,
                                           const review::Meeting& meeting) {
  std::vector<std::string> applications;
  const auto add = [&](const std::string& id) {
    if (!id.empty() && std::ranges::find(applications, id) == applications.end()) applications.push_back(id);
  };
  for (const review::Question& each : meeting.questions) add(each.application);
  for (const review::Award& each : meeting.winners) add(each.application);
  for (const review::Award& each : meeting.reserve) add(each.application);
  return conflicts_of(db, commission, applications);
}

// Who voted how and who stays out of it is in the protocol that everybody reads; until that is signed it is for those
// who vote, who writes it, and those who read the sheets of members.
bool sees_names(Db& db, const Sitting& sitting, const Viewer& viewer) {
  if (is_signed(db, sitting.row)) return true;
  access::Target target = target_of(sitting.commission);
  if (!forbids(viewer, Action::vote, target) || !forbids(viewer, Action::update, target)) return true;
  target.object = Object::member_scores;
  return !forbids(viewer, Action::read, target);
}

Json question_json(Db& db, const Sitting& sitting, const review::Question& q, bool names) {
  const auto voters = voters_of(sitting);
  const auto conflicts = conflicts_of(db, sitting.commission.body,
                                      q.application.empty() ? std::vector<std::string>{} : std::vector{q.application});
  const review::Decision decision = review::decide(q, voters, conflicts, sitting.rules->majority);
  const review::Quorum enough = review::quorum(voters.members, voters.present,
                                               review::recused_on(conflicts, q.application), sitting.rules->quorum);
  Json votes = Json::array();
  if (names)
    for (const review::Vote& each : review::counted_votes(q, voters, conflicts))
      votes.push_back({{"person", each.member}, {"choice", code_of(each.choice)}});
  return {{"id", q.id},
          {"application", q.application.empty() ? Json(nullptr) : Json(q.application)},
          {"text", q.text},
          {"closed_at", wire_time(q.closed_at)},
          {"votes", votes},
          {"recused", names ? Json(review::recused_on(conflicts, q.application)) : Json::array()},
          {"quorum", {{"reached", enough.reached}, {"text", enough.explanation}}},
          {"for", decision.in_favour},
          {"against", decision.against},
          {"abstained", decision.abstained},
          {"accepted", decision.accepted},
          {"by_casting_vote", decision.by_casting_vote},
          {"explanation", decision.explanation}};
}

Json meeting_json(Db& db, const Sitting& sitting, const Viewer& viewer) {
  const review::Meeting& m = sitting.row.body;
  const auto voters = voters_of(sitting);
  const review::Quorum enough = review::quorum(voters.members, voters.present, {}, sitting.rules->quorum);
  Json questions = Json::array();
  const bool names = sees_names(db, sitting, viewer);
  for (const review::Question& each : m.questions) questions.push_back(question_json(db, sitting, each, names));
  return {{"id", sitting.row.id},
          {"commission", sitting.row.commission},
          {"number", m.number},
          {"date", iso_date(m.date)},
          {"place", m.place},
          {"present", m.present},
          {"presiding", m.presiding},
          {"secretary", m.secretary},
          {"agenda", m.agenda},
          {"heard", m.heard},
          {"quorum", {{"reached", enough.reached}, {"text", enough.explanation}}},
          {"questions", questions},
          {"has_protocol", sitting.row.protocol.has_value()}};
}

Checked<Response> post_meeting(Db& db, Context& context, const Request& request, const Viewer& viewer,
                               const Json& body) {
  auto found = commission(db, request.param("id"));
  if (!found) return std::unexpected(not_found(say("Такой комиссии нет.")));
  if (auto no = forbids(viewer, Action::create, target_of(*found))) return std::unexpected(*no);
  if (!found->formed) return std::unexpected(conflict("not_formed", say("Комиссия ещё не сформирована.")));
  Fields in(body);
  MeetingRow row{.id = "m" + random_text(12), .commission = found->id, .created = context.now()};
  row.body.number = in.text("number", 40);
  row.body.date = needed_date(in, "date");
  row.body.place = in.optional_text("place", 500).value_or("");
  row.body.present = texts(in, "present", kMostPeople);
  row.body.presiding = in.text("presiding", 40);
  row.body.secretary = in.text("secretary", 40);
  row.body.agenda = texts(in, "agenda", kMostLines);
  for (std::size_t i = 0; i < row.body.present.size(); ++i)
    if (!review::find_member(found->body, row.body.present[i], row.body.date))
      in.error("present/" + std::to_string(i), "protocol_member", say("Этот человек не член комиссии в этот день."));
  if (auto wrong = in.finish()) return std::unexpected(*wrong);
  add_meeting(db, row);
  const auto made = sitting(db, context, row.id);
  if (!made) return std::unexpected(made.error());
  Response response = Response::json(meeting_json(db, *made, viewer), 201);
  response.set("Location", "/api/v1/meetings/" + row.id);
  return response;
}

std::optional<Problem> closed(const Sitting& sitting) {
  if (!sitting.row.protocol) return std::nullopt;
  return conflict("protocol_made", say("Протокол этого заседания уже составлен: менять его нельзя."));
}

// An application of the practice that a commission may name: a draft is nobody's but its author's.
std::optional<ApplicationRow> handed_in(Db& db, const std::string& id, const std::string& practice) {
  auto row = application(db, id);
  return row && row->practice == practice && row->submitted ? std::move(row) : std::nullopt;
}

Checked<Response> post_question(Db& db, Context& context, const Request& request, const Viewer& viewer,
                                const Json& body) {
  const auto found = sitting(db, context, request.param("id"));
  if (!found) return std::unexpected(found.error());
  if (auto no = forbids(viewer, Action::update, target_of(found->commission))) return std::unexpected(*no);
  if (auto no = closed(*found)) return std::unexpected(*no);
  Fields in(body);
  review::Question question;
  question.id = "q" + random_text(12);
  question.application = in.optional_text("application", 60).value_or("");
  question.text = in.text("text", kLongestText);
  if (!question.application.empty() && !handed_in(db, question.application, found->commission.practice))
    in.error("application", "unknown", say("Такой заявки в этой практике нет."));
  if (auto wrong = in.finish()) return std::unexpected(*wrong);
  add_question(db, found->row.id, question);
  const auto made = sitting(db, context, found->row.id);
  return Response::json(meeting_json(db, *made, viewer), 201);
}

Checked<Response> post_vote(Db& db, Context& context, const Request& request, const Viewer& viewer, const Json& body) {
  std::size_t at = 0;
  auto found = sitting_of_question(db, context, request.param("id"), at);
  if (!found) return std::unexpected(found.error());
  review::Question& question = found->row.body.questions[at];
  const auto conflicts = conflicts_of(db, found->commission.body, std::vector{question.application});
  access::Target target = target_of(found->commission);
  target.conflicted = review::recused_on(conflicts, question.application);
  if (auto no = forbids(viewer, Action::vote, target)) return std::unexpected(*no);
  Fields in(body);
  const review::Vote vote{viewer.id, needed_named(in, "choice", review::Choice::abstained), context.now()};
  if (auto wrong = in.finish()) return std::unexpected(*wrong);
  if (const auto fine = review::cast(question, vote, voters_of(*found), conflicts); !fine)
    return std::unexpected(refused_by(fine.error(), "choice"));
  add_vote(db, question.id, vote);
  return Response::json(question_json(db, *found, question, true));
}

Checked<Response> post_dissent(Db& db, Context& context, const Request& request, const Viewer& viewer,
                               const Json& body) {
  std::size_t at = 0;
  auto found = sitting_of_question(db, context, request.param("id"), at);
  if (!found) return std::unexpected(found.error());
  if (auto no = forbids(viewer, Action::vote, target_of(found->commission))) return std::unexpected(*no);
  if (auto no = closed(*found)) return std::unexpected(*no);
  review::Question& question = found->row.body.questions[at];
  const auto conflicts = conflicts_of(db, found->commission.body, std::vector{question.application});
  Fields in(body);
  const review::DissentingOpinion opinion{viewer.id, in.text("text", kLongestText), context.now()};
  if (auto wrong = in.finish()) return std::unexpected(*wrong);
  if (const auto fine = review::dissent(question, opinion, voters_of(*found), conflicts); !fine)
    return std::unexpected(refused_by(fine.error(), "text"));
  add_dissent(db, question.id, opinion);
  return Response::json(question_json(db, *found, question, true));
}

Checked<Response> post_close(Db& db, Context& context, const Request& request, const Viewer& viewer, const Json& body) {
  std::size_t at = 0;
  auto found = sitting_of_question(db, context, request.param("id"), at);
  if (!found) return std::unexpected(found.error());
  if (auto no = forbids(viewer, Action::update, target_of(found->commission))) return std::unexpected(*no);
  Fields in(body);
  if (auto wrong = in.finish()) return std::unexpected(*wrong);
  review::Question& question = found->row.body.questions[at];
  if (const auto fine = review::close(question, context.now()); !fine) return std::unexpected(refused_by(fine.error()));
  close_question(db, question.id, context.now());
  return Response::json(question_json(db, *found, question, true));
}

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
    if (!in.take(one)) continue;
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
  if (auto no = forbids(viewer, Action::update, target_of(found->commission))) return std::unexpected(*no);
  if (auto no = closed(*found)) return std::unexpected(*no);
  Fields in(body);
  review::Meeting& m = found->row.body;
  m.heard = texts(in, "heard", kMostLines);
  m.winners = read_awards(db, in, "winners", found->commission.practice);
  m.reserve = read_awards(db, in, "reserve", found->commission.practice);
  m.available = available(found->pack->ranking);
  if (auto wrong = in.finish()) return std::unexpected(*wrong);
  const auto protocol =
      review::make_protocol(found->commission.body, m, conflicts_of(db, found->commission.body, m), *found->rules);
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
  access::Target target = target_of(found->commission);
  target.published = found->row.protocol && is_signed(db, found->row);
  if (auto no = forbids(viewer, Action::read, target)) return std::unexpected(*no);
  if (!found->row.protocol) return std::unexpected(not_found(say("Протокол этого заседания ещё не составлен.")));
  return *found->row.protocol;
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
  if (!found->row.protocol) return std::unexpected(not_found(say("Протокол этого заседания ещё не составлен.")));
  const auto adjusters = adjusters_of(db, found->commission.practice);
  const auto fine = review::may_sign(*found->row.protocol, viewer.id, adjusters, signers_of(db, found->row.id));
  if (!fine) return std::unexpected(refused_by(fine.error()));
  access::Target target = target_of(found->commission);
  for (const review::Adjuster& each : adjusters) target.adjusters.push_back(each.person);
  const bool writes = !forbids(viewer, Action::update, target), votes = !forbids(viewer, Action::vote, target);
  if (!writes && !votes) return std::unexpected(forbidden(say("Протокол подписывают члены комиссии, чей срок идёт.")));
  add_signature(db, found->row.id, viewer.id, context.now());
  const auto signed_json = get_protocol(db, context, request, viewer);
  if (!signed_json) return std::unexpected(signed_json.error());
  return Response::json(*signed_json);
}

Checked<Json> get_meeting(Db& db, Context& context, const Request& request, const Viewer& viewer) {
  const auto found = sitting(db, context, request.param("id"));
  if (!found) return std::unexpected(found.error());
  if (auto no = forbids(viewer, Action::read, target_of(found->commission))) return std::unexpected(*no);
  return meeting_json(db, *found, viewer);
}

Checked<Json> get_meetings(Db& db, Context& context, const Request& request, const Viewer& viewer) {
  const auto found = commission_seen(db, viewer, request.param("id"));
  if (!found) return std::unexpected(found.error());
  if (auto no = forbids(viewer, Action::read, target_of(*found))) return std::unexpected(*no);
  Json items = Json::array();
  for (MeetingRow& row : meetings_of(db, found->id)) {
    const auto made = sitting_of(db, context, std::move(row));
    if (!made) return std::unexpected(made.error());
    items.push_back(meeting_json(db, *made, viewer));
  }
  return Json{{"items", items}};
}

}  // namespace

std::span<const Route> sitting_routes() {
  using namespace row;
  static constexpr Permission kReads{Object::protocol, Action::read}, kWrites{Object::protocol, Action::update},
      kVotes{Object::protocol, Action::vote}, kMakes{Object::protocol, Action::create};
  static constexpr Route kRoutes[] = {
      get("/api/v1/commissions/{id}/meetings", logged_in, kReads, get_meetings),
      post("/api/v1/commissions/{id}/meetings", logged_in, kMakes, post_meeting, {.log = "meeting.made"}),
      get("/api/v1/meetings/{id}", logged_in, kReads, get_meeting),
      get("/api/v1/meetings/{id}/protocol", anybody, kReads, get_protocol),
      get("/api/v1/meetings/{id}/protocol/text", anybody, kReads, get_text),
      post("/api/v1/meetings/{id}/protocol", logged_in, kWrites, post_protocol, {.log = "meeting.protocol"}),
      post("/api/v1/meetings/{id}/questions", logged_in, kWrites, post_question, {.log = "meeting.question"}),
      post("/api/v1/meetings/{id}/signatures", logged_in,
           {{Object::protocol, Action::update}, {Object::protocol, Action::vote}}, post_signature,
           {.log = "meeting.signed"}),
      post("/api/v1/questions/{id}/close", logged_in, kWrites, post_close, {.log = "meeting.question_closed"}),
      post("/api/v1/questions/{id}/dissents", logged_in, kVotes, post_dissent, {.log = "meeting.dissent"}),
      post("/api/v1/questions/{id}/votes", logged_in, kVotes, post_vote, {.log = "meeting.vote"}),
  };
  return kRoutes;
}

}  // namespace pochin::server
