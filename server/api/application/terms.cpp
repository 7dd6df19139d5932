#include "server/api/application/terms.h"

#include <algorithm>

#include "server/api/application/life.h"
#include "server/api/handling/text.h"
#include "shared/application/deadlines.h"

namespace pochin::server {
namespace {

constexpr std::int64_t kSoon = std::int64_t{3} * 24 * 3600 * 1000;  // the last three days are said in another tone

Json shown(std::string text, Instant end, bool late, Instant now) {
  const bool soon = stored(end) - stored(now) < kSoon;
  return {{"text", std::move(text)}, {"tone", late ? "danger" : soon ? "warning" : "neutral"}};
}

Json intake_term(const Context& context, const LoadedPack& pack) {
  const Instant now = context.now();
  const practice::StageNow stage = practice::stage_at(context.packs.calendar(pack).pack, now);
  if (!stage.stage || !stage.stage->intake || stage.state != practice::StageState::open) return nullptr;
  return shown(stage.deadline, stage.stage->to, false, now);
}

bool begins_here(const practice::Pack& pack, const application::Deadline& each, application::State state) {
  return pack.workflow.find(each.action, state) != nullptr;
}

// Late ones first, then the nearest; what stands still while the author has the application comes last.
bool sooner(const application::Deadline& a, const application::Deadline& b) {
  if (a.paused != b.paused) return b.paused;
  if (a.late != b.late) return a.late;
  return a.end < b.end;
}

}  // namespace

Json term_json(const Context& context, Db& db, const ApplicationRow& row, bool mine) {
  const LoadedPack* pack = context.pack(row.practice, row.pack_version);
  const auto state = application::state_from(row.state);
  if (!pack || !state || application::info(*state).exit) return nullptr;
  if (application::is_preparing(*state)) return intake_term(context, *pack);
  const auto life = life_of(db, row, *pack);
  if (!life) return nullptr;
  const application::Clock clock{context.working_days, pack->pack.zone()};
  const Instant now = context.now();
  auto running = application::deadlines(*life, pack->pack.workflow, clock, now);
  if (!running) return nullptr;
  const bool returned = *state == application::State::returned_for_revision;
  std::erase_if(*running, [&](const application::Deadline& each) {
    return each.automatic || (returned && mine != begins_here(pack->pack, each, *state));
  });
  const auto first = std::ranges::min_element(*running, sooner);
  if (first != running->end())
    return shown(application::deadline_text(*first, clock.zone), first->end, first->late, now);
  // A returned application may be handed in only while intake is open: where the rules say so, that is its term.
  const application::Transition* again = returned ? pack->pack.workflow.find("resubmit", *state) : nullptr;
  return again && again->needs_open_intake ? intake_term(context, *pack) : Json(nullptr);
}

}  // namespace pochin::server
