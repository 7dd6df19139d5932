#include "shared/scoring/score.h"

#include <algorithm>

#include "shared/base/text.h"
#include "shared/base/tr.h"
#include "shared/scoring/outcome.h"

namespace pochin::scoring {
namespace {

GateScore told(const Gate& gate, const formula::Value& value) {
  GateScore result{gate.code, gate.title, value.is_true(), {}};
  if (result.passed)
    result.explanation = tr("{}: условие выполнено.", gate.title);
  else if (value.is_lost())
    result.explanation = tr("{}: условие не проверено ({}).", gate.title, value.reason());
  else if (value.is_null())
    result.explanation = tr("{}: {} (проверить нечем: данных нет).", gate.title, gate.reason);
  else
    result.explanation = tr("{}: {}.", gate.title, gate.reason);
  return result;
}

void append(std::string& list, std::string_view text) {
  if (!list.empty()) list += "; ";
  list += text;
}

void remark(Score& score, std::string_view text) { append(score.remark, text); }

// Why there is no total, by the name of what could not be computed.
void lose(Score& score, std::string_view title, std::string_view reason) {
  append(score.not_counted, tr("{} — {}", title, lowered(reason)));
}

// The one way through the rules, with words or without: each criterion, the cap, each gate.
template <class OnItem, class OnCap, class OnGate>
Tally walk(const Criteria& criteria, const form::Environment& environment, const Given& given, OnItem on_item,
           OnCap on_cap, OnGate on_gate) {
  Tally tally;
  for (const Criterion& criterion : criteria.items) {
    const Outcome outcome = outcome_of(criterion, environment, given);
    tally.total += outcome.points * criterion.weight;
    if (outcome.standing == Standing::later || outcome.standing == Standing::few_members) tally.complete = false;
    if (outcome.standing == Standing::lost) tally.counted = false;
    if (!outcome.passed) tally.admitted = false;
    on_item(criterion, outcome);
  }
  if (criteria.cap && tally.total > *criteria.cap) {
    tally.total = *criteria.cap;
    on_cap();
  }
  for (const Gate& gate : criteria.gates) {
    const formula::Value value = environment.evaluate(gate.check);
    on_gate(gate, value);
    if (value.is_true()) continue;
    if (value.is_lost())
      tally.counted = false;
    else if (gate.effect == Gate::Effect::zero)
      tally.total = Ratio(0);
    else
      tally.admitted = false;
  }
  if (!tally.counted) tally.total = Ratio(0);
  return tally;
}

}  // namespace

const Criterion* Criteria::find(std::string_view code) const {
  const auto found = std::ranges::find(items, code, &Criterion::code);
  return found == items.end() ? nullptr : &*found;
}

std::string points_text(const Ratio& points) { return to_text(points, 0, 4); }

CriterionScore score_one(const Criterion& criterion, const form::Environment& environment, const Given& given) {
  return describe(criterion, outcome_of(criterion, environment, given));
}

Tally tally(const Criteria& criteria, const form::Environment& environment, const Given& given) {
  return walk(
      criteria, environment, given, [](const Criterion&, const Outcome&) {}, [] {},
      [](const Gate&, const formula::Value&) {});
}

Score score(const Criteria& criteria, const form::Environment& environment, const Given& given) {
  Score result;
  result.criteria_version = criteria.version;
  result.criteria_hash = criteria.hash;
  result.items.reserve(criteria.items.size());
  const auto on_item = [&](const Criterion& criterion, const Outcome& outcome) {
    result.items.push_back(describe(criterion, outcome));
    result.max += criterion.max_weighted();
    if (outcome.standing == Standing::lost) lose(result, criterion.title, outcome.lost);
    if (!outcome.passed) remark(result, tr("не допущена: {} — средняя оценка ниже проходной", criterion.title));
  };
  const auto on_cap = [&] { remark(result, tr("итог не больше {}", points_text(*criteria.cap))); };
  const auto on_gate = [&](const Gate& gate, const formula::Value& value) {
    result.gates.push_back(told(gate, value));
    if (value.is_true()) return;
    if (value.is_lost()) return lose(result, gate.title, value.reason());
    remark(result, gate.effect == Gate::Effect::zero ? tr("итог обнулён: {}", gate.reason)
                                                     : tr("не допущена: {}", gate.reason));
  };
  const Tally sum = walk(criteria, environment, given, on_item, on_cap, on_gate);
  result.total = sum.total;
  if (!result.not_counted.empty()) remark(result, tr("итог не подсчитан: {}", result.not_counted));
  result.admitted = sum.admitted;
  result.complete = sum.complete;
  if (criteria.cap) result.max = std::min(result.max, *criteria.cap);
  return result;
}

std::vector<GroupScore> group_scores(const Criteria& criteria, const Score& score) {
  std::vector<GroupScore> groups;
  for (const Group& group : criteria.groups) {
    GroupScore sum{group.code, group.title, {}, {}};
    for (std::size_t i = 0; i < criteria.items.size() && i < score.items.size(); ++i) {
      if (criteria.items[i].group != group.code) continue;
      sum.points += score.items[i].weighted;
      sum.max += score.items[i].max_weighted;
    }
    groups.push_back(std::move(sum));
  }
  return groups;
}

}  // namespace pochin::scoring
