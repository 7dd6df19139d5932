#include "server/api/voting/project_votes.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "server/api/handling/text.h"
#include "server/api/voting/campaign.h"

namespace pochin::server {
namespace {

bool counts_points(const voting::Campaign& rules, const Json& results) {
  using voting::BallotKind;
  const BallotKind kind = rules.ballot.kind;
  const auto tally = results.find("tally");
  const std::string rule = tally == results.end() ? std::string() : get_string(*tally, "rule");
  return kind == BallotKind::cumulative || kind == BallotKind::scores || rule == "borda";
}

// Of a vote that goes on or waits for its count.
void add_running(const LiveCampaign& it, CampaignState state, ProjectVotes& into) {
  for (const CampaignProjectRow& each : it.projects)
    into[each.project] = {{"campaign", it.id}, {"title", it.rules.title}, {"state", code_of(state)},
                          {"won", nullptr},    {"votes", nullptr},        {"points", false}};
}

void add_published(const LiveCampaign& it, const Json& results, ProjectVotes& into) {
  const bool points = counts_points(it.rules, results);
  for (const Json& list : get_array(results, "districts"))
    for (const Json& project : get_array(list, "projects"))
      into[get_string(project, "id")] = {{"campaign", it.id},
                                         {"title", it.rules.title},
                                         {"state", "published"},
                                         {"won", get_bool(project, "selected")},
                                         {"votes", get_int(project, "votes")},
                                         {"points", points}};
}

}  // namespace

ProjectVotes project_votes(Db& db, const Context& context) {
  std::vector<std::shared_ptr<const LiveCampaign>> all;
  for (const std::string& id : approved_campaigns(db))
    if (auto found = campaign_of(db, context, id)) all.push_back(*std::move(found));
  std::ranges::stable_sort(all, {}, [](const auto& each) { return each->rules.closes; });
  ProjectVotes votes;
  for (const auto& each : all) {
    const CampaignState state = each->state(context.now());
    if (state == CampaignState::annulled || state == CampaignState::announced) continue;
    if (state != CampaignState::published) {
      add_running(*each, state == CampaignState::open ? state : CampaignState::closed, votes);
      continue;
    }
    const auto result = last_campaign_result(db, each->id);
    const auto body = result ? parse_json(result->body) : std::nullopt;
    if (body) add_published(*each, *body, votes);
  }
  return votes;
}

Json vote_of(const ProjectVotes& votes, std::string_view application) {
  const auto found = votes.find(application);
  return found == votes.end() ? Json(nullptr) : found->second;
}

}  // namespace pochin::server
