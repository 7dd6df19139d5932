// GET /api/v1/campaigns/{id}/observer: what observers see while the vote goes on. No personal data, no choice.
#include "server/api/handling/text.h"
#include "server/api/handling/viewer.h"
#include "server/api/voting/campaign_acts.h"
#include "server/api/voting/campaign_json.h"
#include "server/api/voting/voting.h"
#include "server/store/ballots.h"
#include "shared/base/json.h"

namespace pochin::server {
namespace {

Json hours_json(Db& db, const Context& context, const LiveCampaign& campaign) {
  Json list = Json::array();
  for (const TurnoutRow& row : turnout(db, campaign.id))
    list.push_back({{"hour", wire_time(row.hour)},
                    {"channel", row.channel},
                    {"assurance", row.assurance},
                    {"district", row.district},
                    {"district_label", row.district.empty() ? std::string() : district_label(context, row.district)},
                    {"count", row.count}});
  return list;
}

Json acts_json(const LiveCampaign& campaign) {
  Json list = Json::array();
  for (const CampaignActRow& act : campaign.acts)
    list.push_back({{"action", act.action},
                    {"protocol", act.protocol},
                    {"reason", act.reason},
                    {"details", stored_json(act.details)},
                    {"at", wire_time(act.at)}});
  return list;
}

Response get_observer(Context& context, const Request& request, const Viewer& viewer) {
  const auto room = look(context, [&](Db& db) -> Checked<Json> {
    const auto found = campaign_of(db, context, request.param("id"));
    if (!found) return std::unexpected(found.error());
    const LiveCampaign& campaign = **found;
    if (!access::allowed(viewer.access_actor(), access::Action::read, annulment_target(db, campaign)))
      return std::unexpected(forbidden(say("Это видят наблюдатели и счётная комиссия.")));
    Json heads = Json::array(), incident_list = Json::array();
    for (const TreeHeadRow& head : tree_heads(db, campaign.id)) heads.push_back(head_json(context, campaign, head));
    for (const IncidentRow& each : incidents(db, campaign.id))
      incident_list.push_back({{"at", wire_time(each.at)}, {"kind", each.kind}, {"text", each.text}});
    return Json{{"state", code_of(campaign.state(context.now()))},
                {"turnout", turnout_total(db, campaign.id)},
                {"turnout_by_hour", hours_json(db, context, campaign)},
                {"heads", std::move(heads)},
                {"acts", acts_json(campaign)},
                {"incidents", std::move(incident_list)}};
  });
  return room ? Response::json(*room) : Response::of(room.error());
}

}  // namespace

std::span<const Route> observer_routes() {
  using namespace row;
  static constexpr Route kRoutes[] = {
      get("/api/v1/campaigns/{id}/observer", "Что видят наблюдатели", logged_in, {Object::vote_annulment, Action::read},
          get_observer, {.answers = {"ObserverRoom"}}),
  };
  return kRoutes;
}

}  // namespace pochin::server
