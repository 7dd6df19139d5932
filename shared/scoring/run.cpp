#include "shared/scoring/run.h"

#include <algorithm>

#include "shared/base/json.h"
#include "shared/base/sha256.h"
#include "shared/base/text.h"
#include "shared/base/tr.h"
#include "shared/scoring/score_json.h"

namespace pochin::scoring {
namespace {

Json marks_json(std::span<const Mark> marks) {
  std::vector<std::string> list;
  for (const Mark& each : marks)
    list.push_back(canonical(Json::array({each.criterion, each.member, machine_text(each.points)})));
  std::ranges::sort(list);  // who gave a mark first changes nothing
  return list;
}

// What formulas can read of the application, whether it was typed or is a fact of the place. The day of the calculation
// is no part of the application; what a formula makes of it is.
Json names_json(const formula::Environment& environment) {
  form::Facts names(environment.names.begin(), environment.names.end());
  names.erase("today");
  return form::to_json(names);
}

// Names and versions of equal rules may differ; their content decides.
bool same_rules(const ScoreRun& a, const ScoreRun& b) {
  return a.criteria_hash == b.criteria_hash && a.criteria_version == b.criteria_version;
}

// As the journal keeps them: six decimals.
bool differ(const Ratio& a, const Ratio& b) { return machine_text(a) != machine_text(b); }

std::string shown(const CriterionScore& item) {
  return tr("{} ({})", item.value.empty() ? item.band : item.value, points_text(item.weighted));
}

ItemChange item_change(const CriterionScore* before, const CriterionScore* after, bool same_rules, bool same_inputs) {
  const CriterionScore& any = after ? *after : *before;
  ItemChange change{any.code, any.title, before ? before->weighted : Ratio(0), after ? after->weighted : Ratio(0), {}};
  if (!before)
    change.text = tr("«{}»: новый критерий, {} баллов.", any.title, points_text(change.after));
  else if (!after)
    change.text = tr("«{}»: критерия больше нет, было {} баллов.", any.title, points_text(change.before));
  else
    change.text = tr("«{}»: было {}, стало {}: {}.", any.title, shown(*before), shown(*after),
                     !same_inputs && before->value != after->value ? tr("изменились данные заявки")
                     : !same_rules                                 ? tr("изменились правила")
                     : !same_inputs ? tr("изменились данные заявки")
                                    : tr("изменились другие заявки конкурса"));
  return change;
}

const CriterionScore* find(const Score& score, std::string_view code) {
  const auto found = std::ranges::find(score.items, code, &CriterionScore::code);
  return found == score.items.end() ? nullptr : &*found;
}

void compare_items(RunChange& change, const RunItem& before, const RunItem& after, bool same_rules) {
  const bool same_inputs = before.inputs_hash == after.inputs_hash;
  for (const CriterionScore& now : after.score.items) {
    const CriterionScore* was = find(before.score, now.code);
    if (!was || differ(was->weighted, now.weighted))
      change.items.push_back(item_change(was, &now, same_rules, same_inputs));
  }
  for (const CriterionScore& was : before.score.items)
    if (!find(after.score, was.code)) change.items.push_back(item_change(&was, nullptr, same_rules, same_inputs));
}

RunChange changed(const RunItem& before, const RunItem& after, bool same_rules) {
  RunChange change{after.id, RunChange::Kind::changed, before.final(), after.final(), {}, {}};
  compare_items(change, before, after, same_rules);
  if (!same_rules) change.why.emplace_back(tr("Изменились правила."));
  if (before.inputs_hash != after.inputs_hash) change.why.emplace_back(tr("Изменились данные заявки."));
  if (differ(before.plus, after.plus) || differ(before.minus, after.minus))
    change.why.push_back(tr("Изменились баллы вручную: было +{} –{}, стало +{} –{}.", points_text(before.plus),
                            points_text(before.minus), points_text(after.plus), points_text(after.minus)));
  if (before.score.remark != after.score.remark)
    change.why.push_back(after.score.remark.empty() ? tr("Больше не действует: {}.", before.score.remark)
                                                    : tr("Теперь действует: {}.", after.score.remark));
  if (change.why.empty())
    change.why.emplace_back(tr("Изменились другие заявки конкурса, с которыми она сравнивается."));
  return change;
}

bool same(const RunItem& a, const RunItem& b) {
  if (differ(a.final(), b.final()) || a.score.admitted != b.score.admitted) return false;
  return std::ranges::equal(a.score.items, b.score.items, [](const CriterionScore& x, const CriterionScore& y) {
    return x.code == y.code && !differ(x.weighted, y.weighted);
  });
}

std::string summary(const RunDifference& difference, const ScoreRun& before, const ScoreRun& after) {
  const auto count = static_cast<int64_t>(difference.changes.size());
  if (count == 0) return std::string(tr("Ни один балл не изменился."));
  std::string text = tr("Изменилось у {} {}", count, plural(count, "заявки", "заявок", "заявок"));
  if (!difference.same_rules)
    text += tr("; правила: версия {} вместо {}", after.criteria_version, before.criteria_version);
  if (!difference.same_inputs) text += tr("; данные заявок изменились");
  return text + tr(". Причина расчёта: {}.", after.reason);
}

}  // namespace

std::string inputs_hash(const Entrant& entrant) {
  Json adjustments = Json::array();
  for (const Adjustment& each : entrant.adjustments) adjustments.push_back(to_json(each));
  const form::Environment& environment = *entrant.subject.environment;
  const Json inputs = {{"answers", form::to_json(environment.answers())},
                       {"names", names_json(environment.names())},
                       {"window", entrant.subject.window},
                       {"takes_part", entrant.subject.takes_part},
                       {"marks", marks_json(entrant.subject.marks)},
                       {"adjustments", std::move(adjustments)}};
  return hex(sha256(canonical(inputs)));
}

Result<ScoreRun> run_scores(const Criteria& criteria, std::span<const Entrant> entrants, Instant at,
                            std::string_view reason, std::string_view by) {
  if (is_blank(reason)) return fail("run_reason", std::string(tr("Напишите, почему баллы считаются заново")), "reason");
  if (is_blank(by)) return fail("run_author", std::string(tr("Неизвестно, кто считает баллы: войдите заново")), "by");
  std::vector<Subject> subjects;
  for (const Entrant& each : entrants) subjects.push_back(each.subject);
  std::vector<Score> scores = score_contest(criteria, subjects);

  ScoreRun run{criteria.version, criteria.hash, {}, at, std::string(trim(reason)), std::string(trim(by)), {}};
  for (std::size_t i = 0; i < entrants.size(); ++i) {
    const AdjustmentSum by_hand = sum_of(entrants[i].adjustments);
    run.items.push_back({std::string(entrants[i].subject.id), inputs_hash(entrants[i]), std::move(scores[i]),
                         by_hand.plus, by_hand.minus});
  }
  std::ranges::sort(run.items, {}, &RunItem::id);
  const auto twice = std::ranges::adjacent_find(run.items, {}, &RunItem::id);
  if (twice != run.items.end())
    return fail("run_duplicate", tr("Заявка {} стоит в списке дважды", twice->id), twice->id);
  std::string all;
  for (const RunItem& each : run.items) all += each.id + ' ' + each.inputs_hash + '\n';
  run.inputs_hash = hex(sha256(all));
  return run;
}

RunDifference compare(const ScoreRun& before, const ScoreRun& after) {
  RunDifference difference;
  difference.same_rules = same_rules(before, after);
  difference.same_inputs = before.inputs_hash == after.inputs_hash;
  auto was = before.items.begin();
  auto now = after.items.begin();
  while (was != before.items.end() || now != after.items.end()) {
    if (now == after.items.end() || (was != before.items.end() && was->id < now->id)) {
      difference.changes.push_back({was->id,
                                    RunChange::Kind::removed,
                                    was->final(),
                                    Ratio(0),
                                    {},
                                    {std::string(tr("Заявки больше нет в расчёте."))}});
      ++was;
    } else if (was == before.items.end() || now->id < was->id) {
      difference.changes.push_back(
          {now->id, RunChange::Kind::added, Ratio(0), now->final(), {}, {std::string(tr("Заявка новая в расчёте."))}});
      ++now;
    } else {
      if (!same(*was, *now)) difference.changes.push_back(changed(*was, *now, difference.same_rules));
      ++was;
      ++now;
    }
  }
  difference.text = summary(difference, before, after);
  return difference;
}

}  // namespace pochin::scoring
