// GET /api/v1/campaigns, /campaigns/{id}, /campaigns/{id}/projects: what everybody may read of a vote.
#include "server/api/handling/open_answer.h"
#include "server/api/handling/text.h"
#include "server/api/voting/campaign_json.h"
#include "server/api/voting/voting.h"

namespace pochin::server {

namespace {

Checked<Json> campaigns_json(Context& context, std::string_view practice) {
  if (!practice.empty() && !context.practice(practice))
    return std::unexpected(invalid("practice", "unknown", say("Такой практики нет.")));
  return look(context, [&](Db& db) -> Checked<Json> {
    Json list = Json::array();
    for (const auto& each : all_campaigns(db, context, practice))
      list.push_back(campaign_json(db, context, *each, false));
    return Json{{"campaigns", std::move(list)}};
  });
}

Checked<Json> campaign_page_json(Context& context, std::string_view id) {
  return look(context, [&](Db& db) -> Checked<Json> {
    const auto campaign = campaign_of(db, context, id);
    if (!campaign) return std::unexpected(campaign.error());
    return campaign_json(db, context, **campaign, true);
  });
}

Checked<Json> campaign_list_json(Context& context, std::string_view id, std::string_view district) {
  const auto campaign = find_campaign(context, id);
  if (!campaign) return std::unexpected(campaign.error());
  return campaign_projects_json(context, **campaign, district);
}

}  // namespace

void add_campaign_routes(Router& router, Context& context) {
  router.get("/api/v1/campaigns", [&context](const Request& r) {
    return open_answer(context, r, [&] { return campaigns_json(context, r.query_value("practice").value_or("")); });
  });
  router.get("/api/v1/campaigns/{id}", [&context](const Request& r) {
    return open_answer(context, r, [&] { return campaign_page_json(context, r.param("id")); });
  });
  router.get("/api/v1/campaigns/{id}/projects", [&context](const Request& r) {
    return open_answer(
        context, r, [&] { return campaign_list_json(context, r.param("id"), r.query_value("district").value_or("")); });
  });
}

}  // namespace pochin::server
