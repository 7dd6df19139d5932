#include "client/app/ballot.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/app/json_read.h"
#include "shared/base/money.h"
#include "shared/base/order.h"
#include "shared/base/sha256.h"
#include "shared/base/tr.h"

namespace pochin::app {
namespace {

bool lacking(const Error& error) {  // mended by choosing more
  return error.code == "ballot_empty" || error.code == "ballot_few" || error.code == "ballot_cost_few";
}

std::string advice(const Error& error, const BallotRules& rules, const Projects& projects, const voting::Ballot& with) {
  if (error.code == "ballot_many")
    return std::string(tr("Голосов не осталось. Уберите один проект, чтобы выбрать этот."));
  if (error.code == "ballot_minus") return std::string(tr("Голосов против не осталось. Снимите один из них."));
  if (error.code == "ballot_points_sum")
    return std::string(tr("Столько баллов не осталось. Уменьшите их у другого проекта."));
  if (error.code == "ballot_cost" && rules.max_cost) {
    const int64_t lack = voting::cost_of(projects, with).kopecks - rules.max_cost->kopecks;
    return tr("Не хватает {}. Уберите другой проект.", format_roubles(Money{lack}));
  }
  return error.message + ".";
}

}  // namespace

BallotRules rules_of_campaign(const Json& campaign) {
  return voting::ballot_rules_from_json(child(campaign, "ballot")).value_or(BallotRules{});
}

bool ordered(const BallotRules& rules) { return rules.kind == BallotKind::ranked; }
bool toggles(const BallotRules& rules) {
  return rules.kind == BallotKind::choose_one || rules.kind == BallotKind::approval ||
         rules.kind == BallotKind::knapsack || rules.kind == BallotKind::ranked;
}

Left left(const BallotRules& rules, const Projects& projects, const voting::Ballot& ballot) {
  Left out;
  int64_t chosen = 0, against = 0, given = 0;
  for (const Choice& one : ballot.choices) {
    chosen += one.points < 0 ? 0 : 1;
    against += one.points < 0 ? 1 : 0;
    given += std::max<int64_t>(one.points, 0);
  }
  if (rules.max > 0) out.votes = rules.max - chosen;
  if (rules.max_cost) out.money = rules.max_cost->kopecks - voting::cost_of(projects, ballot).kopecks;
  out.points = rules.points - given;
  out.minus = rules.minus - against;
  return out;
}

std::string obstacle(const BallotRules& rules, const Projects& projects, voting::Ballot ballot,
                     std::string_view project, int64_t points) {
  ballot.choices = with_choice(rules, std::move(ballot.choices), project, points);
  for (const Error& error : voting::check_ballot(rules, projects, ballot))
    if (!lacking(error)) return advice(error, rules, projects, ballot);
  return {};
}

std::string incomplete(const BallotRules& rules, const Projects& projects, const voting::Ballot& ballot) {
  const auto errors = voting::check_ballot(rules, projects, ballot);
  return errors.empty() ? std::string{} : errors.front().message + ".";
}

Choices with_choice(const BallotRules& rules, Choices choices, std::string_view project,
                    std::optional<int64_t> points) {
  const auto same = [&](const Choice& one) { return one.project == project; };
  const auto found = std::find_if(choices.begin(), choices.end(), same);
  if (!points) {
    std::erase_if(choices, same);
  } else if (found != choices.end()) {
    found->points = *points;
  } else {
    if (rules.kind == BallotKind::choose_one) choices.clear();
    choices.push_back({std::string(project), *points});
  }
  return choices;
}

Choices moved(Choices choices, std::string_view project, bool up) {
  const auto found =
      std::find_if(choices.begin(), choices.end(), [&](const Choice& one) { return one.project == project; });
  if (found == choices.end()) return choices;
  const auto at = static_cast<size_t>(found - choices.begin());
  if (up ? at == 0 : at + 1 == choices.size()) return choices;
  std::swap(choices[at], choices[up ? at - 1 : at + 1]);
  return choices;
}

std::vector<std::string> voter_order(std::string_view seed, std::vector<std::string> projects) {
  std::vector<std::pair<Digest, std::string>> marked;
  marked.reserve(projects.size());
  for (std::string& id : projects) {
    const Digest mark = sha256(std::string(seed) + ":" + id);
    marked.emplace_back(mark, std::move(id));
  }
  sort_short(marked);
  std::vector<std::string> out;
  out.reserve(marked.size());
  for (auto& [mark, id] : marked) out.push_back(std::move(id));
  return out;
}

}  // namespace pochin::app
