#include "server/jobs/voting.h"

#include "server/api/voting/campaign_acts.h"

namespace pochin::server {
namespace {

bool is_over(CampaignState state) { return state != CampaignState::open && state != CampaignState::announced; }

Checked<std::vector<std::string>> find_work(Context& context, const std::map<std::string, Instant>& sealed) {
  const auto interval = std::chrono::seconds(context.config.voting.seal_seconds);
  return look(context, [&](Db& db) -> Checked<std::vector<std::string>> {
    std::vector<std::string> list;
    for (const std::string& id : approved_campaigns(db)) {
      const auto campaign = campaign_of(db, context, id);
      if (!campaign) continue;
      const auto last = sealed.find(id);
      const bool due = last == sealed.end() || later(last->second, interval) <= context.login_now();
      const bool waits = has_pending(db, id) || !last_tree_head(db, id);
      const bool over = is_over((*campaign)->state(context.now()));
      const bool ended = !(*campaign)->closed_at && context.now() >= (*campaign)->rules.closes;
      if (ended || (waits && (due || over))) list.push_back(id);
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
  for (const std::string& id : *work) {
    bool closed = false;
    const auto done = change(context, [&](Db& db) -> Checked<bool> {
      const auto campaign = campaign_of(db, context, id);
      if (!campaign) return std::unexpected(campaign.error());
      closed = write_closing(db, context, **campaign);
      return seal_campaign(db, context, **campaign);
    });
    if (closed) forget_campaign(context, id);  // what was read before the commit may be of before
    if (done) {
      sealed_[id] = context.login_now();
      context.cache.changed();
    } else {
      context.voting->log.forget(id);
      forget_acts(context, id);
      trouble.push_back(tr("журнал голосования {}: {} ({})", id, done.error().detail, done.error().code));
    }
  }
  if (const auto told = tell(context); !told) trouble.push_back(told.error().detail);
  return trouble;
}

VotingThread::VotingThread(Context& context, std::chrono::milliseconds every,
                           std::function<void(const std::string&)> trouble) {
  thread_ = std::thread([this, &context, every, trouble = std::move(trouble)] {
    VotingClock clock;
    std::unique_lock lock(mutex_);
    while (!stop_) {
      lock.unlock();
      for (const std::string& line : clock.tick(context)) trouble(line);
      lock.lock();
      wake_.wait_for(lock, every, [this] { return stop_; });
    }
  });
}

VotingThread::~VotingThread() {
  {
    const std::lock_guard lock(mutex_);
    stop_ = true;
  }
  wake_.notify_all();
  thread_.join();
}

}  // namespace pochin::server
