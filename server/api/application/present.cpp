#include "server/api/application/present.h"

#include <algorithm>

#include "server/api/application/life.h"
#include "server/api/application/prefill.h"
#include "server/api/application/remarks.h"
#include "server/api/application/terms.h"
#include "server/api/handling/places.h"
#include "server/api/handling/text.h"
#include "shared/access/role.h"
#include "shared/application/closing.h"
#include "shared/application/deadlines.h"
#include "shared/application/telling.h"
#include "shared/form/validate.h"
#include "shared/law/refusal.h"

namespace pochin::server {
namespace {

Json answers_json(const Record& record, const Viewer& viewer) {
  form::Answers seen;
  const bool staff = sees_staff_part(viewer, record.row);
  for (const auto& [id, answer] : record.object.answers) {
    if (staff || !is_staff_only(record.pack->pack.form, id)) seen.emplace(id, answer);
  }
  return to_json(seen);
}

Json history_json(Db& db, std::string_view id) {
  Json list = Json::array();
  for (const EventRow& e : moves(db, id)) {
    list.push_back({{"seq", e.seq},
                    {"at", wire_time(e.at)},
                    {"actor", e.actor},
                    {"role", e.role},
                    {"action", e.action},
                    {"title", e.title},
                    {"to", e.to},
                    {"comment", e.comment}});
  }
  return list;
}

Json actions_json(const Record& record, const application::Actor& actor) {
  Json list = Json::array();
  for (const application::Transition* t :
       application::allowed_actions(record.object, record.pack->pack.workflow, actor)) {
    Json needs = Json::array();
    if (t->needs_remarks) needs.push_back("remarks");
    if (t->needs_comment) needs.push_back("comment");
    Json grounds = Json::array();
    for (const std::string& code : t->grounds)
      if (const auto* ground = law::find_ground(record.pack->pack.refusal_grounds, code))
        grounds.push_back({{"code", code}, {"text", ground->text}});
    if (!grounds.empty()) needs.push_back("ground");
    list.push_back(
        {{"id", t->action}, {"title", t->title}, {"needs", needs}, {"primary", t->primary}, {"grounds", grounds}});
  }
  return list;
}

std::string_view role_title(const std::string& code) {
  const auto role = access::role_from(code);
  return role ? access::title_of(*role) : tr("Автор заявки");
}

// What runs now, and by which norm; nothing when a term of the pack leads beyond all calendars.
Json deadlines_json(const Record& record, Instant now) {
  const practice::Pack& pack = record.pack->pack;
  Json list = Json::array();
  const auto running = application::deadlines(record.object, pack.workflow, record.clock, now);
  if (!running) return list;
  for (const application::Deadline& each : *running) {
    Json who = Json::array();
    for (const std::string& role : each.who) who.push_back(role_title(role));
    const auto* basis = pack.basis(each.law, local(now, record.clock.zone).date);
    list.push_back({{"action", each.action},
                    {"title", application::duty_text(each, pack.workflow, record.object.state)},
                    {"text", application::deadline_text(each, record.clock.zone)},
                    {"who", who},
                    {"last_day", iso_date(each.last_day)},
                    {"end", wire_time(each.end)},
                    {"overdue_working_days", each.overdue},
                    {"late", each.late},
                    {"paused", each.paused},
                    {"automatic", each.automatic},
                    {"certain", each.certain},
                    {"law", basis ? basis->text : ""}});
  }
  return list;
}

// What the practice tells the author of the last move; none for anybody else.
Json told_json(const Context& context, Db& db, const Record& record) {
  Json list = Json::array();
  const auto all = moves(db, record.row.id);
  const auto last =
      std::ranges::find(all.rbegin(), all.rend(), code_of(application::EventKind::moved), &EventRow::kind);
  const auto body = last == all.rend() ? std::nullopt : parse_json(last->body);
  if (!body) return list;
  const practice::Pack& pack = record.pack->pack;
  const auto event = application::event_from_json(pack.form, *body);
  if (!event) return list;
  const Instant now = context.now();
  const auto running = application::deadlines(record.object, pack.workflow, record.clock, now);
  const std::string deadline =
      running && !running->empty() ? application::deadline_text(running->front(), record.clock.zone) : std::string();
  const std::string municipality = place_name(context, record.row.municipality);
  for (std::string& each :
       application::told_of(record.object, *event, record.rules(now), {record.row.title, municipality, deadline},
                            application::Recipient::author))
    list.push_back(std::move(each));
  return list;
}

// What leads on from this state, but for what the author alone may do: to take the application back is no next step.
std::vector<const application::Transition*> next_moves(const application::Workflow& workflow,
                                                       application::State state) {
  std::vector<const application::Transition*> moves;
  const bool with_author = application::is_preparing(state) || state == application::State::returned_for_revision;
  for (const application::Transition& each : workflow.transitions) {
    const bool of_author = std::ranges::all_of(each.roles, [](const std::string& role) { return role == "author"; });
    const bool gives_up = each.to == application::State::withdrawn;
    if (each.begins_in(state) && !each.automatic() && !gives_up && (with_author || !of_author)) moves.push_back(&each);
  }
  return moves;
}

// The titles of those whose move is next; empty when the rules lead no further.
Json turn_json(const Record& record) {
  Json titles = Json::array();
  for (const auto* each : next_moves(record.pack->pack.workflow, record.object.state))
    for (const std::string& role : each->roles)
      if (Json title = role_title(role); std::ranges::find(titles, title) == titles.end()) titles.push_back(title);
  return titles;
}

}  // namespace

void add_state(Json& object, std::string_view code) {
  const auto state = application::state_from(code);
  const application::StateInfo& info = application::info(state.value_or(application::State::draft));
  object["state"] = info.code;
  object["state_title"] = info.title;
  object["tone"] = application::code_of(info.tone);
}

Json links_json(const std::vector<application::Link>& links) {
  Json list = Json::array();
  for (const application::Link& each : links)
    list.push_back({{"relation", code_of(each.relation)},
                    {"track", code_of(each.track)},
                    {"id", each.id},
                    {"number", each.number}});
  return list;
}

Json criterion_json(const scoring::CriterionScore& item) {
  return {{"code", item.code},
          {"title", item.title},
          {"value", item.value},
          {"points", scoring::points_text(item.points)},
          {"weight_percent", percent_text(item.weight)},
          {"weighted", scoring::points_text(item.weighted)},
          {"max", scoring::points_text(item.max_weighted)},
          {"explanation", item.explanation}};
}

Json score_json(const scoring::Score& score) {
  Json items = Json::array();
  for (const auto& item : score.items) items.push_back(criterion_json(item));
  return {{"total", scoring::points_text(score.total)}, {"max", scoring::points_text(score.max)}, {"items", items}};
}

Json application_json(const Context& context, Db& db, const Record& record, const Viewer& viewer) {
  const ApplicationRow& row = record.row;
  const application::Actor actor = viewer.actor_for(row);
  const auto* place = context.region.find(row.municipality);
  Json score = nullptr;
  if (row.submitted) {
    if (const auto projection = context.projections->of(context, row)) score = score_json(projection->score);
  }
  Json json{{"id", row.id},
            {"number", optional_json(row.number)},
            {"title", row.title},
            {"practice", row.practice},
            {"pack_version", row.pack_version},
            {"municipality", place ? territory_json(*place) : Json(nullptr)},
            {"version", row.version},
            {"answers", answers_json(record, viewer)},
            {"remarks", remarks_json(db, record, viewer)},
            {"history", history_json(db, row.id)},
            {"told", row.author == viewer.person ? told_json(context, db, record) : Json::array()},
            {"links", links_json(record.object.links)},
            {"actions", actions_json(record, actor)},
            {"deadlines", deadlines_json(record, context.now())},
            {"deadline", term_json(context, db, row, row.author == viewer.person)},
            {"turn", turn_json(record)},
            {"can_edit", application::can_edit(record.object, record.pack->pack.workflow, actor)},
            {"can_delete", may_delete(record, viewer)},
            {"can_close_remarks", application::may_remark(record.object, record.pack->pack.workflow, actor)},
            {"mine", row.author == viewer.person},
            {"author", row.author_name},
            {"updated_at", wire_time(row.updated)},
            {"submitted_at", wire_time(row.submitted)},
            {"registered_at", wire_time(row.registered)},
            {"facts", form::to_json(record.facts)},
            {"score", score}};
  const bool own_draft = row.author == viewer.person && record.object.state == record.pack->pack.workflow.initial;
  json["prefilled"] = own_draft
                          ? prefilled_json(known_answers(db, context, viewer, *record.pack, row.municipality, row.id),
                                           record.object.answers)
                          : Json::object();
  add_state(json, row.state);
  return json;
}

Json list_item_json(const Context& context, Db& db, const ApplicationRow& row, bool mine) {
  Json json{{"id", row.id},
            {"number", optional_json(row.number)},
            {"title", row.title},
            {"practice", row.practice},
            {"municipality", place_name(context, row.municipality)},
            {"updated_at", wire_time(row.updated)},
            {"submitted_at", wire_time(row.submitted)},
            {"author", row.author_name},
            {"remarks_open", remarks_left(db, row)},
            {"deadline", term_json(context, db, row, mine)}};
  add_state(json, row.state);
  return json;
}

}  // namespace pochin::server
