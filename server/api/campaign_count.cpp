#include "server/api/campaign_count.h"

#include <algorithm>
#include <map>

#include "server/api/campaign_json.h"
#include "server/api/cast.h"
#include "shared/base/csv.h"
#include "shared/base/json.h"
#include "shared/voting/receipt.h"
#include "shared/voting/tally.h"

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
    if (act.action == "annul")
      list.push_back({{"count", std::ranges::count(ballots, act.protocol, &CountedBallot::act)},
                      {"act", act.protocol},
                      {"reason", act.reason}});
  return list;
}

// Votes alone, while the vote goes on: in the order of the list.
Json running_json(const Context& context, const LiveCampaign& campaign, const voting::Election& election,
                  const voting::Outcome& outcome, std::string_view district) {
  Json projects = Json::array();
  for (std::size_t i = 0; i < election.projects.size(); ++i) {
    const CampaignProjectRow& project = *campaign.project(election.projects[i].id);
    projects.push_back({{"id", project.project},
                        {"number", project.number},
                        {"title", project.title},
                        {"cost", money_text(Money{project.cost})},
                        {"votes", outcome.rows[i].score},
                        {"selected", false},
                        {"explanation", ""}});
  }
  return {{"id", district},
          {"label", district.empty() ? std::string() : district_label(context, district)},
          {"budget", money_text(campaign.rules.budget)},
          {"total_cost", nullptr},
          {"projects", std::move(projects)},
          {"rounds", Json::array()}};
}

Json final_json(const Context& context, const LiveCampaign& campaign, const voting::Election& election,
                const voting::Outcome& outcome, std::string_view district) {
  Json list = running_json(context, campaign, election, outcome, district);
  for (std::size_t i = 0; i < election.projects.size(); ++i) {
    const voting::Row& row = outcome.rows[i];
    const bool funded = row.verdict == voting::Verdict::funded || row.verdict == voting::Verdict::part;
    list["projects"][i].update({{"selected", funded},
                                {"explanation", row.why},
                                {"verdict", code_of(row.verdict)},
                                {"people", row.people},
                                {"granted", money_text(Money{row.granted})}});
  }
  for (const voting::Round& round : outcome.rounds)
    list["rounds"].push_back({{"text", round.text}, {"project", election.projects[round.project].id}});
  list["total_cost"] = money_text(Money{outcome.granted});
  list["summary"] = outcome.summary;
  list["ties"] = voting::to_json(election, outcome)["ties"];
  return list;
}

void put_choices(const voting::CastBallot& choices, std::string& line) {
  line += "\"choices\":";
  line += choices_text(choices);
}

// What stands before the ballots: an election without them (shared/voting/election.h) and what it is of.
Json header_json(const LiveCampaign& campaign, const voting::Election& empty, std::string_view seed, const Json& tally,
                 std::string_view district) {
  Json json = voting::to_json(empty);
  json.erase("ballots");
  json["campaign"] = campaign.id;
  json["title"] = campaign.rules.title;
  json["district"] = district;
  json["seed"] = seed;
  json["tally"] = tally;
  return json;
}

void write_list_json(const LiveCampaign& campaign, const voting::Election& empty,
                     const std::vector<CountedBallot>& ballots, std::string_view seed, const Json& tally,
                     std::string_view district, const Put& put) {
  std::string head = header_json(campaign, empty, seed, tally, district).dump();
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
  std::vector<voting::Project> projects;
  std::map<std::string, std::string, std::less<>> ids;  // by id and by number
  for (const CampaignProjectRow& each : campaign.projects) {
    if (each.district != district) continue;
    voting::Project project;
    project.id = each.project;
    project.number = each.number;
    project.name = each.title;
    project.cost = each.cost;
    if (each.submitted) project.submitted_at = format_instant({each.submitted->ms - each.submitted->ms % 1000});
    projects.push_back(std::move(project));
    ids[each.project] = ids[each.number] = each.project;
  }
  std::vector<std::pair<std::string, std::string>> pairs;
  for (const auto& set : campaign.rules.ballot.incompatible)
    for (std::size_t i = 0; i < set.size(); ++i)
      for (std::size_t j = i + 1; j < set.size(); ++j)
        if (ids.contains(set[i]) && ids.contains(set[j])) pairs.emplace_back(ids[set[i]], ids[set[j]]);
  std::vector<voting::CastBallot> cast;
  for (const CountedBallot& each : ballots)
    if (each.status == BallotStatus::counted && each.district == district) cast.push_back(each.choices);
  auto election = voting::election_from_ballots(campaign.rules.ballot.kind, campaign.rules.budget, std::move(projects),
                                                cast, pairs);
  if (!election)
    return std::unexpected(problem(500, election.error().code,
                                   tr("Бюллетени не сходятся со списком проектов ({}): {}. Сообщите администратору "
                                      "портала.",
                                      election.error().place, election.error().message)));
  if (campaign.rules.ballot.kind == voting::BallotKind::ranked) election->places = campaign.rules.ballot.max;
  return *std::move(election);
}

