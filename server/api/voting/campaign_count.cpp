#include "server/api/voting/campaign_count.h"

#include <algorithm>
#include <map>

#include "server/api/voting/campaign_json.h"
#include "server/api/voting/campaign_move.h"
#include "server/api/voting/cast.h"
#include "shared/base/csv.h"
#include "shared/base/json.h"
#include "shared/voting/receipt.h"
#include "shared/voting/results.h"

namespace pochin::server {
namespace {

std::string_view text_of(const Bytes& bytes) { return {reinterpret_cast<const char*>(bytes.data()), bytes.size()}; }

// The act that annulled a ballot; null when none did.
const CampaignActRow* annulled_by(const LiveCampaign& campaign, const BallotRow& ballot) {
  for (const CampaignActRow& act : campaign.acts) {
    if (act.action != "annul") continue;
    const Json details = stored_json(act.details);
    const std::string scope = get_string(details, "scope");
    if (scope == "batch" && !ballot.batch.empty() && get_string(details, "batch") == ballot.batch) return &act;
    if (scope == "channel" && get_string(details, "channel") == ballot.channel) return &act;
  }
  return nullptr;
}

bool is_weak(const LiveCampaign& campaign, const BallotRow& ballot) {
  const auto assurance = from_code<voting::Assurance>(ballot.assurance);
  return !assurance || *assurance < campaign.rules.assurance_needed;
}

Json turnout_json(Db& db, const LiveCampaign& campaign) {
  std::map<std::pair<std::string, std::string>, std::int64_t> split;
  std::int64_t total = 0;
  for (const TurnoutRow& row : turnout(db, campaign.id)) {
    split[{row.channel, row.assurance}] += row.count;
    total += row.count;
  }
  Json channels = Json::array();
  for (const auto& [key, count] : split) {
    const auto channel = from_code<voting::Channel>(key.first);
    const auto assurance = from_code<voting::Assurance>(key.second);
    channels.push_back({{"channel", key.first},
                        {"label", channel ? title_of(*channel) : ""},
                        {"count", count},
                        {"assurance", key.second},
                        {"assurance_label", assurance ? title_of(*assurance) : ""}});
  }
  return {{"total", total}, {"by_channel", std::move(channels)}};
}

Json annulled_json(const LiveCampaign& campaign, const std::vector<CountedBallot>& ballots) {
  Json list = Json::array();
  for (const CampaignActRow& act : campaign.acts)
    if (act.action == code_of(CampaignMove::annul))
      list.push_back({{"count", std::ranges::count(ballots, act.protocol, &CountedBallot::act)},
                      {"act", act.protocol},
                      {"reason", act.reason}});
  return list;
}

void put_choices(const voting::CastBallot& choices, std::string& line) {
  line += "\"choices\":";
  line += choices_text(choices);
}

void write_list_json(const Json& header, const std::vector<CountedBallot>& ballots, std::string_view district,
                     const Put& put) {
  std::string head = header.dump();
  head.pop_back();
  put(head + ",\"ballots\":[");
  const auto each = [&](bool counted) {
    bool first = true;
    for (const CountedBallot& ballot : ballots) {
      if (ballot.district != district || (ballot.status == BallotStatus::counted) != counted) continue;
      std::string line = first ? "\n{" : ",\n{";
      first = false;
      line += counted ? "\"count\":1," : "";
      line += "\"tracker\":\"" + ballot.tracker + "\",";
      if (!counted)
        line += "\"status\":\"" + std::string(code_of(ballot.status)) + "\",\"act\":" + Json(ballot.act).dump() + ",";
      put_choices(ballot.choices, line);
      put(line + "}");
    }
  };
  each(true);
  put("],\"not_counted\":[");
  each(false);
  put("]}");
}

}  // namespace

std::span<const Name<BallotStatus>> names(BallotStatus) {
  static constexpr Name<BallotStatus> kNames[] = {
      {BallotStatus::counted, "counted", tr("учтён")},
      {BallotStatus::annulled, "annulled", tr("аннулирован")},
      {BallotStatus::weak, "weak", tr("не учтён: личность подтверждена слабее, чем нужно")}};
  return kNames;
}

std::vector<CountedBallot> counted_ballots(Db& db, const LiveCampaign& campaign, std::string_view seed) {
  struct Placed {
    Digest place;
    CountedBallot ballot;
  };
  std::vector<Placed> all;
  each_ballot(db, campaign.id, [&](const BallotRow& row, bool last) {
    if (!last) return;
    CountedBallot ballot{
        voting::tracker(text_of(row.nonce)), row.district, choices_from(row.choices), BallotStatus::counted, {}};
    if (const CampaignActRow* act = annulled_by(campaign, row)) {
      ballot.status = BallotStatus::annulled;
      ballot.act = act->protocol;
    } else if (is_weak(campaign, row)) {
      ballot.status = BallotStatus::weak;
    }
    const Digest place = voting::place_of(seed, ballot.tracker);
    all.push_back({place, std::move(ballot)});
  });
  std::ranges::sort(all, {}, &Placed::place);
  std::vector<CountedBallot> ballots;
  ballots.reserve(all.size());
  for (Placed& each : all) ballots.push_back(std::move(each.ballot));
  return ballots;
}

Checked<voting::Election> election_of(const LiveCampaign& campaign, const std::vector<CountedBallot>& ballots,
                                      std::string_view district) {
  std::vector<voting::CastBallot> cast;
  for (const CountedBallot& each : ballots)
    if (each.status == BallotStatus::counted && each.district == district) cast.push_back(each.choices);
  static const voting::TermsList kNone;
  const voting::TermsList* list = campaign.terms.list(district);
  auto election = voting::election_of(campaign.terms, list ? *list : kNone, cast);
  if (!election)
    return std::unexpected(problem(500, election.error().code,
                                   tr("Бюллетени не сходятся со списком проектов ({}): {}. Сообщите администратору "
                                      "портала.",
                                      election.error().place, election.error().message)));
  return *std::move(election);
}

std::vector<std::string> lists_of(const LiveCampaign& campaign) {
  std::vector<std::string> ids;
  for (const voting::TermsList& each : campaign.terms.lists) ids.push_back(each.id);
  return ids;
}

std::string shuffle_seed(Db& db, const LiveCampaign& campaign) {
  const auto head = last_tree_head(db, campaign.id);
  return head ? hex_of(head->root) : std::string();
}

Checked<Json> results_json(Db& db, const LiveCampaign& campaign, const std::vector<CountedBallot>& ballots,
                           std::string_view seed, std::optional<std::string_view> lot_seed, CampaignState state) {
  const bool running = !lot_seed;
  Json districts = Json::array();
  for (const voting::TermsList& list : campaign.terms.lists) {
    const auto election = election_of(campaign, ballots, list.id);
    if (!election) return std::unexpected(election.error());
    const auto outcome = voting::tally(*election, voting::with_lot(campaign.terms, lot_seed.value_or(seed)));
    if (!outcome) return std::unexpected(problem(500, outcome.error().code, outcome.error().message));
    districts.push_back(running ? voting::running_json(campaign.terms, list, *outcome)
                                : voting::results_json(campaign.terms, list, *election, *outcome));
  }
  return Json{{"state", code_of(state)},
              {"turnout", turnout_json(db, campaign)},
              {"tally", voting::tally_json(campaign.terms, lot_seed.value_or(""))},
              {"districts", std::move(districts)},
              {"annulled", annulled_json(campaign, ballots)},
              {"seed", running ? Json(nullptr) : Json(seed)}};
}

void sign_results(Db& db, const Context& context, const LiveCampaign& campaign, Json& results,
                  const Announcement& said) {
  results["format"] = 2;
  results["campaign"] = campaign.id;
  results["title"] = campaign.rules.title;
  results["terms"] = campaign.terms_hash;
  if (const auto head = last_tree_head(db, campaign.id))
    results["log"] = {{"size", head->size}, {"root", hex_of(head->root)}};
  results["opening_hash"] = said.opening_hash;
  results["published_at"] = wire_time(said.at);
  results["recounts"] = said.recounts;
  const HeadSigner& signer = context.voting->keys.signer;
  const Bytes signature = signer.sign(voting::results_text(campaign.id, campaign.terms_hash, results));
  results["signature"] = {
      {"signature", base64(signature)}, {"key", base64(signer.public_key())}, {"algorithm", "ed25519"}};
}

std::map<std::string, std::int64_t, std::less<>> published_votes(Db& db, const Context& context,
                                                                 std::string_view practice) {
  std::map<std::string, std::int64_t, std::less<>> votes;
  for (const auto& campaign : all_campaigns(db, context, practice)) {
    if (!campaign->published || campaign->annulled) continue;
    const auto result = last_campaign_result(db, campaign->id);
    if (!result) continue;
    const Json body = stored_json(result->body);
    for (const Json& district : get_array(body, "districts"))
      for (const Json& project : get_array(district, "projects"))
        votes[get_string(project, "id")] += get_int(project, "votes");
  }
  return votes;
}

std::string opening_text(Db& db, const LiveCampaign& campaign) {
  std::map<Bytes, std::string> entries;  // by leaf
  each_ballot(db, campaign.id, [&](const BallotRow& row, bool last) {
    std::string line = "{\"leaf\":\"" + hex_of(row.leaf) + "\",\"nonce\":\"" + hex_of(row.nonce) + "\",";
    if (last)
      line += "\"tracker\":\"" + voting::tracker(text_of(row.nonce)) + "\"}";
    else
      line += "\"superseded\":{\"district\":" + Json(row.district).dump() + ",\"choices\":" + row.choices + "}}";
    entries.emplace(row.leaf, std::move(line));
  });
  std::string text = "{\"campaign\":" + Json(campaign.id).dump() + ",\"terms\":\"" + campaign.terms_hash +
                     "\",\"kind\":\"" + std::string(code_of(campaign.rules.ballot.kind)) + "\",\"entries\":[";
  for (std::int64_t from = 0;; from += 10'000) {
    const auto leaves = log_entries(db, campaign.id, from, 10'000);
    for (std::size_t i = 0; i < leaves.size(); ++i)
      text += (from + static_cast<std::int64_t>(i) > 0 ? ",\n" : "\n") + entries[leaves[i]];
    if (leaves.size() < 10'000) break;
  }
  return text + "]}\n";
}

Checked<bool> write_ballots_json(const LiveCampaign& campaign, const std::vector<CountedBallot>& ballots,
                                 std::string_view seed, std::string_view lot_seed, std::string_view district,
                                 const Put& put) {
  const auto lists = district.empty() ? lists_of(campaign) : std::vector<std::string>{std::string(district)};
  std::vector<Json> headers;
  for (const std::string& each : lists) {
    const auto empty = election_of(campaign, {}, each);
    if (!empty) return std::unexpected(empty.error());
    headers.push_back(voting::ballots_header(campaign.terms, *campaign.terms.list(each), *empty, seed, lot_seed));
  }
  const bool many = lists.size() > 1;
  if (many) put("{\"campaign\":" + Json(campaign.id).dump() + ",\"districts\":[");
  for (std::size_t i = 0; i < lists.size(); ++i) {
    if (i > 0) put(",\n");
    write_list_json(headers[i], ballots, lists[i], put);
  }
  put(many ? "]}\n" : "\n");
  return true;
}

void write_ballots_csv(const LiveCampaign& campaign, const std::vector<CountedBallot>& ballots,
                       std::string_view district, const Put& put) {
  put(kByteOrderMark);
  put("tracker;district;choices;status;act\r\n");
  for (const CountedBallot& ballot : ballots) {
    if (!district.empty() && ballot.district != district) continue;
    std::string choices;
    for (const voting::CastChoice& each : ballot.choices) {
      const CampaignProjectRow* project = campaign.project(each.project);
      choices +=
          (choices.empty() ? "" : " ") + (project ? project->number : each.project) + "=" + std::to_string(each.points);
    }
    put(csv_line({ballot.tracker, ballot.district, choices, std::string(code_of(ballot.status)), ballot.act}));
  }
}

}  // namespace pochin::server
