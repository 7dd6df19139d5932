#include "shared/application/decide.h"

#include <algorithm>

#include "shared/access/role.h"
#include "shared/application/event_parts.h"
#include "shared/application/requirements.h"
#include "shared/base/tr.h"

namespace pochin::application {
namespace {

std::string role_for(const Application& application, const Actor& actor, const std::vector<std::string>& wanted) {
  return acting_role(application.author_id, actor, wanted);
}

bool in(const std::vector<State>& states, State state) { return std::ranges::find(states, state) != states.end(); }

std::string wrong_state(const Application& application) {
  return tr("Сейчас это действие недоступно. Состояние заявки: «{}»", title_of(application.state));
}

// The code of the event's own remark: unique within the application.
std::string remark_id(int64_t seq, std::size_t index) {
  return "r" + std::to_string(seq) + "_" + std::to_string(index + 1);
}

// The fields of the event and the named formulas that depend on them.
std::vector<std::string> changed_by(const Event& event, const form::Form& form) {
  std::vector<std::string> names = event.unset;
  for (const auto& [id, answer] : event.set) names.push_back(id);
  for (const form::NamedFormula& each : form.derived)
    if (std::ranges::find_first_of(each.reads, names) != each.reads.end()) names.push_back(each.name);
  return names;
}

// What an official typed must be what its field takes: nobody checks it later, as the applicant's is at the submission.
void check_typed(const form::Environment& environment, const Event& event, std::vector<form::Problem>& problems) {
  for (const auto& [id, answer] : event.set) {
    const form::Field* field = environment.form().field(id);
    if (!field || field->privacy != form::Privacy::staff) continue;
    for (form::Problem& each : form::check_field(environment, id, form::Level::draft))
      if (each.severity == form::Severity::error) problems.push_back(std::move(each));
  }
}

// The staff's fields that the change has made necessary, or has emptied while they are: a field is asked again when it
// or something its condition reads is changed.
std::expected<void, Refusal> check_staff(const Application& before, const Rules& rules, const Event& event) {
  const std::vector<std::string> changed = changed_by(event, rules.form);
  const auto is_changed = [&](const std::string& id) { return std::ranges::find(changed, id) != changed.end(); };
  std::vector<const form::Field*> asked;
  for (const form::Section* section : rules.form.sections(true))
    for (const form::Field& field : section->fields)
      if (field.privacy == form::Privacy::staff && !field.required.empty() &&
          (is_changed(field.id) || std::ranges::any_of(formula::names(field.required), is_changed)))
        asked.push_back(&field);
  Application after = before;
  apply(after, event);
  const form::Environment environment(rules.form, after.answers, rules.facts, rules.working_days());
  std::vector<form::Problem> problems;
  check_typed(environment, event, problems);
  for (const form::Field* field : asked) {
    if (form::is_blank(after.answers, field->id) && environment.visible(*field) && environment.required(*field))
      problems.push_back(
          problem(field->id, "missing", field->missing.empty() ? tr("Заполните «{}»", field->label) : field->missing));
  }
  if (problems.empty()) return {};
  std::string message = problems.front().message;
  return refuse(Refusal::Code::invalid, std::move(message), std::move(problems));
}

// What the staff fills: the fields that the pack calls so, of any section.
const Editing& editing_of(const Workflow& workflow, const form::Form& form, const form::Field& field) {
  if (field.privacy != form::Privacy::staff) return workflow.applicant;
  const form::Section* section = form.section_of(field.id);
  return section ? workflow.staff_of(section->id) : workflow.staff;
}

}  // namespace

std::string_view code_of(Refusal::Code code) {
  switch (code) {
    case Refusal::Code::unknown_action:
      return "unknown_action";
    case Refusal::Code::wrong_state:
      return "wrong_state";
    case Refusal::Code::not_allowed:
      return "not_allowed";
    case Refusal::Code::intake_closed:
      return "intake_closed";
    case Refusal::Code::guard:
      return "guard";
    case Refusal::Code::comment_needed:
      return "comment_needed";
    case Refusal::Code::remarks_needed:
      return "remarks_needed";
    case Refusal::Code::ground_needed:
      return "ground_needed";
    case Refusal::Code::refinement_needed:
      return "refinement_needed";
    case Refusal::Code::document_missing:
      return "document_missing";
    case Refusal::Code::too_early:
      return "too_early";
    case Refusal::Code::unknown_field:
      return "unknown_field";
    case Refusal::Code::invalid:
      return "invalid";
  }
  return "not_allowed";
}

std::string acting_role(std::string_view author_id, const Actor& actor, const std::vector<std::string>& wanted) {
  for (const std::string& role : wanted) {
    if (role == "author" && !actor.id.empty() && actor.id == author_id) return role;
    if (std::ranges::find(actor.roles, role) != actor.roles.end()) return role;
  }
  return {};
}

Actor clock_actor() { return {"", std::string(tr("Портал")), {std::string(kClockRole)}}; }

Event create(std::string id, std::string practice, std::string pack_version, std::string municipality,
             const Actor& actor, const Workflow& workflow, Instant now) {
  Event event;
  event.seq = 1;
  event.at = now;
  event.kind = EventKind::created;
  event.actor_id = actor.id;
  event.actor = actor.name;
  event.role = "author";
  event.action = "create";
  event.title = tr("Черновик создан");
  event.from = event.to = workflow.initial;
  event.application = std::move(id);
  event.practice = std::move(practice);
  event.pack_version = std::move(pack_version);
  event.municipality = std::move(municipality);
  return event;
}

bool can_edit(const Application& application, const Workflow& workflow, const Actor& actor) {
  return in(workflow.applicant.states, application.state) &&
         !role_for(application, actor, workflow.applicant.roles).empty();
}

std::expected<void, Refusal> may_fill(const Application& application, const Workflow& workflow, const form::Form& form,
                                      const form::Field& field, const Actor& actor) {
  const Editing& editing = editing_of(workflow, form, field);
  if (role_for(application, actor, editing.roles).empty())
    return refuse(Refusal::Code::not_allowed, tr("У вас нет права заполнять это поле"),
                  {problem(field.id, "not_allowed", tr("Это поле заполняете не вы"))});
  if (!in(editing.states, application.state)) return refuse(Refusal::Code::wrong_state, wrong_state(application));
  return {};
}

std::expected<void, Refusal> may_start(const Workflow& workflow, const Actor& actor) {
  if (!acting_role(actor.id, actor, workflow.applicant.roles).empty()) return {};
  std::string who;
  for (const std::string& code : workflow.applicant.roles)
    if (const auto role = access::role_from(code)) who += (who.empty() ? "" : ", ") + std::string(title_of(*role));
  return refuse(Refusal::Code::not_allowed,
                tr("Заявку в этой практике начинает не житель. Кто может: {}. Обратитесь в свою администрацию", who));
}

std::expected<Event, Refusal> change_answers(const Application& application, const Rules& rules, const Actor& actor,
                                             form::Answers set, std::vector<std::string> unset, Instant now) {
  const auto check = [&](std::string_view id) -> std::expected<void, Refusal> {
    const form::Field* field = rules.form.field(id);
    if (!field || !field->answerable())
      return refuse(Refusal::Code::unknown_field, tr("В форме нет поля «{}»", id),
                    {problem(std::string(id), "unknown_field", tr("Такого поля нет в форме"))});
    if (auto fine = may_fill(application, rules.workflow, rules.form, *field, actor); !fine) return fine;
    return {};
  };
  for (const auto& [id, answer] : set)
    if (auto fine = check(id); !fine) return std::unexpected(std::move(fine.error()));
  for (const std::string& id : unset)
    if (auto fine = check(id); !fine) return std::unexpected(std::move(fine.error()));

  Event event = next_event<Event>(application, actor, EventKind::answers_changed, now);
  event.action = "save";
  event.title = tr("Ответы сохранены");
  event.role = role_for(application, actor, rules.workflow.applicant.roles);
  if (event.role.empty()) event.role = role_for(application, actor, rules.workflow.staff.roles);
  for (const SectionEditing& each : rules.workflow.sections)
    if (event.role.empty()) event.role = role_for(application, actor, each.editing.roles);
  event.set = std::move(set);
  event.unset = std::move(unset);
  if (auto whole = check_staff(application, rules, event); !whole) return std::unexpected(std::move(whole.error()));
  return event;
}

std::expected<Event, Refusal> decide(const Application& application, const Rules& rules, const Actor& actor,
                                     std::string_view action, const ActionInput& input, Instant now) {
  const auto& all = rules.workflow.transitions;
  if (std::ranges::find(all, action, &Transition::action) == all.end())
    return refuse(Refusal::Code::unknown_action, tr("Такого действия нет: «{}»", action));
  const Transition* transition = nullptr;  // the one of this state that the actor may make
  bool of_this_state = false;
  std::string role;
  for (const Transition& each : all) {
    if (each.action != action || !in(each.from, application.state)) continue;
    of_this_state = true;
    role = role_for(application, actor, each.roles);
    if (!role.empty()) {
      transition = &each;
      break;
    }
  }
  if (!of_this_state) return refuse(Refusal::Code::wrong_state, wrong_state(application));
  if (!transition) return refuse(Refusal::Code::not_allowed, tr("У вас нет права на это действие"));

  if (auto fine = check_requirements(application, rules, *transition, input, now); !fine)
    return std::unexpected(std::move(fine.error()));

  Event event = next_event<Event>(application, actor, EventKind::moved, now);
  event.role = role;
  event.action = transition->action;
  event.title = transition->done;
  event.to = transition->to ? *transition->to : application.returned_from.value_or(rules.workflow.initial);
  event.comment = input.comment;
  event.ground = input.ground;
  event.refinement = transition->offers_refinement;
  if (transition->gives_number && application.number.empty())
    event.number = registration_number(rules.workflow.number_format, input.next_number);
  for (std::size_t i = 0; i < input.remarks.size(); ++i)
    event.remarks.push_back(
        {remark_id(event.seq, i), input.remarks[i].field, input.remarks[i].text, actor.name, now, false, {}});
  // What was asked for is answered by sending the application again.
  if (event.from == State::returned_for_revision && event.to != State::withdrawn)
    for (const Remark& remark : application.remarks)
      if (!remark.resolved) event.resolved.push_back(remark.id);
  return event;
}

std::expected<Event, Refusal> resolve_remark(const Application& application, const Rules& rules, const Actor& actor,
                                             std::string_view remark, Instant now) {
  const auto found = std::ranges::find(application.remarks, remark, &Remark::id);
  if (found == application.remarks.end() || found->resolved)
    return refuse(Refusal::Code::unknown_field, tr("Такого открытого замечания нет"));
  if (!can_edit(application, rules.workflow, actor))
    return refuse(Refusal::Code::not_allowed, tr("Отметить замечание исправленным может тот, кто правит заявку"));
  Event event = next_event<Event>(application, actor, EventKind::remark_resolved, now);
  event.action = "resolve";
  event.title = tr("Замечание исправлено");
  event.role = role_for(application, actor, rules.workflow.applicant.roles);
  event.resolved.push_back(found->id);
  return event;
}

std::vector<const Transition*> allowed_actions(const Application& application, const Workflow& workflow,
                                               const Actor& actor) {
  std::vector<const Transition*> allowed;
  for (const Transition& each : workflow.transitions)
    if (in(each.from, application.state) && !role_for(application, actor, each.roles).empty()) allowed.push_back(&each);
  return allowed;
}

}  // namespace pochin::application
