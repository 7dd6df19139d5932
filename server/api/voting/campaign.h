// A voting campaign as the server works with it: its rules, its list of projects, what people have decided about it.
#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/handling/context.h"
#include "server/store/campaigns.h"
#include "server/voting/keys.h"
#include "server/voting/log.h"
#include "shared/voting/ballot.h"
#include "shared/voting/campaign.h"
#include "shared/voting/signals.h"
#include "shared/voting/terms.h"

namespace pochin::server {

enum class CampaignState { announced, open, closed, published, annulled, frozen };
std::span<const Name<CampaignState>> names(CampaignState);

// Never changes once made; a new act makes a new one.
struct LiveCampaign {
  std::string id;                    // as the wire names it: "spb.2027-city"
  const LoadedPack* pack = nullptr;  // the version it runs by
  voting::Campaign rules;            // once opened its end is its own: as it was opened, or as an act moved it
  bool approved = false;             // the list of projects is fixed
  std::vector<CampaignProjectRow> projects;
  std::vector<voting::BallotProject> ballot_projects;  // the same
  std::vector<std::string> districts;                  // that have projects, in order
  voting::Terms terms;                                 // the same and how it is counted
  std::string terms_text, terms_hash;                  // as opened; empty before, and where it was opened without
  CampaignKeys keys;                                   // of an approved one
  std::vector<CampaignActRow> acts;
  bool frozen = false, published = false, annulled = false;
  std::set<std::string, std::less<>> frozen_projects;  // that take no votes
  std::optional<Instant> closed_at;                    // written down, by people or by the clock: never taken back
  std::string log_key;                                 // that the protocol of the opening names; may be empty

  CampaignState state(Instant now) const;
  bool takes_ballots(Instant now) const { return state(now) == CampaignState::open; }
  const CampaignProjectRow* project(std::string_view id) const;
};

// What the server keeps for voting beside the store.
struct Voting {
  Voting(VotingKeys made, std::int64_t alarm_per_minute) : keys(std::move(made)), watch(alarm_per_minute) {}
  VotingKeys keys;
  VotingLog log;
  std::mutex mutex;
  std::map<std::string, std::shared_ptr<const LiveCampaign>, std::less<>> live;  // approved ones
  std::map<std::string, std::size_t, std::less<>> most_acts;                     // that have been seen of each of them
  struct Announced {
    std::uint64_t version = 0;  // of the public data it was made from (PublicCache)
    std::shared_ptr<const LiveCampaign> campaign;
  };
  std::map<std::string, Announced, std::less<>> announced;  // whose lists are not fixed yet
  voting::RateWatch watch;
  std::vector<std::pair<std::string, voting::Signal>> signals;  // that observers have not been told yet
};

// 404 when no practice has it. What was approved is kept in memory; else the list is what stands now.
Checked<std::shared_ptr<const LiveCampaign>> campaign_of(Db& db, const Context& context, std::string_view id);
// For votes that were opened before their end was written down: their end of today is.
Checked<bool> write_missing_ends(Db& db, const Context& context);
// Outside of a transaction of the caller.
Checked<std::shared_ptr<const LiveCampaign>> find_campaign(Context& context, std::string_view id);
// Of every practice, those of the current cycle; of each practice in the pack's order.
std::vector<std::shared_ptr<const LiveCampaign>> all_campaigns(Db& db, const Context& context,
                                                               std::string_view practice);
// After an act: what was known is read again, and what knows of fewer acts than these is not kept.
void forget_campaign(const Context& context, std::string_view id, std::size_t acts = 0);
// And when an act that was seen has not been committed after all.
void forget_acts(const Context& context, std::string_view id);

// What will be fixed when the list is approved: the campaign of the pack as it stands now, `incompatible` added to what
// the pack says (shared/voting/terms.h).
std::string terms_to_open(const LiveCampaign& campaign, const std::vector<std::vector<std::string>>& incompatible);
// Fixes it: the terms, the list and the end become rows. 409 when there are no projects or it is fixed already.
Checked<bool> approve_campaign(Db& db, const Context& context, const LiveCampaign& campaign,
                               const std::vector<std::vector<std::string>>& incompatible);

}  // namespace pochin::server
