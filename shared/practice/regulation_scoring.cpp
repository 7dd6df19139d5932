// Criteria and the order of projects, as an act says them.
#include "shared/base/text.h"
#include "shared/practice/regulation_parts.h"

namespace pochin::practice {
namespace {

// «40 баллов», «0,5 балла».
std::string points(const Ratio& number) {
  const auto whole = number.to_int64();
  const std::string_view word =
      whole ? plural(*whole, tr("балл"), tr("балла"), tr("баллов")) : std::string_view(tr("балла"));
  return to_text(number) + kNoBreakSpace + std::string(word);
}

std::string titled(std::string_view title, const std::string& text) {
  return title.empty() ? text : std::string(title) + ": " + text;
}

std::string band_lines(const scoring::Criterion& criterion) {
  std::string out;
  for (const scoring::BandTable& table : criterion.tables) {
    std::vector<std::string> bands;
    for (const scoring::Band& band : table.bands) bands.push_back(band.text + " — " + points(band.points));
    if (!table.minimum.empty()) bands.push_back(table.minimum_title + " — " + points(0));
    out += "\n– " + titled(table.title, joined(bands)) + ";";
  }
  return out;
}

std::string linear_lines(const scoring::Criterion& criterion) {
  std::string out;
  for (const scoring::LinearTable& table : criterion.linear)
    out +=
        "\n– " +
        titled(table.title, tr("от {} ({}) до {} ({}), между этими значениями — пропорционально", to_text(table.from),
                               points(table.from_points), to_text(table.to), points(table.to_points))) +
        ";";
  return out;
}

std::string choice_lines(const scoring::Criterion& criterion) {
  std::string out;
  for (const scoring::Choice& choice : criterion.choices)
    out += "\n– " + choice.title + " — " + points(choice.points) + ";";
  return out;
}

std::string scale(const scoring::Criterion& criterion) {
  switch (criterion.shape) {
    case scoring::Shape::bands:
      return band_lines(criterion);
    case scoring::Shape::linear:
      return linear_lines(criterion);
    case scoring::Shape::choice:
      return choice_lines(criterion);
    case scoring::Shape::presence:
      return tr("\n– {} — {};\n– {} — {};", criterion.present_text, points(criterion.points_yes), criterion.absent_text,
                points(0));
    case scoring::Shape::count:
      return tr("\n– {} за каждую единицу, но не больше {};", points(criterion.points_each), points(criterion.max));
    default:
      return std::string(tr("\n– выставляется в порядке, установленном актом практики;"));
  }
}

// The list of an act ends with a full stop.
std::string ended(std::string text) {
  if (text.ends_with(';')) text.back() = '.';
  return text;
}

std::string rounding(const scoring::Criterion& criterion) {
  if (!criterion.rounded || criterion.shape != scoring::Shape::bands) return {};
  if (criterion.digits == 0) return std::string(tr(" Значение округляется до целого числа."));
  return tr(" Значение до сравнения с границами округляется до {} {} после запятой.", criterion.digits,
            criterion.digits == 1 ? tr("знака") : tr("знаков"));
}

std::string_view tie_text(scoring::TieBreak tie) {
  switch (tie) {
    case scoring::TieBreak::submitted_at:
      return tr("проект, заявка на который подана раньше (дата, затем время)");
    case scoring::TieBreak::extra_budget_share:
      return tr("проект с большей долей средств граждан и организаций");
    case scoring::TieBreak::beneficiaries:
      return tr("проект с большим числом граждан, которые будут пользоваться его результатом");
    case scoring::TieBreak::meeting:
      return tr("проект с большим числом участников собрания");
    case scoring::TieBreak::number:
      return tr("проект с меньшим регистрационным номером заявки");
    default:
      return tr("проект, определённый в порядке, установленном актом практики");
  }
}

}  // namespace

void write_criteria(const Pack& pack, RegulationWriter& writer) {
  writer.section(tr("Критерии оценки"));
  writer.point(
      tr("Заявки оцениваются по критериям, указанным в настоящем разделе (редакция {}). Оценка по критерию умножается "
         "на его вес. Итоговый балл равен сумме полученных произведений.",
         pack.criteria.version));
  for (const scoring::Criterion& criterion : pack.criteria.items)
    writer.point(ended(tr("{}. Вес критерия — {}, наибольшая оценка — {}.{} Оценка:{}", criterion.title,
                          to_text(criterion.weight), points(criterion.max), rounding(criterion), scale(criterion))),
                 criterion.norm);
}

void write_selection(const Pack& pack, RegulationWriter& writer) {
  writer.section(tr("Порядок отбора"));
  writer.point(std::string(tr("Допущенные заявки располагаются в порядке убывания итогового балла.")));
  std::string chain;
  for (const scoring::TieBreak tie : pack.ranking.tie_chain) chain += "\n– " + std::string(tie_text(tie)) + ";";
  if (!chain.empty())
    writer.point(
        ended(tr("При равенстве баллов выше располагается (каждое следующее правило применяется, если предыдущее не "
                 "определило порядок):{}",
                 chain)));
  if (pack.ranking.pass_mark)
    writer.point(
        tr("Заявка, итоговый балл которой меньше {}, победителем не признаётся.", points(*pack.ranking.pass_mark)));
  if (!pack.ranking.available) return;
  const bool stop = pack.ranking.border == scoring::RankingRules::Border::stop;
  const bool skip = pack.ranking.border == scoring::RankingRules::Border::skip;
  writer.point(
      tr("Объём средств, распределяемых по итогам отбора, — {}. Победителями признаются заявки в порядке их "
         "расположения, пока достаточно средств.{}",
         format_roubles(*pack.ranking.available),
         stop   ? tr(" Если средств недостаточно для очередной заявки, заявки, расположенные ниже неё, "
                       "победителями не признаются.")
         : skip ? tr(" Если средств недостаточно для очередной заявки, рассматривается следующая.")
                : std::string_view()));
}

}  // namespace pochin::practice
