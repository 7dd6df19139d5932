#include "client/app/ballot.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/app/json_read.h"
#include "shared/base/money.h"
#include "shared/base/sha256.h"
#include "shared/base/tr.h"

namespace pochin::app {
namespace {

int64_t kopecks(const Json& object, std::string_view key) {
  const auto sum = parse_money(text(object, key));
  return sum ? sum->kopecks : 0;
}

int64_t cost_of(const std::vector<Cost>& costs, std::string_view project) {
  for (const Cost& one : costs)
    if (one.project == project) return one.kopecks;
  return 0;
}

const Choice* find_choice(const Choices& choices, std::string_view project) {
  for (const Choice& one : choices)
    if (one.project == project) return &one;
  return nullptr;
}

bool contains(const std::vector<std::string>& group, std::string_view project) {
  return std::find(group.begin(), group.end(), project) != group.end();
}

std::string rival(const BallotRules& rules, const Choices& choices, std::string_view project) {
  for (const auto& group : rules.incompatible) {
    if (!contains(group, project)) continue;
    for (const Choice& one : choices)
      if (one.project != project && one.points > 0 && contains(group, one.project)) return one.project;
  }
  return {};
}

}  // namespace

BallotRules ballot_rules(const Json& campaign) {
  const Json& given = child(campaign, "ballot");
  BallotRules out;
  out.kind = text(given, "kind");
  out.min = integer(given, "min");
  out.max = out.kind == "choose_one" ? 1 : integer(given, "max");
  out.max_cost = kopecks(given, "max_cost");
  out.points = integer(given, "points");
  out.max_points = integer(given, "max_points");
  out.minus = integer(given, "minus");
  for (const Json& group : items(given, "incompatible")) {
    auto& ids = out.incompatible.emplace_back();
    for (const Json& id : group)
      if (id.is_string()) ids.push_back(id.get<std::string>());
  }
  return out;
}

Left left(const BallotRules& rules, const Choices& choices, const std::vector<Cost>& costs) {
  Left out;
  int64_t for_it = 0, against = 0, given = 0, money = 0;
  for (const Choice& one : choices) {
    for_it += one.points > 0 ? 1 : 0;
    against += one.points < 0 ? 1 : 0;
    given += std::max<int64_t>(one.points, 0);
    money += cost_of(costs, one.project);
  }
  if (rules.max > 0) out.votes = rules.max - for_it;
  out.money = rules.max_cost - money;
  out.points = rules.points - given;
  out.minus = rules.minus - against;
  return out;
}

std::string obstacle(const BallotRules& rules, const Choices& choices, const std::vector<Cost>& costs,
                     const Choice& wanted) {
  if (rules.kind == "choose_one" || rules.kind == "yes_no") return {};
  if (wanted.points > 0 && !rival(rules, choices, wanted.project).empty())
    return std::string(
        tr("Вместе с уже выбранным проектом его выбрать нельзя: построить можно только один. Уберите тот."));
  Choices without;
  for (const Choice& one : choices)
    if (one.project != wanted.project) without.push_back(one);
  const Left rest = left(rules, without, costs);
  if (wanted.points < 0)
    return rest.minus > 0 ? std::string() : std::string(tr("Голосов против не осталось. Снимите один из них."));
  if (wanted.points > 0 && rest.votes == 0)
    return std::string(tr("Голосов не осталось. Уберите один проект, чтобы выбрать этот."));
  if (rules.max_cost > 0 && wanted.points > 0) {
    const int64_t lack = cost_of(costs, wanted.project) - rest.money;
    if (lack > 0) return tr("Не хватает {}. Уберите другой проект.", format_roubles(Money{lack}));
  }
  if (rules.points > 0 && wanted.points > rest.points)
    return tr("Осталось баллов: {}. Уменьшите их у другого проекта.", std::max<int64_t>(rest.points, 0));
  return {};
}

std::string incomplete(const BallotRules& rules, const Choices& choices) {
  const auto count = static_cast<int64_t>(choices.size());
  if (count == 0) return std::string(tr("Выберите хотя бы один проект."));
  if (rules.min > count) return tr("Выберите ещё: нужно не меньше {}, выбрано {}.", rules.min, count);
  return {};
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
    if (rules.kind == "choose_one") choices.clear();
    choices.push_back({std::string(project), *points});
  }
  return choices;
}

Choices moved(Choices choices, std::string_view project, bool up) {
  const Choice* found = find_choice(choices, project);
  if (found == nullptr) return choices;
  const auto at = static_cast<size_t>(found - choices.data());
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
  std::sort(marked.begin(), marked.end());
  std::vector<std::string> out;
  out.reserve(marked.size());
  for (auto& [mark, id] : marked) out.push_back(std::move(id));
  return out;
}

}  // namespace pochin::app
