// GET /api/v1/campaigns, /campaigns/{id}, /campaigns/{id}/projects: what everybody may read of a vote.
#include "server/api/handling/open_answer.h"
#include "server/api/handling/text.h"
#include "server/api/voting/campaign_json.h"
#include "server/api/voting/voting.h"

namespace pochin::server {

namespace {

Checked<Json> get_campaigns(Context& context, const Request& request) {
  const std::string_view practice = request.query_value("practice").value_or("");
  if (!practice.empty() && !context.practice(practice))
    return std::unexpected(invalid("practice", "unknown", say("Такой практики нет.")));
  return look(context, [&](Db& db) -> Checked<Json> {
    Json list = Json::array();
    for (const auto& each : all_campaigns(db, context, practice))
      list.push_back(campaign_json(db, context, *each, false));
    return Json{{"campaigns", std::move(list)}};
  });
}

Checked<Json> get_campaign(Context& context, const Request& request) {
  return look(context, [&](Db& db) -> Checked<Json> {
    const auto campaign = campaign_of(db, context, request.param("id"));
    if (!campaign) return std::unexpected(campaign.error());
    return campaign_json(db, context, **campaign, true);
  });
}

Checked<Json> get_list(Context& context, const Request& request) {
  const auto campaign = find_campaign(context, request.param("id"));
  if (!campaign) return std::unexpected(campaign.error());
  return campaign_projects_json(context, **campaign, request.query_value("district").value_or(""));
}

}  // namespace

std::span<const Route> campaign_routes() {
  using namespace row;
  static constexpr Route kRoutes[] = {
      get("/api/v1/campaigns", "Голосования", anybody, {Object::voting_campaign, Action::read}, get_campaigns,
          {.queries = {{.name = "practice"}}, .answers = {"CampaignList"}, .refusals = {{422}}}),
      get("/api/v1/campaigns/{id}", "Голосование", anybody, {Object::voting_campaign, Action::read}, get_campaign,
          {.answers = {"Campaign"}}),
      get("/api/v1/campaigns/{id}/projects", "Проекты в бюллетене", anybody, {Object::voting_campaign, Action::read},
          get_list, {.queries = {{.name = "district"}}, .answers = {"CampaignProjectList"}}),
  };
  return kRoutes;
}

}  // namespace pochin::server
