// Meetings of a commission: /api/v1/commissions/{id}/meetings, /api/v1/meetings/{id}, /api/v1/questions/{id}. Their
// protocols lie in protocols.cpp.
#include <algorithm>

#include "server/api/handling/text.h"
#include "server/api/review/commission_seat.h"
#include "server/api/review/review.h"
#include "server/api/review/sitting.h"
#include "server/store/meetings.h"

namespace pochin::server {
namespace {

Checked<Sitting> sitting_of(Db& db, const Context& context, MeetingRow row) {
  auto body = commission(db, row.commission);
  const LoadedPack* pack = body ? context.packs.cycle(body->practice, body->cycle) : nullptr;
  if (!pack) return std::unexpected(not_found(say("Такого заседания нет.")));
  const auto rules = commission_rules(pack->pack);
  if (!rules) return std::unexpected(rules.error());
  return Sitting{std::move(row), *std::move(body), &pack->pack, &(*rules)->protocol};
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

}  // namespace

access::Target protocol_target(const CommissionRow& commission) {
  access::Target target{.object = access::Object::protocol, .practice = commission.practice};
  if (commission.municipality) target.territories = territory::chain_of(*commission.municipality);
  return target;
}

Checked<Sitting> sitting(Db& db, const Context& context, std::string_view id) {
  auto row = meeting(db, id);
  if (!row) return std::unexpected(not_found(say("Такого заседания нет.")));
  return sitting_of(db, context, *std::move(row));
}

std::vector<review::Conflict> conflicts_at(Db& db, const review::Commission& commission,
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

std::optional<Problem> protocol_made(const Sitting& sitting) {
  if (!sitting.row.protocol) return std::nullopt;
  return conflict("protocol_made", say("Протокол этого заседания уже составлен: менять его нельзя."));
}

std::optional<ApplicationRow> handed_in(Db& db, const std::string& id, const std::string& practice) {
  auto row = application(db, id);
  return row && row->practice == practice && row->submitted ? std::move(row) : std::nullopt;
}

namespace {

using access::Action;
using access::Object;

constexpr std::size_t kMostPeople = 200, kMostLines = 200;
constexpr std::size_t kLongestText = 8000;

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

// Who voted how and who stays out of it is in the protocol that everybody reads; until that is signed it is for those
// who vote, who writes it, and those who read the sheets of members.
bool sees_names(Db& db, const Sitting& sitting, const Viewer& viewer) {
  if (is_signed(db, sitting.row)) return true;
  access::Target target = protocol_target(sitting.commission);
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
  if (auto no = forbids(viewer, Action::create, protocol_target(*found))) return std::unexpected(*no);
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

Checked<Response> post_question(Db& db, Context& context, const Request& request, const Viewer& viewer,
                                const Json& body) {
  const auto found = sitting(db, context, request.param("id"));
  if (!found) return std::unexpected(found.error());
  if (auto no = forbids(viewer, Action::update, protocol_target(found->commission))) return std::unexpected(*no);
  if (auto no = protocol_made(*found)) return std::unexpected(*no);
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
  access::Target target = protocol_target(found->commission);
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
  if (auto no = forbids(viewer, Action::vote, protocol_target(found->commission))) return std::unexpected(*no);
  if (auto no = protocol_made(*found)) return std::unexpected(*no);
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
  if (auto no = forbids(viewer, Action::update, protocol_target(found->commission))) return std::unexpected(*no);
  Fields in(body);
  if (auto wrong = in.finish()) return std::unexpected(*wrong);
  review::Question& question = found->row.body.questions[at];
  if (const auto fine = review::close(question, context.now()); !fine) return std::unexpected(refused_by(fine.error()));
  close_question(db, question.id, context.now());
  return Response::json(question_json(db, *found, question, true));
}

Checked<Json> get_meeting(Db& db, Context& context, const Request& request, const Viewer& viewer) {
  const auto found = sitting(db, context, request.param("id"));
  if (!found) return std::unexpected(found.error());
  if (auto no = forbids(viewer, Action::read, protocol_target(found->commission))) return std::unexpected(*no);
  return meeting_json(db, *found, viewer);
}

Checked<Json> get_meetings(Db& db, Context& context, const Request& request, const Viewer& viewer) {
  const auto found = commission_seen(db, viewer, request.param("id"));
  if (!found) return std::unexpected(found.error());
  if (auto no = forbids(viewer, Action::read, protocol_target(*found))) return std::unexpected(*no);
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
      get("/api/v1/commissions/{id}/meetings", "Заседания комиссии", logged_in, kReads, get_meetings,
          {.answers = {"MeetingList"}}),
      post("/api/v1/commissions/{id}/meetings", "Открыть заседание", logged_in, kMakes, post_meeting,
           {.takes = {"NewMeeting"},
            .answers = {.schema = "Meeting", .status = 201, .headers = "Location"},
            .log = "meeting.made"}),
      get("/api/v1/meetings/{id}", "Заседание: вопросы, голоса, кворум", logged_in, kReads, get_meeting,
          {.answers = {"Meeting"}}),
      post("/api/v1/meetings/{id}/questions", "Поставить вопрос на голосование", logged_in, kWrites, post_question,
           {.takes = {"NewQuestion"}, .answers = {.schema = "Meeting", .status = 201}, .log = "meeting.question"}),
      post("/api/v1/questions/{id}/close", "Закончить голосование по вопросу", logged_in, kWrites, post_close,
           {.takes = {.schema = "Nothing", .optional = true},
            .answers = {"Question"},
            .log = "meeting.question_closed"}),
      post("/api/v1/questions/{id}/dissents", "Особое мнение", logged_in, kVotes, post_dissent,
           {.takes = {"NewDissent"}, .answers = {"Question"}, .log = "meeting.dissent"}),
      post("/api/v1/questions/{id}/votes", "Проголосовать", logged_in, kVotes, post_vote,
           {.takes = {"NewVote"}, .answers = {"Question"}, .log = "meeting.vote"}),
  };
  return kRoutes;
}

}  // namespace pochin::server
