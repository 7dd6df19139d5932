#include "shared/voting/results.h"

#include "shared/base/json.h"
#include "shared/base/sha256.h"

namespace pochin::voting {
namespace {

std::string roubles(int64_t kopecks) { return to_decimal(to_roubles(Money{kopecks}), 2); }

}  // namespace

Json running_json(const Terms& terms, const TermsList& list, const Outcome& outcome) {
  Json projects = Json::array();
  for (std::size_t i = 0; i < list.projects.size(); ++i) {
    const Project& project = list.projects[i];
    projects.push_back({{"id", project.id},
                        {"number", project.number},
                        {"title", project.name},
                        {"cost", roubles(project.cost)},
                        {"votes", outcome.rows[i].score},
                        {"selected", false},
                        {"explanation", ""}});
  }
  return {{"id", list.id},
          {"label", list.label},
          {"budget", roubles(terms.budget.kopecks)},
          {"total_cost", nullptr},
          {"projects", std::move(projects)},
          {"rounds", Json::array()}};
}

Json results_json(const Terms& terms, const TermsList& list, const Election& election, const Outcome& outcome) {
  Json json = running_json(terms, list, outcome);
  for (std::size_t i = 0; i < list.projects.size(); ++i) {
    const Row& row = outcome.rows[i];
    json["projects"][i].update({{"selected", row.verdict == Verdict::funded || row.verdict == Verdict::part},
                                {"explanation", row.why},
                                {"verdict", code_of(row.verdict)},
                                {"people", row.people},
                                {"granted", roubles(row.granted)}});
  }
  for (const Round& round : outcome.rounds)
    json["rounds"].push_back({{"text", round.text}, {"project", election.projects[round.project].id}});
  json["total_cost"] = roubles(outcome.granted);
  json["summary"] = outcome.summary;
  json["ties"] = to_json(election, outcome)["ties"];
  return json;
}

Json ballots_header(const Terms& terms, const TermsList& list, const Election& election, std::string_view seed,
                    std::string_view lot_seed) {
  Json json = to_json(election);
  json.erase("ballots");
  json["campaign"] = terms.campaign;
  json["title"] = terms.title;
  json["district"] = list.id;
  json["seed"] = seed;
  json["tally"] = tally_json(terms, lot_seed);
  return json;
}

std::string results_text(std::string_view campaign, std::string_view terms, const Json& results) {
  Json bare = results;
  if (bare.is_object()) bare.erase("signature");
  std::string text = "pochin-results-2\n";
  text += campaign;
  text += '\n';
  text += terms;
  text += '\n' + hex(sha256(canonical(bare))) + '\n';
  return text;
}

}  // namespace pochin::voting
