// Campaigns as the wire shows them.
#pragma once
#include "server/api/voting/campaign.h"

namespace pochin::server {

std::string money_text(Money money);  // "1500000.00"
std::string hex_of(const Bytes& bytes);
std::optional<Bytes> bytes_from_hex(std::string_view text);  // 32 of them

// What a list shows, and with `whole` what a page shows besides.
Json campaign_json(Db& db, const Context& context, const LiveCampaign& campaign, bool whole);
// In the order of numbers; of one district when it is named.
Json campaign_projects_json(const Context& context, const LiveCampaign& campaign, std::string_view district);
std::string district_label(const Context& context, std::string_view district);
// The key that the protocol of the opening names; of a campaign opened before protocols named one, today's. Base64.
std::string log_key(const Context& context, const LiveCampaign& campaign);
Json head_json(const Context& context, const LiveCampaign& campaign, const TreeHeadRow& head);

}  // namespace pochin::server
