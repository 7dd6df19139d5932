#include "shared/application/closing.h"

#include <algorithm>

#include "shared/application/event_parts.h"
#include "shared/application/requirements.h"
#include "shared/base/tr.h"

namespace pochin::application {

bool may_remark(const Application& application, const Workflow& workflow, const Actor& actor) {
  return std::ranges::any_of(allowed_actions(application, workflow, actor), &Transition::needs_remarks);
}

std::expected<Event, Refusal> close_remark(const Application& application, const Rules& rules, const Actor& actor,
                                           std::string_view remark, bool closed, Instant now) {
  const auto found = std::ranges::find(application.remarks, remark, &Remark::id);
  if (found == application.remarks.end()) return refuse(Refusal::Code::unknown_field, tr("Такого замечания нет"));
  if (!may_remark(application, rules.workflow, actor))
    return refuse(Refusal::Code::not_allowed, tr("Снять замечание может тот, кто сейчас рассматривает заявку"));
  if (!found->resolved || closed)
    return refuse(Refusal::Code::wrong_state, tr("Снимают замечание, на которое заявитель ответил, и один раз"));
  Event event = next_event<Event>(application, actor, EventKind::remark_resolved, now);
  event.action = kCloseRemark;
  event.title = tr("Замечание снято");
  for (const Transition* each : allowed_actions(application, rules.workflow, actor))
    if (each->needs_remarks) event.role = acting_role(application.author_id, actor, each->roles);
  event.resolved.push_back(found->id);
  return event;
}

}  // namespace pochin::application
