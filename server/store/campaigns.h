// Campaigns with their projects and the acts of people over them. Functions throw SQLite::Exception.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/db.h"
#include "shared/base/instant.h"

namespace pochin::server {

struct CampaignRow {
  std::string id = {};  // "spb.2027-city"
  std::string practice = {}, pack_version = {};
  std::string campaign = {};  // its id in the pack
  Bytes salt = {};
  std::string incompatible = {};  // JSON, as BallotRules has it
  Instant approved = {};
};

struct CampaignProjectRow {
  std::string project = {}, number = {}, title = {}, summary = {};
  std::string district = {};
  std::int64_t cost = 0;  // kopecks
  std::optional<Instant> submitted = {};
};

struct CampaignActRow {
  std::int64_t seq = 0;
  std::string action = {};  // "open", "close", "publish", "freeze", "unfreeze", "annul"
  std::string protocol = {}, reason = {};
  std::string details = {};  // JSON
  std::string asked_by = {}, approved_by = {};
  Instant at = {};
};

struct CampaignResultRow {
  std::int64_t seq = 0;
  std::string seed = {};
  std::string body = {};          // JSON as the wire gives it
  std::string opening_hash = {};  // SHA-256 of the opening file
  Instant at = {};
};

struct IncidentRow {
  std::int64_t seq = 0;
  Instant at = {};
  std::string kind = {}, text = {};
};

void add_campaign(Db& db, const CampaignRow& row, const std::vector<CampaignProjectRow>& projects);
std::optional<CampaignRow> find_campaign(Db& db, std::string_view id);
std::vector<std::string> approved_campaigns(Db& db);
std::vector<CampaignProjectRow> campaign_projects(Db& db, std::string_view campaign);

// Gives the act its number.
void add_campaign_act(Db& db, std::string_view campaign, const CampaignActRow& act);
std::vector<CampaignActRow> campaign_acts(Db& db, std::string_view campaign);

void add_campaign_result(Db& db, std::string_view campaign, const CampaignResultRow& result);
std::optional<CampaignResultRow> last_campaign_result(Db& db, std::string_view campaign);

// Who holds the role now, and how far.
struct RoleHolder {
  std::int64_t person = 0;
  std::string scope;
};
std::vector<RoleHolder> holders_of(Db& db, std::string_view role);

void add_incident(Db& db, std::string_view campaign, std::string_view kind, std::string_view text, Instant at);
std::vector<IncidentRow> incidents(Db& db, std::string_view campaign);

}  // namespace pochin::server
