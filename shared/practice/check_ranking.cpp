#include <algorithm>

#include "shared/base/tr.h"
#include "shared/practice/check.h"

namespace pochin::practice {
namespace {

using scoring::RankingRules;
using scoring::TieBreak;

// The last step must part any two applications: a number is never given twice, a lot is never equal.
void check_ties(const RankingRules& rules, Findings& findings) {
  std::vector<TieBreak> before;
  for (std::size_t i = 0; i < rules.tie_chain.size(); ++i) {
    const std::string place = step("/ranking/tie_chain", i);
    if (std::ranges::find(before, rules.tie_chain[i]) != before.end())
      findings.error("duplicate_tie", place, tr("Это правило уже стоит выше: второй раз оно ничего не решит"));
    const bool decided = !before.empty() && (before.back() == TieBreak::number || before.back() == TieBreak::lot);
    if (decided)
      findings.warning("unreachable_tie", place, tr("До этого правила дело не дойдёт: предыдущее решает всегда"));
    before.push_back(rules.tie_chain[i]);
  }
  if (before.empty() || (before.back() != TieBreak::number && before.back() != TieBreak::lot))
    findings.error("undecided_tie", "/ranking/tie_chain",
                   tr("Последним должно стоять правило, которое решает всегда: number или lot"));
}

void check_windows(const RankingRules& rules, FormulaCheck& formulas, Findings& findings) {
  std::vector<Named> codes;
  Money sum;
  for (std::size_t i = 0; i < rules.windows.size(); ++i) {
    const scoring::Window& window = rules.windows[i];
    const std::string place = step("/ranking/windows", i);
    codes.push_back({window.code, place + "/code"});
    formulas.formula(window.when, place + "/when", FormulaCheck::Want::yes_no);
    if (window.available && *window.available < Money{})
      findings.error("out_of_range", place + "/available", tr("Сумма не может быть меньше нуля"));
    sum = capped_add(sum, window.available.value_or(Money{}));
    if (window.when.empty() && i + 1 < rules.windows.size())
      findings.error("unreachable_window", step("/ranking/windows", i + 1),
                     tr("В это окно ничего не попадёт: предыдущее берёт все заявки"));
  }
  check_unique(codes, findings);
  if (rules.available && sum > *rules.available)
    findings.warning(
        "windows_money", "/ranking/available",
        tr("У окон вместе {}, это больше денег конкурса: последним окнам может не хватить", format_roubles(sum)));
}

}  // namespace

void check_ranking(const Pack& pack, FormulaCheck& formulas, Findings& findings) {
  const RankingRules& rules = pack.ranking;
  check_ties(rules, findings);
  check_windows(rules, formulas, findings);
  if (rules.available && *rules.available < Money{})
    findings.error("out_of_range", "/ranking/available", tr("Сумма не может быть меньше нуля"));
  std::vector<Named> municipalities;
  for (std::size_t i = 0; i < rules.exceptions.size(); ++i)
    municipalities.push_back(
        {rules.exceptions[i].municipality, step("/ranking/per_municipality/except", i) + "/municipality"});
  check_unique(municipalities, findings);
}

}  // namespace pochin::practice
