#include "shared/review/sheet.h"

#include <algorithm>
#include <set>

#include "shared/base/tr.h"

namespace pochin::review {
namespace {

bool on_step(const Ratio& points, const SheetCriterion& criterion) {
  if (criterion.step.sign() <= 0) return true;
  const auto steps = checked_div(points - criterion.min, criterion.step);
  return steps && steps->is_integer();
}

// Later wins; of two at one moment the later in the list.
const Mark* last_mark(std::string_view member, std::string_view application, std::string_view criterion,
                      const std::vector<Mark>& marks) {
  const Mark* last = nullptr;
  for (const Mark& each : marks) {
    if (each.member != member || each.application != application || each.criterion != criterion) continue;
    if (!last || each.at >= last->at) last = &each;
  }
  return last;
}

std::unexpected<Error> too_few(const SheetCriterion& criterion, int64_t members, const AverageRule& rule) {
  return fail("average_members",
              tr("Критерий «{}» оценили {}, а нужно не меньше {}. Дождитесь оценок остальных членов комиссии",
                 criterion.title, members, rule.least_members),
              criterion.code);
}

}  // namespace

std::expected<void, Error> check_mark(const Mark& mark, const std::vector<SheetCriterion>& criteria,
                                      const std::vector<Conflict>& conflicts) {
  if (auto free = may_judge(conflicts, mark.member, mark.application); !free) return free;
  const auto found = std::ranges::find(criteria, mark.criterion, &SheetCriterion::code);
  if (found == criteria.end())
    return fail("mark_criterion", std::string(tr("Такого критерия нет в оценочном листе")), "criterion");
  if (mark.points < found->min || mark.points > found->max)
    return fail("mark_range", tr("Поставьте от {} до {}", to_text(found->min), to_text(found->max)), mark.criterion);
  if (!on_step(mark.points, *found))
    return fail("mark_step", tr("Баллы ставят с шагом {}, начиная с {}", to_text(found->step), to_text(found->min)),
                mark.criterion);
  if (!found->allowed.empty() && std::ranges::find(found->allowed, mark.points) == found->allowed.end()) {
    std::string list;
    for (const Ratio& each : found->allowed) list += (list.empty() ? "" : ", ") + to_text(each);
    return fail("mark_allowed", tr("По этому критерию бывают только такие оценки: {}", list), mark.criterion);
  }
  return {};
}

Sheet sheet_of(std::string_view member, std::string_view application, const std::vector<SheetCriterion>& criteria,
               const std::vector<Mark>& marks) {
  Sheet sheet;
  for (const SheetCriterion& criterion : criteria) {
    if (const Mark* mark = last_mark(member, application, criterion.code, marks))
      sheet.points[criterion.code] = mark->points;
    else
      sheet.missing.push_back(criterion.code);
  }
  return sheet;
}

std::map<std::string, Ratio> Averages::facts() const {
  std::map<std::string, Ratio> facts;
  for (const auto& [code, points] : by_criterion) facts["commission." + code] = points;
  facts["commission.total"] = total;
  return facts;
}

Result<Averages> averages(std::string_view application, const std::vector<std::string>& members,
                          const std::vector<SheetCriterion>& criteria, const std::vector<Mark>& marks,
                          const std::vector<Conflict>& conflicts, const AverageRule& rule) {
  Averages made;
  std::vector<Sheet> sheets;
  for (const std::string& member : std::set<std::string>(members.begin(), members.end())) {
    if (is_recused(conflicts, member, application)) continue;
    Sheet sheet = sheet_of(member, application, criteria, marks);
    if (!sheet.empty() && !sheet.complete()) made.incomplete.push_back(member);
    if (sheet.complete() || !rule.complete_only) sheets.push_back(std::move(sheet));
  }
  for (const SheetCriterion& criterion : criteria) {
    std::optional<Ratio> sum = Ratio();
    int64_t scored = 0;
    for (const Sheet& sheet : sheets) {
      const auto mark = sheet.points.find(criterion.code);
      if (mark == sheet.points.end()) continue;
      if (sum) sum = checked_add(*sum, mark->second);
      ++scored;
    }
    if (scored < std::max<int64_t>(rule.least_members, 1)) return too_few(criterion, scored, rule);
    const auto average = sum ? checked_div(*sum, Ratio(scored)) : std::nullopt;
    const auto total = average ? checked_add(made.total, *average) : std::nullopt;
    if (!total) return fail("average_range", std::string(tr("Баллы слишком велики. Проверьте их")), criterion.code);
    made.by_criterion[criterion.code] = *average;
    made.members[criterion.code] = scored;
    made.total = *total;
  }
  return made;
}

}  // namespace pochin::review
