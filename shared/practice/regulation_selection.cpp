// The order of projects, the money and the borders of the selection, as an act says them (scoring/ranking.h).
#include <algorithm>

#include "shared/base/text.h"
#include "shared/practice/regulation_parts.h"

namespace pochin::practice {
namespace {

using scoring::RankingRules;
using Border = RankingRules::Border;

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
    case scoring::TieBreak::votes:
      return tr("проект, набравший больше голосов");
    case scoring::TieBreak::lot:
      return tr("проект, который раньше по жребию: порядок жребия вычисляется из числа, опубликованного заранее");
  }
  return {};
}

std::string_view border_text(Border border) {
  switch (border) {
    case Border::stop:
      return tr(
          " Если средств недостаточно для очередной заявки, ни она, ни заявки, расположенные ниже неё, победителями не "
          "признаются.");
    case Border::skip:
      return tr(" Если средств недостаточно для очередной заявки, рассматривается следующая.");
    case Border::part:
      return tr(
          " Если средств недостаточно для очередной заявки, ей предлагается остаток; при отказе рассматривается "
          "следующая.");
  }
  return {};
}

std::string reserve_text(int64_t length) {
  return length == 0 ? std::string(tr("резервного списка нет"))
                     : tr("в резервном списке — до {}", counted(length, tr("заявки"), tr("заявок"), tr("заявок")));
}

std::string window_line(const scoring::Window& window, RegulationWriter& writer) {
  std::vector<std::string> parts;
  if (window.available) parts.push_back(tr("объём средств — {}", format_roubles(*window.available)));
  if (window.pass_mark) parts.push_back(tr("итоговый балл — не меньше {}", points_of(*window.pass_mark)));
  if (window.reserve) parts.push_back(reserve_text(*window.reserve));
  if (!window.when.empty())
    writer.unsaid(tr("Окно отбора «{}»: какие заявки в него входят (условие {})", window.title, window.when.text()));
  return "\n– " + window.title + (parts.empty() ? "" : " (" + joined(parts, ", ") + ")") + ";";
}

void write_windows(const RankingRules& rules, RegulationWriter& writer) {
  if (rules.windows.empty()) return;
  std::string lines;
  for (const scoring::Window& window : rules.windows) lines += window_line(window, writer);
  writer.point(
      ended(tr("Отбор проводится отдельно по окнам. Заявка участвует в первом по порядку окне, условию которого она "
               "отвечает:{}",
               lines)));
}

void write_order(const RankingRules& rules, RegulationWriter& writer) {
  const bool votes = rules.order == RankingRules::Order::votes;
  writer.point(tr("Допущенные заявки располагаются в порядке убывания {}.",
                  votes ? tr("числа голосов жителей") : tr("итогового балла")));
  std::string chain;
  for (const scoring::TieBreak tie : rules.tie_chain) chain += "\n– " + std::string(tie_text(tie)) + ";";
  if (!chain.empty())
    writer.point(
        ended(tr("При равенстве {} выше располагается (каждое следующее правило применяется, если предыдущее не "
                 "определило порядок):{}",
                 votes ? tr("голосов") : tr("баллов"), chain)));
}

void write_least(const RankingRules& rules, RegulationWriter& writer) {
  if (rules.pass_mark)
    writer.point(
        tr("Заявка, итоговый балл которой меньше {}, победителем не признаётся.", points_of(*rules.pass_mark)));
  if (rules.least_votes)
    writer.point(
        tr("Заявка, за которую подано меньше {} голосов, победителем не признаётся.", number_text(*rules.least_votes)));
  if (!rules.per_municipality) return;
  std::string text = tr("Победителями признаются не больше {} одного муниципального образования",
                        counted(*rules.per_municipality, tr("заявки"), tr("заявок"), tr("заявок")));
  std::vector<std::string> exceptions;
  for (const scoring::MunicipalityLimit& each : rules.exceptions)
    exceptions.push_back(tr("{} — не больше {}", each.municipality, each.most));
  if (!exceptions.empty()) text += tr(", кроме: {}", joined(exceptions));
  writer.point(text + ".");
}

void write_money(const RankingRules& rules, RegulationWriter& writer) {
  const std::string taken(tr("Победителями признаются заявки в порядке их расположения, пока достаточно средств."));
  const bool own = !rules.windows.empty() && std::ranges::all_of(rules.windows, [](const scoring::Window& window) {
    return window.available.has_value();
  });
  if (rules.available)
    writer.point(tr("Объём средств, распределяемых по итогам отбора, — {}. {}{}", format_roubles(*rules.available),
                    taken, border_text(rules.border)));
  else if (own)
    writer.point(taken + std::string(border_text(rules.border)));
  else
    writer.unsaid(std::string(
        tr("Объём средств отбора: в правилах его нет, и портал считает победителями все заявки, прошедшие условия")));
  if (rules.reserve) writer.point(tr("По итогам отбора {}.", reserve_text(*rules.reserve)));
  if (!rules.additional) return;
  std::string text(
      tr("Если средства остались, проводится дополнительный отбор среди заявок, не признанных победителями"));
  if (rules.additional->pass_mark)
    text += tr(", итоговый балл которых не меньше {}", points_of(*rules.additional->pass_mark));
  writer.point(text + "." + std::string(border_text(rules.additional->border)));
}

}  // namespace

void write_selection(const Pack& pack, RegulationWriter& writer) {
  writer.section(tr("Порядок отбора"));
  write_windows(pack.ranking, writer);
  write_order(pack.ranking, writer);
  write_least(pack.ranking, writer);
  write_money(pack.ranking, writer);
}

}  // namespace pochin::practice
