#include <algorithm>

#include "shared/base/text.h"
#include "shared/base/tr.h"
#include "shared/practice/check.h"

namespace pochin::practice {
namespace {

using Want = FormulaCheck::Want;

void check_points(const scoring::Criterion& criterion, const Ratio& points, const std::string& pointer,
                  Findings& findings) {
  if (points > criterion.max || points < criterion.min)
    findings.error("bad_points", pointer,
                   tr("Баллов должно быть от {} до {}", to_text(criterion.min), to_text(criterion.max)));
}

// Bands must follow one another without a gap or an overlap, from minus to plus infinity, and must not pay less for
// more.
void check_bands(const scoring::Criterion& criterion, const scoring::BandTable& table, const std::string& pointer,
                 Findings& findings) {
  if (table.bands.empty()) return findings.error("no_bands", pointer, tr("В таблице нет ни одной ступени"));
  for (std::size_t i = 0; i < table.bands.size(); ++i) {
    const scoring::Band& band = table.bands[i];
    const std::string place = step(pointer, i);
    check_points(criterion, band.points, place + "/points", findings);
    if (band.from && band.to && *band.from >= *band.to)
      findings.error("empty_band", place, tr("Начало ступени не меньше её конца"));
    if (i == 0) {
      if (band.from)
        findings.error("band_gap", place, tr("Первая ступень должна начинаться без нижней границы (без from)"));
      continue;
    }
    const scoring::Band& before = table.bands[i - 1];
    if (!before.to || !band.from) {
      findings.error("band_overlap", place, tr("Ступень пересекается с предыдущей: между ними нет границы"));
      continue;
    }
    const bool overlap =
        *band.from < *before.to || (*band.from == *before.to && band.from_included && before.to_included);
    const bool gap =
        *band.from > *before.to || (*band.from == *before.to && !band.from_included && !before.to_included);
    if (overlap)
      findings.error("band_overlap", place, tr("Ступень пересекается с предыдущей у {}", to_text(*band.from)));
    if (gap) findings.error("band_gap", place, tr("Между ступенями пропуск у {}", to_text(*before.to)));
    if (criterion.falling ? band.points > before.points : band.points < before.points)
      findings.error("falling_points", place + "/points",
                     criterion.falling ? tr("Стоит falling, а за большее значение баллов больше")
                                       : tr("За большее значение баллов меньше, чем за меньшее"));
  }
  if (table.bands.back().to)
    findings.error("band_gap", step(pointer, table.bands.size() - 1),
                   tr("Последняя ступень должна быть без верхней границы (без to)"));
}

// The codes are compared with the text of the value: a number or a date has no code, a choice has those of its options.
void check_codes(const scoring::Criterion& criterion, const std::string& pointer, const FormulaCheck& formulas,
                 Findings& findings) {
  const formula::Type type = formulas.type_of(criterion.value);
  if (type != formula::Type::Text && type != formula::Type::Null)
    return findings.error(
        "choice_type", pointer + "/value",
        tr("Значение здесь — {}, а критерий choice сравнивает коды: возьмите поле choice или считайте "
           "ступенями (bands)",
           formula::name_of(type)));
  const auto* known = formulas.codes_of(criterion.value);
  if (!known) return;
  std::string all;
  for (const std::string& each : *known) all += (all.empty() ? "" : ", ") + each;
  for (std::size_t i = 0; i < criterion.choices.size(); ++i) {
    const std::string& code = criterion.choices[i].code;
    if (std::ranges::find(*known, code) != known->end()) continue;
    const std::string near = nearest(code, *known);
    findings.error("unknown_option", step(pointer + "/choices", i) + "/code",
                   tr("У «{}» нет варианта «{}». Есть {}{}", trim(criterion.value.text()), code, all,
                      near.empty() ? std::string() : tr(". Возможно, имелось в виду «{}»", near)));
  }
}

void check_choices(const scoring::Criterion& criterion, const std::string& pointer, const FormulaCheck& formulas,
                   Findings& findings) {
  check_codes(criterion, pointer, formulas, findings);
  std::vector<Named> codes;
  for (std::size_t i = 0; i < criterion.choices.size(); ++i) {
    const std::string place = step(pointer + "/choices", i);
    codes.push_back({criterion.choices[i].code, place + "/code"});
    check_points(criterion, criterion.choices[i].points, place + "/points", findings);
  }
  check_unique(codes, findings);
}

// Tables are asked from the first to the last. Where none holds, there are no points, and nobody meant that.
template <class Table>
void check_order(const scoring::Criterion& criterion, const std::vector<Table>& tables, const std::string& pointer,
                 const FormulaCheck& formulas, Findings& findings) {
  std::vector<formula::Formula> conditions;
  for (const Table& each : tables) conditions.push_back(each.when);
  if (const auto order = order_of(conditions, criterion.applicable, formulas.domain())) {
    for (const std::size_t place : order->unreached)
      if (place == 0 || !tables[place - 1].when.empty())
        findings.error("unreachable_table", step(pointer, place),
                       tr("До этой таблицы дело не дойдёт: там, где она годится, раньше годится другая"));
    if (!order->gap.empty())
      findings.warning(
          "table_gap", step(pointer, 0) + "/when",
          tr("Ни одна таблица не годится, и баллов не будет: {}. Последней поставьте таблицу без when", order->gap));
  }
}

void check_tables(const scoring::Criterion& criterion, const std::string& pointer, FormulaCheck& formulas,
                  Findings& findings) {
  for (std::size_t i = 0; i < criterion.tables.size(); ++i) {
    const scoring::BandTable& table = criterion.tables[i];
    const std::string place = step(pointer + "/tables", i);
    formulas.formula(table.when, place + "/when", Want::yes_no);
    formulas.formula(table.value, place + "/value", Want::number);
    formulas.formula(table.minimum, place + "/minimum", Want::number);
    check_bands(criterion, table, place + "/bands", findings);
    if (table.when.empty() && i + 1 < criterion.tables.size())
      findings.error("unreachable_table", step(pointer + "/tables", i + 1),
                     tr("До этой таблицы дело не дойдёт: предыдущая действует всегда"));
  }
  check_order(criterion, criterion.tables, pointer + "/tables", formulas, findings);
}

void check_linear(const scoring::Criterion& criterion, const std::string& pointer, FormulaCheck& formulas,
                  Findings& findings) {
  for (std::size_t i = 0; i < criterion.linear.size(); ++i) {
    const scoring::LinearTable& table = criterion.linear[i];
    const std::string place = step(pointer + "/linear", i);
    formulas.formula(table.when, place + "/when", Want::yes_no);
    if (table.from >= table.to) findings.error("empty_band", place, tr("Начало шкалы не меньше её конца"));
    check_points(criterion, table.from_points, place + "/from_points", findings);
    check_points(criterion, table.to_points, place + "/to_points", findings);
    if (table.below) check_points(criterion, *table.below, place + "/below_points", findings);
    if (table.above) check_points(criterion, *table.above, place + "/above_points", findings);
    if (table.when.empty() && i + 1 < criterion.linear.size())
      findings.error("unreachable_table", step(pointer + "/linear", i + 1),
                     tr("До этой таблицы дело не дойдёт: предыдущая действует всегда"));
  }
  check_order(criterion, criterion.linear, pointer + "/linear", formulas, findings);
}

// What only one shape has.
void check_shape(const scoring::Criterion& criterion, const std::string& pointer, FormulaCheck& formulas,
                 Findings& findings) {
  switch (criterion.shape) {
    case scoring::Shape::bands:
      return check_tables(criterion, pointer, formulas, findings);
    case scoring::Shape::linear:
      return check_linear(criterion, pointer, formulas, findings);
    case scoring::Shape::presence:
      return check_points(criterion, criterion.points_yes, pointer + "/points_yes", findings);
    case scoring::Shape::count:
      check_points(criterion, criterion.points_base, pointer + "/points_base", findings);
      if (criterion.per && *criterion.per <= Ratio(0))
        findings.error("bad_step", pointer + "/per", tr("Шаг должен быть больше нуля"));
      return;
    case scoring::Shape::choice:
      return check_choices(criterion, pointer, formulas, findings);
    case scoring::Shape::cohort:
      return formulas.formula(criterion.bound,
                              pointer + (criterion.best == scoring::Criterion::Best::most ? "/minimum" : "/maximum"),
                              Want::number);
    case scoring::Shape::expert:
      for (std::size_t i = 0; i < criterion.allowed.size(); ++i)
        check_points(criterion, criterion.allowed[i], step(pointer + "/marks", i), findings);
      if (criterion.pass) check_points(criterion, *criterion.pass, pointer + "/pass", findings);
      return;
  }
}

void check_levers(const Pack& pack, const scoring::Criterion& criterion, const std::string& pointer,
                  FormulaCheck& formulas, Findings& findings) {
  for (std::size_t i = 0; i < criterion.levers.size(); ++i) {
    const scoring::Lever& lever = criterion.levers[i];
    const std::string place = step(pointer + "/levers", i);
    for (const auto& [key, id] : {std::pair{"/field", lever.field}, std::pair{"/take_from", lever.take_from}}) {
      if (id.empty()) continue;
      const form::Field* field = pack.form.field(id);
      if (!field || !field->numeric())
        findings.error("unknown_field", place + key, tr("В форме нет числового поля «{}»", id));
    }
    if (lever.step <= Ratio(0)) findings.error("bad_step", place + "/step", tr("Шаг должен быть больше нуля"));
    formulas.formula(lever.most, place + "/most", Want::number);
    formulas.message(lever.text, place + "/text", {"more", "value", "gain"});
  }
}

Want wanted(scoring::Shape shape) {
  switch (shape) {
    case scoring::Shape::presence:
      return Want::yes_no;
    case scoring::Shape::choice:
      return Want::any;
    default:
      return Want::number;
  }
}

bool may_be_unknown(scoring::Shape shape) {
  return shape != scoring::Shape::presence && shape != scoring::Shape::expert;
}

void check_criterion(const Pack& pack, const scoring::Criterion& criterion, const std::string& pointer,
                     FormulaCheck& formulas, Findings& findings) {
  if (criterion.weight < Ratio(0))
    findings.error("bad_weight", pointer + "/weight", tr("Вес не может быть меньше нуля"));
  if (criterion.min > Ratio(0) && criterion.shape != scoring::Shape::expert)
    findings.error("bad_points", pointer + "/min", tr("min — это штраф: ноль или меньше нуля"));
  if (criterion.max < criterion.min)
    findings.error("bad_points", pointer + "/max", tr("max не может быть меньше min ({})", to_text(criterion.min)));
  formulas.formula(criterion.value, pointer + "/value", wanted(criterion.shape));
  formulas.formula(criterion.applicable, pointer + "/applicable", Want::yes_no);
  if (may_be_unknown(criterion.shape) && criterion.unknown.empty())
    findings.error("missing_key", pointer, tr("Не хватает ключа «unknown»: что сказать, когда значение неизвестно"));
  if (!criterion.section.empty() && !pack.form.section(criterion.section))
    findings.error("unknown_section", pointer + "/section", tr("В форме нет раздела «{}»", criterion.section));
  if (!criterion.group.empty() &&
      std::ranges::find(pack.criteria.groups, criterion.group, &scoring::Group::code) == pack.criteria.groups.end())
    findings.error("unknown_group", pointer + "/group", tr("В groups нет группы «{}»", criterion.group));
  check_shape(criterion, pointer, formulas, findings);
  check_levers(pack, criterion, pointer, formulas, findings);
}

// Алтай: 35 = 12 + 12 + 11.
void check_groups(const scoring::Criteria& criteria, Findings& findings) {
  std::vector<Named> codes;
  for (std::size_t i = 0; i < criteria.groups.size(); ++i) {
    const scoring::Group& group = criteria.groups[i];
    const std::string place = step("/criteria/groups", i);
    codes.push_back({group.code, place + "/code"});
    Ratio sum;
    for (const scoring::Criterion& each : criteria.items)
      if (each.group == group.code) sum += each.weight;
    if (sum != group.weight)
      findings.error("group_weights", place + "/weight",
                     tr("Веса критериев группы в сумме дают {}, а вес группы {}", to_text(sum, 0, 6),
                        to_text(group.weight, 0, 6)));
  }
  check_unique(codes, findings);
}

void check_gates(const scoring::Criteria& criteria, FormulaCheck& formulas, Findings& findings) {
  std::vector<Named> codes;
  for (std::size_t i = 0; i < criteria.gates.size(); ++i) {
    const std::string place = step("/criteria/gates", i);
    codes.push_back({criteria.gates[i].code, place + "/code"});
    formulas.formula(criteria.gates[i].check, place + "/check", Want::yes_no);
  }
  check_unique(codes, findings);
}

void check_totals(const scoring::Criteria& criteria, Findings& findings) {
  Ratio weights, most;
  for (const scoring::Criterion& each : criteria.items) {
    weights += each.weight;
    most += each.max_weighted();
  }
  if (criteria.scale == scoring::Criteria::Scale::shares && weights != Ratio(1))
    findings.error("weights", "/criteria/items",
                   tr("Сумма весов критериев должна быть 1, а сейчас {}", to_text(weights, 0, 6)));
  if (criteria.max_total && most != *criteria.max_total)
    findings.error(
        "max_total", "/criteria/max_total",
        tr("Наибольший итог по критериям {}, а записано {}", to_text(most, 0, 6), to_text(*criteria.max_total, 0, 6)));
  if (criteria.cap && *criteria.cap > most)
    findings.warning("cap", "/criteria/cap", tr("Столько не набрать: наибольший итог {}", to_text(most, 0, 6)));
}

}  // namespace

void check_criteria(const Pack& pack, FormulaCheck& formulas, Findings& findings) {
  std::vector<Named> codes;
  for (std::size_t i = 0; i < pack.criteria.items.size(); ++i) {
    const std::string pointer = step("/criteria/items", i);
    codes.push_back({pack.criteria.items[i].code, pointer + "/code"});
    check_criterion(pack, pack.criteria.items[i], pointer, formulas, findings);
  }
  check_unique(codes, findings);
  check_groups(pack.criteria, findings);
  check_gates(pack.criteria, formulas, findings);
  check_totals(pack.criteria, findings);
}

}  // namespace pochin::practice
