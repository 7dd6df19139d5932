#include "shared/scoring/score.h"

#include <algorithm>

#include "shared/base/text.h"
#include "shared/base/tr.h"

namespace pochin::scoring {
namespace {

bool below(const Ratio& number, const Band& band) {
  return band.from && (band.from_included ? number < *band.from : number <= *band.from);
}
bool above(const Ratio& number, const Band& band) {
  return band.to && (band.to_included ? number > *band.to : number >= *band.to);
}

const Band* find_band(const BandTable& table, const Ratio& number) {
  for (const Band& band : table.bands)
    if (!below(number, band) && !above(number, band)) return &band;
  return nullptr;
}

template <class Table>
const Table* find_table(const std::vector<Table>& tables, const form::Environment& environment) {
  for (const Table& table : tables)
    if (environment.holds(table.when, true)) return &table;
  return nullptr;
}

// «60 баллов», «0,5 балла»
std::string with_word(const Ratio& points) {
  const auto whole = points.to_int64();
  const std::string_view word = whole ? plural(*whole, "балл", "балла", "баллов") : tr("балла");
  return points_text(points) + kNoBreakSpace + std::string(word);
}

void give(CriterionScore& result, const Criterion& criterion, const Ratio& points) {
  result.points = std::clamp(points, Ratio(0), criterion.max);
  result.weighted = result.points * criterion.weight;
  const std::string said = result.band.empty() ? result.value
                           : result.number     ? tr("{} ({})", result.value, result.band)
                                               : result.band;
  const bool plain = result.points == Ratio(0) || criterion.weight == Ratio(1);
  result.explanation =
      plain ? tr("{}: {} — {}.", criterion.title, said, with_word(result.points))
            : tr("{}: {} — {} с весом {}, в итог идёт {}.", criterion.title, said, with_word(result.points),
                 to_text(criterion.weight, 0, 4), points_text(result.weighted));
}

void give_nothing(CriterionScore& result, std::string_view value, std::string_view reason) {
  result.value = value;
  result.band = reason;
  result.explanation = tr("{}: 0 баллов — {}.", result.title, reason);
}

void set_number(CriterionScore& result, const Criterion& criterion, const Ratio& number, std::string_view unit) {
  const bool whole = unit == "чел.";
  const Ratio rounded =
      criterion.rounded ? round_to(number, criterion.digits, Rounding::HalfUp).value_or(number) : number;
  result.number = rounded;
  result.value = to_text(rounded, whole ? 0 : criterion.digits, criterion.rounded ? criterion.digits : 6);
  if (!unit.empty()) result.value += "\u00a0" + std::string(unit);
}

void score_bands(CriterionScore& result, const Criterion& criterion, const form::Environment& environment) {
  const BandTable* table = find_table(criterion.tables, environment);
  if (!table) return give_nothing(result, tr("неизвестно"), criterion.unknown);
  const auto number = form::number_of(environment.evaluate(table->value.empty() ? criterion.value : table->value));
  if (!number) return give_nothing(result, tr("неизвестно"), criterion.unknown);
  set_number(result, criterion, *number, table->unit.empty() ? criterion.unit : table->unit);
  if (!table->minimum.empty()) {
    const auto minimum = form::number_of(environment.evaluate(table->minimum));
    if (!minimum) return give_nothing(result, result.value, criterion.unknown);
    if (*result.number < *minimum) {
      result.band = tr("{}: нужно {}\u00a0{}", table->minimum_title, to_text(*minimum, 0, 2), criterion.unit);
      return give(result, criterion, Ratio(0));
    }
  }
  const Band* band = find_band(*table, *result.number);
  if (!band) return give_nothing(result, result.value, tr("значение вне шкалы"));
  result.band = band->text;
  give(result, criterion, band->points);
}

void score_linear(CriterionScore& result, const Criterion& criterion, const form::Environment& environment) {
  const LinearTable* table = find_table(criterion.linear, environment);
  const auto number = form::number_of(environment.evaluate(criterion.value));
  if (!table || !number) return give_nothing(result, tr("неизвестно"), criterion.unknown);
  set_number(result, criterion, *number, criterion.unit);
  result.band = tr("от {} до {}\u00a0{} — поровну", to_text(table->from), to_text(table->to), criterion.unit);
  if (*result.number <= table->from) return give(result, criterion, table->from_points);
  if (*result.number >= table->to) return give(result, criterion, table->to_points);
  const auto share = checked_div(*result.number - table->from, table->to - table->from);
  give(result, criterion, table->from_points + share.value_or(Ratio(0)) * (table->to_points - table->from_points));
}

void score_presence(CriterionScore& result, const Criterion& criterion, const form::Environment& environment) {
  const bool present = environment.holds(criterion.value, false);
  result.value = present ? tr("есть") : tr("нет");
  result.band = present ? criterion.present_text : criterion.absent_text;
  give(result, criterion, present ? criterion.points_yes : Ratio(0));
}

void score_count(CriterionScore& result, const Criterion& criterion, const form::Environment& environment) {
  const auto number = form::number_of(environment.evaluate(criterion.value));
  if (!number) return give_nothing(result, tr("неизвестно"), criterion.unknown);
  set_number(result, criterion, *number, criterion.unit);
  result.band = tr("по {} за каждый, не больше {}", points_text(criterion.points_each), points_text(criterion.max));
  give(result, criterion, *result.number * criterion.points_each);
}

void score_choice(CriterionScore& result, const Criterion& criterion, const form::Environment& environment) {
  const std::string code = form::show(environment.evaluate(criterion.value));
  const auto chosen = std::ranges::find(criterion.choices, code, &Choice::code);
  if (chosen == criterion.choices.end()) return give_nothing(result, tr("не выбрано"), criterion.unknown);
  result.value = chosen->title;
  give(result, criterion, chosen->points);
}

}  // namespace

const Criterion* Criteria::find(std::string_view code) const {
  const auto found = std::ranges::find(items, code, &Criterion::code);
  return found == items.end() ? nullptr : &*found;
}

std::string points_text(const Ratio& points) { return to_text(points, 0, 4); }

CriterionScore score_one(const Criterion& criterion, const form::Environment& environment) {
  CriterionScore result;
  result.code = criterion.code;
  result.title = criterion.title;
  result.section = criterion.section;
  result.weight = criterion.weight;
  result.max_weighted = criterion.max * criterion.weight;
  if (!environment.holds(criterion.applicable, true)) {
    give_nothing(result, tr("не применяется"), tr("критерий к этой заявке не относится"));
    return result;
  }
  switch (criterion.shape) {
    case Shape::bands:
      score_bands(result, criterion, environment);
      break;
    case Shape::linear:
      score_linear(result, criterion, environment);
      break;
    case Shape::presence:
      score_presence(result, criterion, environment);
      break;
    case Shape::count:
      score_count(result, criterion, environment);
      break;
    case Shape::choice:
      score_choice(result, criterion, environment);
      break;
  }
  return result;
}

Score score(const Criteria& criteria, const form::Environment& environment) {
  Score result;
  result.criteria_version = criteria.version;
  for (const Criterion& criterion : criteria.items) {
    result.items.push_back(score_one(criterion, environment));
    result.total += result.items.back().weighted;
    result.max += result.items.back().max_weighted;
  }
  return result;
}

}  // namespace pochin::scoring
