// Published ballots as a .pb file (shared/pabulib): what researchers and other programs count.
#include <cstdio>

#include "server/api/voting/campaign_count.h"
#include "shared/pabulib/write.h"
#include "shared/voting/tally.h"

namespace pochin::server {
namespace {

std::string pb_date(Instant at, const Zone& zone) { return format_date(local(at, zone).date); }

std::vector<std::pair<std::string, std::string>> meta_of(const Context& context, const LiveCampaign& campaign,
                                                         std::string_view district) {
  const voting::Campaign& rules = campaign.rules;
  const practice::Pack& pack = campaign.pack->pack;
  const auto* place = context.region.find(district);
  std::vector<std::pair<std::string, std::string>> meta{{"description", rules.title},
                                                        {"country", "Россия"},
                                                        {"unit", context.config.region.name},
                                                        {"instance", std::to_string(pack.cycle.year)},
                                                        {"date_begin", pb_date(rules.opens, pack.zone())},
                                                        {"date_end", pb_date({rules.closes.ms - 1}, pack.zone())}};
  if (place) meta.emplace_back("subunit", place->name);
  if (rules.ballot.max > 0) meta.emplace_back("max_length", std::to_string(rules.ballot.max));
  if (rules.ballot.min > 0) meta.emplace_back("min_length", std::to_string(rules.ballot.min));
  if (rules.ballot.kind == voting::BallotKind::cumulative)
    meta.emplace_back("max_sum_points", std::to_string(rules.ballot.points));
  return meta;
}

}  // namespace

Checked<bool> write_ballots_pb(const Context& context, const LiveCampaign& campaign,
                               const std::vector<CountedBallot>& ballots, std::string_view district,
                               std::string_view lot_seed, const Put& put) {
  std::vector<pabulib::Sheet> sheets;
  for (const CountedBallot& each : ballots)
    if (each.status == BallotStatus::counted && each.district == district)
      sheets.push_back({each.tracker, each.choices, false});
  const auto election = election_of(campaign, ballots, district);
  if (!election) return std::unexpected(election.error());
  const voting::Parameters parameters = voting::with_lot(campaign.terms, lot_seed);
  const auto outcome = voting::tally(*election, parameters);
  if (!outcome) return std::unexpected(problem(500, outcome.error().code, outcome.error().message));
  pabulib::write({.meta = meta_of(context, campaign, district), .parameters = parameters, .winners = outcome->winners},
                 *election, sheets, put);
  return true;
}

}  // namespace pochin::server
