// Score sheets and their criteria as JSON.
#include <algorithm>

#include "shared/base/record.h"
#include "shared/base/tr.h"
#include "shared/review/sheet.h"

namespace pochin::review {

constexpr auto fields(const SheetCriterion*) {
  return std::tuple{record::needed("code", &SheetCriterion::code), record::needed("title", &SheetCriterion::title),
                    record::needed("min", &SheetCriterion::min),   record::needed("max", &SheetCriterion::max),
                    record::needed("step", &SheetCriterion::step), record::maybe("allowed", &SheetCriterion::allowed)};
}

constexpr auto fields(const Mark*) {
  return std::tuple{record::needed("member", &Mark::member),       record::needed("application", &Mark::application),
                    record::needed("criterion", &Mark::criterion), record::needed("points", &Mark::points),
                    record::maybe("comment", &Mark::comment),      record::needed("at", &Mark::at)};
}

constexpr auto fields(const AverageRule*) {
  return std::tuple{record::needed("least_members", &AverageRule::least_members),
                    record::maybe("complete_only", &AverageRule::complete_only)};
}

Result<std::vector<SheetCriterion>> sheet_criteria_from_json(const Json& json, const std::string& place) {
  auto criteria = record::read<std::vector<SheetCriterion>>(json, place);
  if (!criteria) return criteria;
  for (auto each = criteria->begin(); each != criteria->end(); ++each) {
    const std::string at = place + "/" + std::to_string(each - criteria->begin());
    if (std::find_if(criteria->begin(), each, [&](const SheetCriterion& other) { return other.code == each->code; }) !=
        each)
      return fail("sheet_twice", tr("Критерий «{}» встречается дважды.", each->code), at + "/code");
    if (each->min > each->max || each->step.sign() < 0)
      return fail("sheet_range", std::string(tr("Наименьший балл больше наибольшего или шаг меньше нуля.")), at);
  }
  return criteria;
}

Result<AverageRule> average_rule_from_json(const Json& json, const std::string& place) {
  return record::read<AverageRule>(json, place);
}

Result<Mark> mark_from_json(const Json& json, const std::string& place) { return record::read<Mark>(json, place); }

Json to_json(const std::vector<SheetCriterion>& criteria) { return record::write(criteria); }
Json to_json(const AverageRule& rule) { return record::write(rule); }
Json to_json(const Mark& mark) { return record::write(mark); }

}  // namespace pochin::review
