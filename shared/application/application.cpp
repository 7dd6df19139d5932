#include "shared/application/application.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "shared/application/closing.h"
#include "shared/base/tr.h"

namespace pochin::application {
namespace {

void apply_created(Application& application, const Event& event) {
  application.id = event.application;
  application.practice = event.practice;
  application.pack_version = event.pack_version;
  application.municipality = event.municipality;
  application.author_id = event.actor_id;
  application.author = event.actor;
  application.created_at = event.at;
  application.state = event.to;
  application.path = {{event.to, event.at}};
}

void apply_moved(Application& application, const Event& event) {
  if (event.to == State::returned_for_revision) application.returned_from = event.from;
  if (event.from == State::returned_for_revision) application.returned_from.reset();
  if (is_preparing(event.from) && !is_preparing(event.to) && !info(event.to).exit && !application.submitted_at)
    application.submitted_at = event.at;
  if (event.to == State::formal_check && !application.registered_at) application.registered_at = event.at;
  application.state = event.to;
  application.path.push_back({event.to, event.at});
  application.ground = event.ground;
}

void resolve(Application& application, const Event& event) {
  for (Remark& remark : application.remarks)
    if (!remark.resolved && std::ranges::find(event.resolved, remark.id) != event.resolved.end()) {
      remark.resolved = true;
      remark.resolved_at = event.at;
    }
}

// What keeps the event from being the next one; "" = it fits.
std::string_view misfit(const Application& application, const Event& event) {
  const bool first = application.version == 0;
  if (event.seq != application.version + 1) return tr("номер события не следующий по порядку");
  if (first != (event.kind == EventKind::created)) return tr("история начинается созданием заявки, и только один раз");
  if (!first && event.from != application.state) return tr("событие начинается не в том состоянии, в котором заявка");
  if (event.kind != EventKind::moved && event.from != event.to) return tr("состояние меняет только действие");
  for (const std::string& id : event.resolved) {
    const auto found = std::ranges::find(application.remarks, id, &Remark::id);
    const bool closes = event.action == kCloseRemark;  // only what was answered is closed
    if (found == application.remarks.end() || found->resolved != closes)
      return tr("исправлено замечание, которого нет");
  }
  return {};
}

}  // namespace

int Application::open_remarks() const {
  return static_cast<int>(std::ranges::count(remarks, false, &Remark::resolved));
}

void apply(Application& application, const Event& event) {
  if (event.kind == EventKind::created) apply_created(application, event);
  if (event.kind == EventKind::moved) apply_moved(application, event);
  form::merge(application.answers, event.set, event.unset);
  resolve(application, event);
  application.remarks.insert(application.remarks.end(), event.remarks.begin(), event.remarks.end());
  if (!event.number.empty()) application.number = event.number;
  if (event.refinement) application.refinement_offered = true;
  if (event.link) application.links.push_back(*event.link);
  application.version = event.seq;
  application.updated_at = event.at;
}

Result<Application> replay(const std::vector<Event>& events) {
  Application application;
  for (std::size_t i = 0; i < events.size(); ++i) {
    if (const std::string_view why = misfit(application, events[i]); !why.empty())
      return fail("broken_history", tr("История заявки повреждена на событии {}: {}", events[i].seq, why),
                  "events/" + std::to_string(i));
    apply(application, events[i]);
  }
  if (application.version == 0) return fail("broken_history", std::string(tr("История заявки пуста")));
  return application;
}

}  // namespace pochin::application
