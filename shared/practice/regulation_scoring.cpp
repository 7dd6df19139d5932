// Criteria as an act says them: each from its own borders and numbers, never from the label of a band.
#include <algorithm>

#include "shared/base/text.h"
#include "shared/practice/regulation_parts.h"

namespace pochin::practice {
namespace {

using scoring::Band;
using scoring::Criterion;

std::string titled(std::string_view title, const std::string& text) {
  return title.empty() ? text : std::string(title) + ": " + text;
}

// «больше 2 и не больше 5 %»
std::string borders(const Band& band, std::string_view unit) {
  if (band.from && band.to && *band.from == *band.to) return tr("ровно {}", amount(*band.from, unit));
  std::string text;
  if (band.from) {
    text = std::string(band.from_included ? tr("не меньше ") : tr("больше ")) +
           (band.to ? number_text(*band.from) : amount(*band.from, unit));
    if (band.to) text += band.to_included ? tr(" и ") : tr(", но ");
  }
  if (band.to) text += std::string(band.to_included ? tr("не больше ") : tr("меньше ")) + amount(*band.to, unit);
  return text.empty() ? std::string(tr("любое значение")) : text;
}

bool covers_all(const std::vector<Band>& bands) {
  return std::ranges::any_of(bands, [](const Band& band) { return !band.from; }) &&
         std::ranges::any_of(bands, [](const Band& band) { return !band.to; });
}

void leave_condition(const Criterion& criterion, std::string_view title, const formula::Formula& when,
                     RegulationWriter& writer) {
  if (!when.empty() && title.empty())
    writer.unsaid(tr("Критерий «{}»: когда действует одна из его шкал (условие {})", criterion.title, when.text()));
}

std::string band_lines(const Criterion& criterion, RegulationWriter& writer) {
  std::string out;
  for (const scoring::BandTable& table : criterion.tables) {
    const std::string_view unit = table.unit.empty() ? criterion.unit : table.unit;
    std::vector<std::string> bands;
    if (const auto least = constant(table.minimum))
      bands.push_back(tr("меньше {} — {}", amount(*least, unit), points(Ratio(0))));
    for (const Band& band : table.bands) bands.push_back(borders(band, unit) + " — " + points(band.points));
    if (!covers_all(table.bands)) bands.push_back(tr("в остальных случаях — {}", points(Ratio(0))));
    out += "\n– " + titled(table.title, joined(bands)) + ";";
    leave_condition(criterion, table.title, table.when, writer);
    if (!table.minimum.empty() && !constant(table.minimum))
      writer.unsaid(tr("Критерий «{}»: наименьшее значение, ниже которого баллов нет (формула {})", criterion.title,
                       table.minimum.text()));
    if (!table.value.empty())
      writer.unsaid(tr("Критерий «{}»: шкала «{}» считается по другому значению (формула {})", criterion.title,
                       table.title, table.value.text()));
  }
  return out;
}

std::string linear_lines(const Criterion& criterion, RegulationWriter& writer) {
  std::string out;
  for (const scoring::LinearTable& table : criterion.linear) {
    const std::string text =
        tr("меньше {} — {}; от {} ({}) до {} ({}) — пропорционально значению; больше {} — {}",
           amount(table.from, criterion.unit), points(table.below.value_or(table.from_points)),
           amount(table.from, criterion.unit), points(table.from_points), amount(table.to, criterion.unit),
           points(table.to_points), amount(table.to, criterion.unit), points(table.above.value_or(table.to_points)));
    out += "\n– " + titled(table.title, text) + ";";
    leave_condition(criterion, table.title, table.when, writer);
  }
  return out;
}

std::string choice_lines(const Criterion& criterion) {
  std::string out;
  for (const scoring::Choice& choice : criterion.choices)
    out += "\n– " + choice.title + " — " + points(choice.points) + ";";
  return out;
}

std::string count_lines(const Criterion& criterion) {
  std::string text = criterion.points_base == Ratio(0) ? std::string() : tr("{} и ещё ", points(criterion.points_base));
  if (criterion.per)
    text += tr("{} за каждые полные {}", points(criterion.points_each), amount(*criterion.per, criterion.unit));
  else
    text += tr("{} за каждую единицу", points(criterion.points_each));
  if (criterion.above.sign() > 0) text += tr(" сверх {}", amount(criterion.above, criterion.unit));
  return tr("\n– {}, но не больше {};\n– если ни одной единицы нет — {};", text, points_of(criterion.max),
            points(Ratio(0)));
}

std::string cohort_lines(const Criterion& criterion, RegulationWriter& writer) {
  const bool most = criterion.best == Criterion::Best::most;
  const std::string_view among = criterion.whole_contest ? tr("всех заявок отбора") : tr("заявок того же окна отбора");
  std::string text = tr("\n– {} получает заявка с {} значением среди {}", points(criterion.max),
                        most ? tr("наибольшим") : tr("наименьшим"), among);
  const auto bound = constant(criterion.bound);
  if (bound)
    text += tr("; остальные — пропорционально тому, насколько их значение {} {}, где баллов нет",
               most ? tr("больше") : tr("меньше"), amount(*bound, criterion.unit));
  else if (criterion.bound.empty())
    text += most ? tr("; остальные — во столько раз меньше, во сколько их значение меньше наибольшего")
                 : tr("; остальные — во столько раз меньше, во сколько их значение больше наименьшего");
  else
    writer.unsaid(
        tr("Критерий «{}»: значение, за которое баллов нет (формула {})", criterion.title, criterion.bound.text()));
  return text + ";";
}

std::string expert_lines(const Criterion& criterion) {
  std::string text = tr("\n– средняя оценка членов комиссии или экспертов, не меньше чем {}",
                        counted(criterion.members, tr("оценка"), tr("оценки"), tr("оценок")));
  std::vector<std::string> marks;
  for (const Ratio& mark : criterion.allowed) marks.push_back(number_text(mark));
  text += marks.empty() ? tr("; каждый ставит от {} до {}", number_text(criterion.min), points_of(criterion.max))
                        : tr("; каждый ставит одну из оценок: {}", joined(marks, ", "));
  if (criterion.pass)
    text += tr(";\n– заявка, средняя оценка которой меньше {}, к отбору не допускается", points_of(*criterion.pass));
  return text + ";";
}

std::string scale(const Criterion& criterion, RegulationWriter& writer) {
  switch (criterion.shape) {
    case scoring::Shape::bands:
      return band_lines(criterion, writer);
    case scoring::Shape::linear:
      return linear_lines(criterion, writer);
    case scoring::Shape::choice:
      return choice_lines(criterion);
    case scoring::Shape::presence:
      return tr("\n– {} — {};\n– {} — {};", criterion.present_text, points(criterion.points_yes), criterion.absent_text,
                points(Ratio(0)));
    case scoring::Shape::count:
      return count_lines(criterion);
    case scoring::Shape::cohort:
      return cohort_lines(criterion, writer);
    case scoring::Shape::expert:
      return expert_lines(criterion);
  }
  return {};
}

std::string_view mode_text(Rounding mode) {
  switch (mode) {
    case Rounding::HalfUp:
      return tr("половина — от нуля");
    case Rounding::HalfEven:
      return tr("половина — до чётной цифры");
    case Rounding::Down:
      return tr("лишние знаки отбрасываются");
    case Rounding::Up:
      return tr("в сторону от нуля");
    case Rounding::Floor:
      return tr("в меньшую сторону");
    case Rounding::Ceil:
      return tr("в большую сторону");
  }
  return {};
}

std::string to_digits(int digits, Rounding mode) {
  const std::string places = digits == 0
                                 ? std::string(tr("до целого числа"))
                                 : tr("до {} после запятой", counted(digits, tr("знака"), tr("знаков"), tr("знаков")));
  return tr("{} ({})", places, mode_text(mode));
}

// What is rounded before the scale looks at it (outcome.cpp): the share of the best, the average, or the value.
std::string rounding(const Criterion& criterion) {
  const bool of_a_number = criterion.shape != scoring::Shape::presence && criterion.shape != scoring::Shape::choice;
  std::string text;
  if (criterion.rounded && of_a_number) {
    const std::string_view what = criterion.shape == scoring::Shape::cohort ? tr(" Доля от лучшего значения")
                                  : criterion.shape == scoring::Shape::expert ? tr(" Средняя оценка")
                                                                              : tr(" Значение до оценки");
    text = std::string(what) + tr(" округляется {}.", to_digits(criterion.digits, criterion.round));
  }
  if (criterion.round_points)
    text += tr(" Баллы округляются {}.", to_digits(criterion.round_points->digits, criterion.round_points->mode));
  return text;
}

bool only_added(const scoring::Criteria& criteria) {
  return std::ranges::all_of(criteria.items, [](const Criterion& item) { return item.weight == Ratio(1); });
}

std::string total_text(const scoring::Criteria& criteria) {
  std::string text =
      tr("Заявки оцениваются по критериям, указанным в настоящем разделе (редакция {}). ", criteria.version);
  text += only_added(criteria)
              ? tr("Итоговый балл равен сумме баллов по критериям")
              : tr("Оценка по критерию умножается на его вес. Итоговый балл равен сумме полученных произведений");
  if (criteria.cap) text += tr(", но не больше {}", points_of(*criteria.cap));
  return text + tr(". Если значение критерия определить нельзя, по нему ставится {}.", points(Ratio(0)));
}

std::string criterion_text(const Criterion& criterion, bool with_weight, RegulationWriter& writer) {
  std::string text = criterion.title + ". ";
  text += with_weight
              ? tr("Вес критерия — {}, наибольшая оценка — {}", number_text(criterion.weight), points(criterion.max))
              : tr("Наибольшая оценка — {}", points(criterion.max));
  if (criterion.min.sign() < 0) text += tr(", наименьшая — {}", points(criterion.min));
  return ended(text + "." + rounding(criterion) + std::string(tr(" Оценка:")) + scale(criterion, writer));
}

void write_groups(const scoring::Criteria& criteria, const std::vector<std::string>& numbers,
                  RegulationWriter& writer) {
  std::string lines;
  for (const scoring::Group& group : criteria.groups) {
    std::vector<std::string> own;
    for (std::size_t i = 0; i < criteria.items.size(); ++i)
      if (criteria.items[i].group == group.code) own.push_back(numbers[i]);
    if (!own.empty())
      lines += tr("\n– «{}», общий вес {}: критерии в {};", group.title, number_text(group.weight), in_points(own));
  }
  if (!lines.empty()) writer.point(ended(tr("Критерии объединены в группы:{}", lines)));
}

void write_gates(const scoring::Criteria& criteria, RegulationWriter& writer) {
  std::string refused, emptied;
  for (const scoring::Gate& gate : criteria.gates)
    (gate.effect == scoring::Gate::Effect::zero ? emptied : refused) += "\n– " + gate.title + ";";
  if (!refused.empty())
    writer.point(
        ended(tr("К отбору не допускается заявка, для которой не выполнено хотя бы одно из условий:{}", refused)));
  if (!emptied.empty())
    writer.point(ended(tr("Итоговый балл равен нулю, если не выполнено хотя бы одно из условий:{}", emptied)));
  if (!criteria.gates.empty())
    writer.point(
        std::string(tr("Условие, проверить которое нельзя, потому что сведений нет, считается невыполненным.")));
}

}  // namespace

void write_criteria(const Pack& pack, RegulationWriter& writer) {
  const scoring::Criteria& criteria = pack.criteria;
  if (criteria.items.empty() && criteria.gates.empty()) return;
  writer.section(tr("Критерии оценки"));
  if (!criteria.items.empty()) writer.point(total_text(criteria));
  std::vector<std::string> numbers;
  for (const Criterion& criterion : criteria.items) {
    numbers.push_back(writer.point(criterion_text(criterion, !only_added(criteria), writer), criterion.norm));
    if (!criterion.applicable.empty())
      writer.unsaid(tr("Критерий «{}»: к каким заявкам он применяется (условие {})", criterion.title,
                       criterion.applicable.text()));
  }
  write_groups(criteria, numbers, writer);
  write_gates(criteria, writer);
  if (!pack.limits.plus.empty() || !pack.limits.minus.empty())
    writer.point(std::string(
        tr("Итоговый балл может быть увеличен или уменьшен с указанием причины: баллы предлагает один сотрудник, "
           "подтверждает другой.")));
}

}  // namespace pochin::practice
