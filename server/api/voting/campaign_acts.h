// Acts of people over a campaign: each with its protocol, each by two.
#pragma once
#include "server/api/voting/campaign.h"
#include "server/api/voting/campaign_move.h"
#include "shared/access/access.h"

namespace pochin::server {

access::Target campaign_target(const LiveCampaign& campaign);
// The counting commission: who holds the commission's roles in the practice.
access::Target annulment_target(Db& db, const LiveCampaign& campaign);

// The act itself, in the transaction that allows it. `details` are those that were asked for.
struct CampaignAct {
  CampaignMove move;
  std::string protocol, reason;
  Json details = Json::object();
  std::string asked_by, approved_by;
};
Checked<bool> do_campaign_act(Db& db, Context& context, const LiveCampaign& campaign, const CampaignAct& act);

// A vote whose time is over is closed, once and for good, with a trace of it. False when there was nothing to write. In
// a transaction of the caller.
bool write_closing(Db& db, Context& context, const LiveCampaign& campaign);

// Entries that wait join the log and a head is signed; also at the close. False when there was nothing to do.
Checked<bool> seal_campaign(Db& db, Context& context, const LiveCampaign& campaign);

}  // namespace pochin::server
