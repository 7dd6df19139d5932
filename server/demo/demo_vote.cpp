#include "server/demo/demo_vote.h"

#include "server/api/handling/text.h"
#include "server/api/voting/campaign.h"
#include "server/api/voting/campaign_json.h"

namespace pochin::server {
namespace {

constexpr std::int64_t kDayMs = std::int64_t{24} * 3600 * 1000;

// Midnight of a day by the practice's clock, as a pack writes it.
std::string midnight(Instant at, const Zone& zone, std::int64_t days) {
  return iso_date(local({at.ms + days * kDayMs}, zone).date) + "T00:00";
}

Json campaign_of_demonstration(const practice::Pack& pack, Instant now) {
  const Zone zone = pack.zone();
  return {{"id", "demo"},
          {"title", tr("Какие проекты построить в {} году (показ)", pack.cycle.year)},
          {"basis", {pack.law.front().id}},
          {"states", {"admitted"}},
          {"opens", midnight(now, zone, 0)},
          {"closes", midnight(now, zone, 31)},
          {"min_age", 14},
          {"residence", "region"},
          {"unknown_residence", "declare"},
          {"ballot", {{"kind", "approval"}, {"min", 1}, {"max", 3}}},
          {"channels", {"portal", "point", "paper"}},
          {"tally", {{"rule", "greedy"}, {"budget", "8000000.00"}, {"ties", {"submission_time", "id"}}}},
          {"source", "illustrative"}};
}

}  // namespace

Json with_vote(const Json& pack, Instant now) {
  const auto parsed = practice::parse_pack(pack);
  if (!parsed || parsed->id != "ppmi" || !parsed->campaigns.empty() || parsed->law.empty()) return pack;
  Json voting = pack;
  voting["campaigns"] = Json::array({campaign_of_demonstration(*parsed, now)});
  voting["version"] = parsed->version + (parsed->version.find('+') == std::string::npos ? "+" : ".") + "vote";
  return voting;
}

std::expected<void, std::string> open_demo_votes(Context& context) {
  const auto opened = change(context, [&](Db& db) -> Checked<bool> {
    for (const auto& campaign : all_campaigns(db, context, {})) {
      if (campaign->approved || campaign->projects.empty() || context.now() < campaign->rules.opens) continue;
      if (auto done = approve_campaign(db, context, *campaign, {}); !done) return done;
      add_campaign_act(db, campaign->id,
                       {.action = "open",
                        .protocol = say("Показ"),
                        .reason = say("Показ"),
                        .details = Json{{"terms_hash", voting::terms_hash(terms_to_open(*campaign, {}))},
                                        {"log_key", log_key(context, *campaign)}}
                                       .dump(),
                        .asked_by = say("показ"),
                        .approved_by = say("показ"),
                        .at = context.now()});
    }
    return true;
  });
  if (!opened) return std::unexpected(opened.error().detail);
  return {};
}

}  // namespace pochin::server
