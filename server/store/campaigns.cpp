#include "server/store/campaigns.h"

#include "server/store/instants.h"

namespace pochin::server {

void add_campaign(Db& db, const CampaignRow& row, const std::vector<CampaignProjectRow>& projects) {
  db.run(
      "INSERT INTO campaigns (id, practice, pack_version, campaign, salt, incompatible, approved_at) "
      "VALUES (?, ?, ?, ?, ?, ?, ?)",
      row.id, row.practice, row.pack_version, row.campaign, row.salt, row.incompatible, stored(row.approved));
  int position = 0;
  for (const CampaignProjectRow& each : projects)
    db.run(
        "INSERT INTO campaign_projects (campaign, position, project, number, title, summary, district, cost, "
        "submitted_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        row.id, ++position, each.project, each.number, each.title, each.summary, each.district, each.cost,
        stored(each.submitted));
}

std::optional<CampaignRow> find_campaign(Db& db, std::string_view id) {
  return db.first(
      "SELECT id, practice, pack_version, campaign, salt, incompatible, approved_at FROM campaigns WHERE id = ?",
      [](const Row& row) {
        return CampaignRow{row.text(0), row.text(1), row.text(2),    row.text(3),
                           row.blob(4), row.text(5), instant(row, 6)};
      },
      id);
}

std::vector<std::string> approved_campaigns(Db& db) {
  return db.all("SELECT id FROM campaigns ORDER BY id", [](const Row& row) { return row.text(0); });
}

std::vector<CampaignProjectRow> campaign_projects(Db& db, std::string_view campaign) {
  return db.all(
      "SELECT project, number, title, summary, district, cost, submitted_at FROM campaign_projects "
      "WHERE campaign = ? ORDER BY position",
      [](const Row& row) {
        return CampaignProjectRow{row.text(0), row.text(1),    row.text(2),          row.text(3),
                                  row.text(4), row.integer(5), maybe_instant(row, 6)};
      },
      campaign);
}

void add_campaign_act(Db& db, std::string_view campaign, const CampaignActRow& act) {
  db.run(
      "INSERT INTO campaign_acts (campaign, seq, action, protocol, reason, details, asked_by, approved_by, at) "
      "SELECT ?1, coalesce(max(seq), 0) + 1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 FROM campaign_acts WHERE campaign = ?1",
      campaign, act.action, act.protocol, act.reason, act.details, act.asked_by, act.approved_by, stored(act.at));
}

std::vector<CampaignActRow> campaign_acts(Db& db, std::string_view campaign) {
  return db.all(
      "SELECT seq, action, protocol, reason, details, asked_by, approved_by, at FROM campaign_acts "
      "WHERE campaign = ? ORDER BY seq",
      [](const Row& row) {
        return CampaignActRow{row.integer(0), row.text(1), row.text(2), row.text(3),
                              row.text(4),    row.text(5), row.text(6), instant(row, 7)};
      },
      campaign);
}

void add_campaign_result(Db& db, std::string_view campaign, const CampaignResultRow& result) {
  db.run(
      "INSERT INTO campaign_results (campaign, seq, seed, body, opening_hash, at) "
      "SELECT ?1, coalesce(max(seq), 0) + 1, ?2, ?3, ?4, ?5 FROM campaign_results WHERE campaign = ?1",
      campaign, result.seed, result.body, result.opening_hash, stored(result.at));
}

std::optional<CampaignResultRow> last_campaign_result(Db& db, std::string_view campaign) {
  return db.first(
      "SELECT seq, seed, body, opening_hash, at FROM campaign_results WHERE campaign = ? ORDER BY seq DESC LIMIT 1",
      [](const Row& row) {
        return CampaignResultRow{row.integer(0), row.text(1), row.text(2), row.text(3), instant(row, 4)};
      },
      campaign);
}

std::vector<RoleHolder> holders_of(Db& db, std::string_view role) {
  return db.all(
      "SELECT p.id, g.scope FROM staff_grants g JOIN people p ON p.subject = g.subject "
      "WHERE g.role = ? AND g.revoked_at IS NULL ORDER BY p.id",
      [](const Row& row) {
        return RoleHolder{row.integer(0), row.text(1)};
      },
      role);
}

void add_incident(Db& db, std::string_view campaign, std::string_view kind, std::string_view text, Instant at) {
  db.run(
      "INSERT INTO campaign_incidents (campaign, seq, at, kind, text) "
      "SELECT ?1, coalesce(max(seq), 0) + 1, ?2, ?3, ?4 FROM campaign_incidents WHERE campaign = ?1",
      campaign, stored(at), kind, text);
}

std::vector<IncidentRow> incidents(Db& db, std::string_view campaign) {
  return db.all(
      "SELECT seq, at, kind, text FROM campaign_incidents WHERE campaign = ? ORDER BY seq",
      [](const Row& row) {
        return IncidentRow{row.integer(0), instant(row, 1), row.text(2), row.text(3)};
      },
      campaign);
}

}  // namespace pochin::server
