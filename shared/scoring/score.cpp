#include "shared/scoring/score.h"

#include <algorithm>

#include "shared/base/tr.h"
#include "shared/scoring/outcome.h"

namespace pochin::scoring {
namespace {

GateScore pass(const Gate& gate, const form::Environment& environment) {
  GateScore result;
  result.code = gate.code;
  result.title = gate.title;
  const formula::Value value = environment.evaluate(gate.check);
  result.passed = value.is_true();
  if (result.passed)
    result.explanation = tr("{}: условие выполнено.", gate.title);
  else if (value.is_null())
    result.explanation = tr("{}: {} (проверить нечем: данных нет).", gate.title, gate.reason);
  else
    result.explanation = tr("{}: {}.", gate.title, gate.reason);
  return result;
}

void remark(Score& score, std::string_view text) {
  if (!score.remark.empty()) score.remark += "; ";
  score.remark += text;
}

void apply_gates(Score& result, const Criteria& criteria, const form::Environment& environment) {
  for (const Gate& gate : criteria.gates) {
    result.gates.push_back(pass(gate, environment));
    if (result.gates.back().passed) continue;
    if (gate.effect == Gate::Effect::not_admitted) {
      result.admitted = false;
      remark(result, tr("не допущена: {}", gate.reason));
    } else {
      result.total = Ratio(0);
      remark(result, tr("итог обнулён: {}", gate.reason));
    }
  }
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

Score score(const Criteria& criteria, const form::Environment& environment, const Given& given) {
  Score result;
  result.criteria_version = criteria.version;
  result.criteria_hash = criteria.hash;
  result.items.reserve(criteria.items.size());
  for (const Criterion& criterion : criteria.items) {
    const CriterionScore& item = result.items.emplace_back(score_one(criterion, environment, given));
    result.total += item.weighted;
    result.max += item.max_weighted;
    if (item.standing == Standing::later || item.standing == Standing::few_members) result.complete = false;
    if (item.passed) continue;
    result.admitted = false;
    remark(result, tr("не допущена: {} — средняя оценка ниже проходной", criterion.title));
  }
  if (criteria.cap) {
    result.max = std::min(result.max, *criteria.cap);
    if (result.total > *criteria.cap) {
      remark(result, tr("итог не больше {}", points_text(*criteria.cap)));
      result.total = *criteria.cap;
    }
  }
  apply_gates(result, criteria, environment);
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
