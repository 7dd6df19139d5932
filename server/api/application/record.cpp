#include "server/api/application/record.h"

#include <utility>

#include "server/api/application/facts.h"
#include "server/api/application/funding.h"
#include "server/api/application/life.h"
#include "server/api/application/present.h"
#include "server/api/handling/handling.h"
#include "server/api/handling/text.h"
#include "server/api/handling/viewed.h"
#include "server/store/reviews.h"
#include "shared/practice/preview.h"

namespace pochin::server {
namespace {

EventRow event_row(const application::Event& event) {
  return {.seq = event.seq,
          .at = event.at,
          .kind = std::string(code_of(event.kind)),
          .actor = event.actor,
          .role = event.role,
          .action = event.action,
          .title = event.title,
          .from = std::string(code_of(event.from)),
          .to = std::string(code_of(event.to)),
          .comment = event.comment,
          .body = to_json(event).dump()};
}

// Copies what the domain may have changed into the row.
void refresh(ApplicationRow& row, const application::Application& object, const LoadedPack& pack,
             const application::Event& event) {
  row.state = code_of(object.state);
  row.returned_from.reset();
  if (object.returned_from) row.returned_from = code_of(*object.returned_from);
  row.version = object.version;
  row.answers = to_json(object.answers).dump();
  if (object.number.empty()) {
    row.number.reset();
  } else {
    row.number = object.number;
  }
  row.title = form::text_of(object.answers, pack.pack.card.title);
  row.updated = event.at;
  row.changed_by = event.actor;
  row.submitted = object.submitted_at;
  row.registered = object.registered_at;
}

// What has happened, but for the savings of answers: these are in the row. Nothing when the history is damaged.
std::optional<application::Application> object_of(Db& db, const ApplicationRow& row, const LoadedPack& pack,
                                                  form::Answers answers) {
  application::Application object;
  for (const EventRow& stored : moves(db, row.id)) {
    const auto json = parse_json(stored.body);
    if (!json) return std::nullopt;
    const auto event = application::event_from_json(pack.pack.form, *json);
    if (!event) return std::nullopt;
    application::apply(object, *event);
  }
  if (code_of(object.state) != row.state || object.id != row.id) return std::nullopt;
  object.author_id = person_id(row.author);
  object.author = row.author_name;
  object.version = row.version;
  object.answers = std::move(answers);
  object.updated_at = row.updated;
  return object;
}

}  // namespace

std::optional<application::Application> life_of(Db& db, const ApplicationRow& row, const LoadedPack& pack) {
  return object_of(db, row, pack, {});
}

bool may_delete(const Record& record, const Viewer& viewer) {
  return record.row.author == viewer.person && record.object.state == application::State::draft &&
         !record.row.submitted && record.object.links.empty();
}

application::Rules Record::rules(Instant now) const {
  return {.workflow = pack->pack.workflow,
          .form = pack->pack.form,
          .facts = facts,
          .intake_open = practice::intake_open(calendar->pack, now),
          .grounds = pack->pack.refusal_grounds,
          .clock = &clock};
}

Checked<Record> record_of(Db& db, const Context& context, ApplicationRow row) {
  const LoadedPack* pack = context.pack(row.practice, row.pack_version);
  if (!pack) return std::unexpected(problem(503, "pack_missing", say("Правила этой заявки не загружены.")));
  const auto damaged = [] {
    return std::unexpected(problem(503, "damaged", say("Заявка повреждена в хранилище. Сообщите в поддержку.")));
  };
  auto answers = answers_of(*pack, row);
  if (!answers) return damaged();
  auto object = object_of(db, row, *pack, *std::move(answers));
  if (!object) return damaged();
  form::Facts facts = facts_of(context, *pack, row.municipality, context.now());
  add_money_facts(db, row.id, facts);
  add_opinion_facts(db, row.id, today_of(context), facts);
  return Record{std::move(row),
                pack,
                &context.packs.calendar(*pack),
                std::move(facts),
                *std::move(object),
                {context.working_days, pack->pack.zone()}};
}

std::vector<std::string> experts_on(Db& db, const ApplicationRow& row) {
  std::vector<std::string> persons;
  for (const ExpertRow& each : experts_of(db, row.id)) persons.push_back(each.assignment.expert);
  return persons;
}

Checked<Record> load_record(Db& db, const Context& context, const Viewer& viewer, std::string_view id) {
  auto row = application(db, id);
  if (!row || !may_read(viewer, *row, experts_on(db, *row)))
    return std::unexpected(not_found(say("Такой заявки нет или она вам не видна.")));
  return record_of(db, context, *std::move(row));
}

Checked<bool> note_view(Context& context, const Viewer& viewer, const ApplicationRow& row, std::string_view what,
                        std::string_view detail) {
  if (row.author == viewer.person) return true;
  return note_viewed(context, viewer,
                     {.kind = std::string(what),
                      .object = row.id,
                      .details = detail.empty() ? Json::object() : Json{{"file", detail}}});
}

void store_new(Db& db, const LoadedPack& pack, const application::Application& object, const application::Event& event,
               std::int64_t author) {
  ApplicationRow row{.id = object.id,
                     .practice = object.practice,
                     .pack_version = object.pack_version,
                     .municipality = object.municipality,
                     .author = author,
                     .created = event.at};
  refresh(row, object, pack, event);
  add_application(db, row);
  add_event(db, object.id, event_row(event));
}

bool store_event(Db& db, const Record& before, const application::Application& after, const application::Event& event) {
  ApplicationRow row = before.row;
  refresh(row, after, *before.pack, event);
  if (!save_application(db, row, before.row.version)) return false;
  add_event(db, row.id, event_row(event));
  for (const application::Remark& remark : event.remarks) {
    add_remark(db, row.id, {remark.id, remark.field, remark.text, remark.author, remark.at, remark.resolved_at});
  }
  // A move may resolve remarks without naming them (the applicant hands in the corrected application).
  for (const application::Remark& remark : after.remarks) {
    if (remark.resolved) resolve_remark(db, row.id, remark.id, remark.resolved_at.value_or(event.at));
  }
  return true;
}

Problem stale_problem(const ApplicationRow& current) {
  Problem answer = stale();
  answer.with_members({{"current",
                        {{"version", current.version},
                         {"changed_by", current.changed_by},
                         {"changed_at", wire_time(current.updated)}}}});
  return answer;
}

Problem refusal_problem(const application::Refusal& refusal, const practice::Pack& pack, Instant now) {
  using Code = application::Refusal::Code;
  const std::string code(code_of(refusal.code));
  Problem answer;
  switch (refusal.code) {
    case Code::unknown_action:
      answer = problem(404, code, refusal.message);
      break;
    case Code::not_allowed:
      answer = problem(403, code, refusal.message);
      break;
    case Code::wrong_state:
    case Code::too_early:
    case Code::guard:
      answer = conflict(code, refusal.message);
      break;
    case Code::intake_closed:
      answer = conflict(code, intake_closed_text(pack, now));
      break;
    case Code::comment_needed:
      return invalid("comment", code, refusal.message);
    case Code::remarks_needed:
      return invalid("remarks", code, refusal.message);
    case Code::ground_needed:
    case Code::refinement_needed:
    case Code::document_missing:
    case Code::unknown_field:
    case Code::invalid:
      answer = invalid({});
      if (!refusal.message.empty()) answer.detail = refusal.message;
  }
  for (const form::Problem& p : refusal.problems) {
    if (p.severity == form::Severity::error) answer.with_error(p.field, p.code, p.message);
  }
  return answer;
}

std::string intake_closed_text(const practice::Pack& pack, Instant now) {
  return practice::intake_text(pack, now) + ".";
}

}  // namespace pochin::server
