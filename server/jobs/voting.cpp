#include "server/jobs/voting.h"

#include "server/api/campaign_acts.h"

namespace pochin::server {
namespace {

struct Work {
  std::string campaign;
  bool seal = false;
};

bool is_over(CampaignState state) { return state != CampaignState::open && state != CampaignState::announced; }

Checked<std::vector<Work>> find_work(Context& context, const std::map<std::string, Instant>& sealed) {
  const auto interval = std::chrono::seconds(context.config.voting.seal_seconds);
  return look(context, [&](Db& db) -> Checked<std::vector<Work>> {
    std::vector<Work> list;
    for (const std::string& id : approved_campaigns(db)) {
      const auto campaign = campaign_of(db, context, id);
      if (!campaign) continue;
      const auto last = sealed.find(id);
      const bool due = last == sealed.end() || later(last->second, interval) <= context.login_now();
      const bool waits = has_pending(db, id) || !last_tree_head(db, id);
      if (waits && (due || is_over((*campaign)->state(context.now())))) list.push_back({id, true});
    }
    return list;
  });
}

Checked<bool> tell(Context& context) {
  std::vector<std::pair<std::string, voting::Signal>> signals;
  {
    const std::lock_guard lock(context.voting->mutex);
    signals.swap(context.voting->signals);
  }
  if (signals.empty()) return false;
  return change(context, [&](Db& db) -> Checked<bool> {
    for (const auto& [campaign, signal] : signals)
      add_incident(db, campaign, code_of(signal.kind), signal.text, context.now());
    return true;
  });
}

}  // namespace

std::vector<std::string> VotingClock::tick(Context& context) {
  std::vector<std::string> trouble;
  const auto work = find_work(context, sealed_);
  if (!work) return {work.error().detail};
  for (const Work& each : *work) {
    const auto done = change(context, [&](Db& db) -> Checked<bool> {
      const auto campaign = campaign_of(db, context, each.campaign);
      if (!campaign) return std::unexpected(campaign.error());
      return seal_campaign(db, context, **campaign);
    });
    if (done) {
      sealed_[each.campaign] = context.login_now();
      context.cache.changed();
    } else {
      context.voting->log.forget(each.campaign);
      trouble.push_back(tr("журнал голосования {}: {} ({})", each.campaign, done.error().detail, done.error().code));
    }
  }
  if (const auto told = tell(context); !told) trouble.push_back(told.error().detail);
  return trouble;
}

}  // namespace pochin::server
