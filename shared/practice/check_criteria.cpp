#include "shared/base/tr.h"
#include "shared/practice/check.h"

namespace pochin::practice {
namespace {

using Want = FormulaCheck::Want;

// Bands must follow one another without a gap or an overlap, from minus to plus infinity, and must not pay less for
// more.
void check_bands(const scoring::Criterion& criterion, const scoring::BandTable& table, const std::string& pointer,
                 Findings& findings) {
  if (table.bands.empty()) return findings.error("no_bands", pointer, tr("В таблице нет ни одной ступени"));
  for (std::size_t i = 0; i < table.bands.size(); ++i) {
    const scoring::Band& band = table.bands[i];
    const std::string place = step(pointer, i);
    if (band.points > criterion.max || band.points < Ratio(0))
      findings.error("bad_points", place + "/points", tr("Баллов должно быть от 0 до {}", to_text(criterion.max)));
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
    if (band.points < before.points)
      findings.error("falling_points", place + "/points", tr("За большее значение баллов меньше, чем за меньшее"));
  }
  if (table.bands.back().to)
    findings.error("band_gap", step(pointer, table.bands.size() - 1),
                   tr("Последняя ступень должна быть без верхней границы (без to)"));
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
  for (std::size_t i = 0; i < criterion.linear.size(); ++i) {
    const std::string place = step(pointer + "/linear", i);
    formulas.formula(criterion.linear[i].when, place + "/when", Want::yes_no);
    if (criterion.linear[i].from >= criterion.linear[i].to)
      findings.error("empty_band", place, tr("Начало шкалы не меньше её конца"));
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

}  // namespace

void check_criteria(const Pack& pack, FormulaCheck& formulas, Findings& findings) {
  std::vector<Named> codes;
  Ratio weights;
  for (std::size_t i = 0; i < pack.criteria.items.size(); ++i) {
    const scoring::Criterion& criterion = pack.criteria.items[i];
    const std::string pointer = step("/criteria/items", i);
    codes.push_back({criterion.code, pointer + "/code"});
    weights += criterion.weight;
    if (criterion.weight < Ratio(0))
      findings.error("bad_weight", pointer + "/weight", tr("Вес не может быть меньше нуля"));
    formulas.formula(criterion.value, pointer + "/value", wanted(criterion.shape));
    formulas.formula(criterion.applicable, pointer + "/applicable", Want::yes_no);
    if (criterion.shape != scoring::Shape::presence && criterion.unknown.empty())
      findings.error("missing_key", pointer, tr("Не хватает ключа «unknown»: что сказать, когда значение неизвестно"));
    if (!criterion.section.empty() && !pack.form.section(criterion.section))
      findings.error("unknown_section", pointer + "/section", tr("В форме нет раздела «{}»", criterion.section));
    check_tables(criterion, pointer, formulas, findings);
    check_levers(pack, criterion, pointer, formulas, findings);
  }
  check_unique(codes, findings);
  if (weights != Ratio(1))
    findings.error("weights", "/criteria/items",
                   tr("Сумма весов критериев должна быть 1, а сейчас {}", to_text(weights, 0, 6)));
}

}  // namespace pochin::practice
