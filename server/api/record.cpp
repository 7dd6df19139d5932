#include "server/api/record.h"

#include <utility>

#include "server/api/present.h"
#include "server/api/text.h"

namespace pochin::server {
namespace {

std::string_view kind_code(application::EventKind kind) {
  switch (kind) {
    case application::EventKind::created:
      return "created";
    case application::EventKind::answers_changed:
      return kAnswersChanged;
    case application::EventKind::moved:
      return "moved";
    case application::EventKind::remark_resolved:
      return "remark_resolved";
  }
  std::unreachable();
}

EventRow event_row(const application::Event& event) {
  return {.seq = event.seq,
          .at = event.at,
          .kind = std::string(kind_code(event.kind)),
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

application::Application object_of(const ApplicationRow& row, form::Answers answers,
                                   const std::vector<RemarkRow>& remarks) {
  application::Application object;
  object.id = row.id;
  object.practice = row.practice;
  object.pack_version = row.pack_version;
  object.municipality = row.municipality;
  object.author_id = person_id(row.author);
  object.author = row.author_name;
  object.number = row.number.value_or("");
  object.state = application::state_from(row.state).value_or(application::State::draft);
  if (row.returned_from) object.returned_from = application::state_from(*row.returned_from);
  object.version = row.version;
  object.answers = std::move(answers);
  for (const RemarkRow& r : remarks) {
    object.remarks.push_back({.id = r.id,
                              .field = r.field,
                              .text = r.text,
                              .author = r.author,
                              .at = r.at,
                              .resolved = r.resolved.has_value(),
                              .resolved_at = r.resolved});
  }
  object.created_at = row.created;
  object.updated_at = row.updated;
  object.submitted_at = row.submitted;
  object.registered_at = row.registered;
  return object;
}

}  // namespace

application::Rules Record::rules(Instant now) const {
  return {.workflow = pack->pack.workflow,
          .form = pack->pack.form,
          .facts = facts,
          .intake_open = practice::intake_open(calendar->pack, now),
          .calendar = working_days};
}

Checked<Record> load_record(Db& db, const Context& context, const Viewer& viewer, std::string_view id) {
  auto row = application(db, id);
  if (!row || !may_read(viewer, *row)) return std::unexpected(not_found(say("Такой заявки нет или она вам не видна.")));
  const LoadedPack* pack = context.pack(row->practice, row->pack_version);
  if (!pack) return std::unexpected(problem(503, "pack_missing", say("Правила этой заявки не загружены.")));
  auto answers = answers_of(*pack, *row);
  if (!answers)
    return std::unexpected(problem(503, "damaged", say("Заявка повреждена в хранилище. Сообщите в поддержку.")));
  Record record;
  record.pack = pack;
  record.calendar = &context.packs.calendar(*pack);
  record.facts = facts_of(context, *pack, row->municipality, context.now());
  record.working_days = &context.working_days;
  record.object = object_of(*row, *std::move(answers), remarks(db, id));
  record.row = *std::move(row);
  return record;
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
  const Zone zone{pack.zone_name, pack.zone_minutes};
  for (const practice::Stage& stage : pack.stages) {
    if (!stage.intake) continue;
    if (now < stage.from) return tr("Приём заявок начнётся {}.", format_local(stage.from, zone));
    if (stage.to <= now) return tr("Приём заявок закончился {}.", format_local(stage.to, zone));
  }
  return say("Сейчас заявки не принимаются.");
}

}  // namespace pochin::server
