#include "server/jobs/due.h"

#include <set>

#include "server/api/application/record.h"
#include "server/store/applications.h"

namespace pochin::server {
namespace {

constexpr int kLongestChain = 10;  // automatic moves of one application in one run

std::set<application::State> states_of(const practice::Pack& pack) {
  std::set<application::State> states;
  for (const application::Transition& each : pack.workflow.transitions)
    if (each.automatic()) states.insert(each.from.begin(), each.from.end());
  return states;
}

// Makes the first move that is due; false when there is none.
Checked<bool> move_once(Db& db, Context& context, const std::string& id) {
  auto row = application(db, id);
  if (!row) return false;
  const auto record = record_of(db, context, *std::move(row));
  if (!record) return std::unexpected(record.error());
  const Instant now = context.now();
  const application::Workflow& workflow = record->pack->pack.workflow;
  const auto due = application::due_transitions(record->object, workflow, record->clock, now);
  if (!due || due->empty()) return false;
  const auto event = application::decide(record->object, record->rules(now), application::clock_actor(),
                                         due->front()->action, {}, now);
  if (!event) return false;
  application::Application after = record->object;
  application::apply(after, *event);
  return store_event(db, *record, after, *event);
}

Checked<bool> move_all(Db& db, Context& context, const std::string& id) {
  bool moved = false;
  for (int i = 0; i < kLongestChain; ++i) {
    const auto once = move_once(db, context, id);
    if (!once) return std::unexpected(once.error());
    if (!*once) break;
    moved = true;
  }
  return moved;
}

std::string trouble_with(const std::string& id, const Problem& problem) {
  return tr("заявка {}: {} ({})", id, problem.detail, problem.code);
}

// Those that are due, found without holding the writer.
std::vector<std::string> due_now(Context& context, const JobTime& time, JobDone& made) {
  const auto found = look(context, [&](Db& db) -> Checked<std::vector<std::string>> {
    std::vector<std::string> due;
    for (const LoadedPack* pack : context.packs.versions())
      for (const application::State state : states_of(pack->pack))
        for (ApplicationRow& row : applications_in_state(db, pack->pack.id, pack->pack.version, code_of(state))) {
          if ((made.more = time.stopping())) return due;
          std::string id = row.id;
          const auto record = record_of(db, context, std::move(row));
          if (!record) {
            made.trouble.push_back(trouble_with(id, record.error()));
            continue;
          }
          const auto moves =
              application::due_transitions(record->object, pack->pack.workflow, record->clock, context.now());
          if (moves && !moves->empty()) due.push_back(std::move(id));
        }
    return due;
  });
  if (found) return *found;
  made.trouble.push_back(found.error().detail);
  return {};
}

}  // namespace

JobDone make_due_moves(Context& context, const JobTime& time) {
  JobDone made;
  std::int64_t tried = 0;
  for (const std::string& id : due_now(context, time, made)) {
    if ((made.more = time.ends_after(tried++))) break;
    const auto done = change(context, [&](Db& db) { return move_all(db, context, id); });
    if (!done)
      made.trouble.push_back(trouble_with(id, done.error()));
    else if (*done)
      ++made.done;
  }
  if (made.done > 0) context.cache.changed();
  return made;
}

}  // namespace pochin::server
