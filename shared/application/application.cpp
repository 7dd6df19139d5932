#include "shared/application/application.h"

#include <algorithm>
#include <nlohmann/json.hpp>

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
}

void apply_moved(Application& application, const Event& event) {
  if (event.to == State::returned_for_revision) application.returned_from = event.from;
  if (event.from == State::returned_for_revision) application.returned_from.reset();
  if (event.from == State::draft && event.to != State::withdrawn && !application.submitted_at)
    application.submitted_at = event.at;
  if (event.to == State::formal_check && !application.registered_at) application.registered_at = event.at;
  application.state = event.to;
}

void resolve(Application& application, const Event& event) {
  for (Remark& remark : application.remarks)
    if (std::ranges::find(event.resolved, remark.id) != event.resolved.end()) {
      remark.resolved = true;
      remark.resolved_at = event.at;
    }
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
  application.version = event.seq;
  application.updated_at = event.at;
}

Result<Application> replay(const std::vector<Event>& events) {
  Application application;
  for (const Event& event : events) {
    const bool first = application.version == 0;
    if (event.seq != application.version + 1 || first != (event.kind == EventKind::created))
      return fail("broken_history", tr("История заявки повреждена: событие {} стоит не на своём месте", event.seq));
    apply(application, event);
  }
  if (application.version == 0) return fail("broken_history", std::string(tr("История заявки пуста")));
  return application;
}

}  // namespace pochin::application