voting::Parameters tally_parameters(const LiveCampaign& campaign, std::string_view lot_seed) {
  voting::Parameters parameters = campaign.rules.tally;
  for (voting::TieStep& step : parameters.ties)
    if (step.by == voting::TieBy::lot) step.seed = lot_seed;
  return parameters;
}

std::vector<std::string> lists_of(const LiveCampaign& campaign) {
  return campaign.rules.districts == voting::Districts::none ? std::vector<std::string>{""} : campaign.districts;
}

std::string shuffle_seed(Db& db, const LiveCampaign& campaign) {
  const auto head = last_tree_head(db, campaign.id);
  return head ? hex_of(head->root) : std::string();
}

Checked<Json> results_json(Db& db, const Context& context, const LiveCampaign& campaign,
                           const std::vector<CountedBallot>& ballots, std::string_view seed,
                           std::optional<std::string_view> lot_seed) {
  const bool running = !lot_seed;
  Json districts = Json::array();
  for (const std::string& district : lists_of(campaign)) {
    const auto election = election_of(campaign, ballots, district);
    if (!election) return std::unexpected(election.error());
    const auto outcome = voting::tally(*election, tally_parameters(campaign, lot_seed.value_or(seed)));
    if (!outcome) return std::unexpected(problem(500, outcome.error().code, outcome.error().message));
    districts.push_back(running ? running_json(context, campaign, *election, *outcome, district)
                                : final_json(context, campaign, *election, *outcome, district));
  }
  Json tally = tally_json(campaign);
  if (!running && !lot_seed->empty()) tally["seed"] = *lot_seed;
  return Json{{"state", code_of(campaign.state(context.now()))},
              {"turnout", turnout_json(db, campaign)},
              {"tally", std::move(tally)},
              {"districts", std::move(districts)},
              {"annulled", annulled_json(campaign, ballots)},
              {"seed", running ? Json(nullptr) : Json(seed)}};
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
  std::string text = "{\"campaign\":" + Json(campaign.id).dump() + ",\"kind\":\"" +
                     std::string(code_of(campaign.rules.ballot.kind)) + "\",\"entries\":[";
  for (std::int64_t from = 0;; from += 10'000) {
    const auto leaves = log_entries(db, campaign.id, from, 10'000);
    for (std::size_t i = 0; i < leaves.size(); ++i)
      text += (from + static_cast<std::int64_t>(i) > 0 ? ",\n" : "\n") + entries[leaves[i]];
    if (leaves.size() < 10'000) break;
  }
  return text + "]}\n";
}

Checked<bool> write_ballots_json(const LiveCampaign& campaign, const std::vector<CountedBallot>& ballots,
                                 std::string_view seed, const Json& tally, std::string_view district, const Put& put) {
  const auto lists = district.empty() ? lists_of(campaign) : std::vector<std::string>{std::string(district)};
  std::vector<voting::Election> empty;
  for (const std::string& each : lists) {
    auto list = election_of(campaign, {}, each);
    if (!list) return std::unexpected(list.error());
    empty.push_back(*std::move(list));
  }
  const bool many = lists.size() > 1;
  if (many) put("{\"campaign\":" + Json(campaign.id).dump() + ",\"districts\":[");
  for (std::size_t i = 0; i < lists.size(); ++i) {
    if (i > 0) put(",\n");
    write_list_json(campaign, empty[i], ballots, seed, tally, lists[i], put);
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
