#include "shared/base/text.h"
#include "shared/base/tr.h"
#include "shared/scoring/outcome.h"

namespace pochin::scoring {
namespace {

// «60 баллов», «0,5 балла»
std::string with_word(const Ratio& points) {
  const auto whole = points.to_int64();
  const std::string_view word = whole ? plural(*whole, "балл", "балла", "баллов") : tr("балла");
  return points_text(points) + kNoBreakSpace + std::string(word);
}

std::string with_unit(std::string text, std::string_view unit) {
  if (!unit.empty()) text += kNoBreakSpace + std::string(unit);
  return text;
}

void give(CriterionScore& result, const Criterion& criterion, const Outcome& outcome) {
  result.points = outcome.points;
  result.weighted = result.points * criterion.weight;
  const std::string said = result.band.empty() ? result.value
                           : result.number     ? tr("{} ({})", result.value, result.band)
                                               : result.band;
  const bool plain = result.points == Ratio(0) || criterion.weight == Ratio(1);
  result.explanation = plain ? tr("{}: {} — {}.", criterion.title, said, with_word(result.points))
                             : tr("{}: {} — {} из {}.", criterion.title, said, points_text(result.weighted),
                                  with_word(criterion.max_weighted()));
}

void give_nothing(CriterionScore& result, std::string_view value, std::string_view reason) {
  result.value = value;
  result.band = reason;
  result.explanation = tr("{}: 0 баллов — {}.", result.title, reason);
}

void set_number(CriterionScore& result, const Criterion& criterion, const Ratio& number, std::string_view unit) {
  const bool whole = unit == "чел.";
  const bool decimals = criterion.rounded && criterion.shape != Shape::cohort;
  result.number = number;
  result.value =
      with_unit(to_text(number, whole || !decimals ? 0 : criterion.digits, decimals ? criterion.digits : 6), unit);
}

std::string count_text(const Criterion& criterion) {
  const std::string most = points_text(criterion.max);
  if (!criterion.per && criterion.points_base == Ratio(0) && criterion.above == Ratio(0))
    return tr("по {} за каждый, не больше {}", points_text(criterion.points_each), most);
  std::string text = criterion.points_base == Ratio(0) ? "" : tr("{} и ещё ", points_text(criterion.points_base));
  text += tr("{} за каждые {}", points_text(criterion.points_each),
             with_unit(to_text(criterion.per.value_or(Ratio(1)), 0, 4), criterion.unit));
  if (criterion.above.sign() > 0) text += tr(" свыше {}", to_text(criterion.above, 0, 4));
  return text + tr(", не больше {}", most);
}

std::string cohort_text(const Criterion& criterion, const Ratio& best) {
  const std::string_view which = criterion.best == Criterion::Best::most ? tr("наибольшее") : tr("наименьшее");
  return tr("{} среди заявок — {}", which, with_unit(to_text(best, 0, 6), criterion.unit));
}

std::string members_text(const Criterion& criterion, const Outcome& outcome) {
  if (criterion.members <= 1 && outcome.members == 1) return std::string(tr("оценка эксперта"));
  return tr("средняя по {} {}", outcome.members, plural(outcome.members, "оценке", "оценкам", "оценкам"));
}

// What the value and the band say, by shape.
void say_values(CriterionScore& result, const Criterion& criterion, const Outcome& outcome) {
  switch (criterion.shape) {
    case Shape::bands:
      if (!outcome.table || !outcome.number) return;
      result.table = outcome.table->title;
      set_number(result, criterion, *outcome.number,
                 outcome.table->unit.empty() ? criterion.unit : outcome.table->unit);
      if (outcome.band) result.band = outcome.band->text;
      return;
    case Shape::linear:
      if (!outcome.linear || !outcome.number) return;
      result.table = outcome.linear->title;
      set_number(result, criterion, *outcome.number, criterion.unit);
      result.band = tr("в пропорции от {} до {}", to_text(outcome.linear->from),
                       with_unit(to_text(outcome.linear->to), criterion.unit));
      return;
    case Shape::presence:
      result.value = outcome.present ? tr("есть") : tr("нет");
      result.band = outcome.present ? criterion.present_text : criterion.absent_text;
      return;
    case Shape::count:
      if (!outcome.number) return;
      set_number(result, criterion, *outcome.number, criterion.unit);
      result.band = count_text(criterion);
      return;
    case Shape::choice:
      if (outcome.choice) result.value = outcome.choice->title;
      return;
    case Shape::cohort:
      if (!outcome.number) return;
      set_number(result, criterion, *outcome.number, criterion.unit);
      if (outcome.limit) result.band = cohort_text(criterion, *outcome.limit);
      return;
    case Shape::expert:
      if (!outcome.number) return;
      set_number(result, criterion, *outcome.number, criterion.unit);
      result.band = members_text(criterion, outcome);
      if (!outcome.passed) result.band += tr(", ниже проходной {}", points_text(*criterion.pass));
      return;
  }
}

void say_nothing(CriterionScore& result, const Criterion& criterion, const Outcome& outcome) {
  const std::string known = outcome.number ? result.value : std::string(tr("неизвестно"));
  switch (outcome.standing) {
    case Standing::not_applicable:
      return give_nothing(result, tr("не применяется"), tr("критерий к этой заявке не относится"));
    case Standing::outside:
      return give_nothing(result, known, tr("значение вне шкалы"));
    case Standing::later:
      return give_nothing(result, known, tr("будет известно после окончания приёма: сравнивается с лучшей заявкой"));
    case Standing::no_best:
      return give_nothing(result, known, tr("сравнивать не с чем: ни у одной заявки значение не лучше предельного"));
    case Standing::few_members:
      return give_nothing(result, tr("{} из {}", outcome.members, criterion.members),
                          tr("оценок {}, а нужно не меньше {}", outcome.members, criterion.members));
    case Standing::lost:
      result.explanation = tr("{}: баллы не подсчитаны — {}.", criterion.title, lowered(outcome.lost));
      result.value = tr("не подсчитано");
      result.band = lowered(outcome.lost);
      return;
    case Standing::bad_mark:
      return give_nothing(result, tr("неизвестно"), tr("есть оценка вне шкалы или две оценки одного человека"));
    default:
      break;
  }
  const bool blank_choice = criterion.shape == Shape::choice;
  give_nothing(result, blank_choice ? std::string(tr("не выбрано")) : known, criterion.unknown);
}

}  // namespace

CriterionScore describe(const Criterion& criterion, const Outcome& outcome) {
  CriterionScore result;
  result.code = criterion.code;
  result.title = criterion.title;
  result.section = criterion.section;
  result.weight = criterion.weight;
  result.max_weighted = criterion.max_weighted();
  result.standing = outcome.standing;
  result.passed = outcome.passed;
  say_values(result, criterion, outcome);
  if (outcome.standing == Standing::below_minimum)
    result.band =
        tr("{}: нужно {}", outcome.table->minimum_title, with_unit(to_text(*outcome.limit, 0, 2), criterion.unit));
  else if (outcome.standing != Standing::scored)
    return say_nothing(result, criterion, outcome), result;
  give(result, criterion, outcome);
  return result;
}

}  // namespace pochin::scoring
