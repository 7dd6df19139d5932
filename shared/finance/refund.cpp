#include "shared/finance/refund.h"

#include <algorithm>
#include <map>
#include <set>

#include "shared/base/tr.h"
#include "shared/finance/split.h"

namespace pochin::finance {
namespace {

std::unexpected<Error> wrong(const char* code, std::string_view message, std::string place = {}) {
  return fail(code, std::string(message), std::move(place));
}

std::unexpected<Error> too_large() {
  return wrong("refund_range", tr("Сумма слишком велика. Проверьте, нет ли лишних нулей"));
}

Result<Money> total(const std::vector<PaidBy>& payers) {
  Money all;
  std::set<std::string_view> ids;
  for (const PaidBy& each : payers) {
    if (!ids.insert(each.payer.id).second)
      return not_now("refund_twice", std::string(tr("Плательщик указан дважды. Сложите его платежи")), each.payer.id);
    if (each.sum < Money{}) return wrong("refund_negative", tr("Платёж не может быть меньше нуля"), each.payer.id);
    const auto sum = checked_add(all, each.sum);
    if (!sum) return too_large();
    all = *sum;
  }
  return all;
}

Result<Refund> divided(const std::vector<PaidBy>& payers, Money paid, Money spent) {
  Refund refund{paid, spent, {paid.kopecks - spent.kopecks}, {}, {}};  // 0 ≤ spent ≤ paid
  std::vector<Weight> weights;
  for (const PaidBy& each : payers) weights.push_back({each.payer.id, each.sum.kopecks});
  const auto parts = split(refund.due, weights);
  if (!parts) return std::unexpected(parts.error());
  for (std::size_t i = 0; i < payers.size(); ++i) refund.rows.push_back({payers[i].payer, payers[i].sum, (*parts)[i]});
  std::ranges::sort(refund.rows, {}, [](const RefundRow& row) -> const std::string& { return row.payer.id; });
  return refund;
}

formula::Environment names_of(const ProjectCosts& costs, Money paid) {
  formula::Environment names;
  const auto put = [&](const char* name, Money sum) { names.names[name] = to_roubles(sum); };
  put("actual_cost", costs.actual_cost);
  put("planned_cost", costs.planned_cost);
  put("planned_payments", costs.planned_payments);
  put("paid", paid);
  if (const auto share = Ratio::make(costs.planned_payments.kopecks, costs.planned_cost.kopecks))
    names.names["planned_share_of_payments"] = *share;
  return names;
}

const formula::Schema& schema() {
  static const formula::Schema kSchema = [] {
    formula::Schema made;
    for (const auto& [name, value] : names_of({{1}, {1}, {1}}, {1}).names) made.names[name] = value.type();
    return made;
  }();
  return kSchema;
}

Result<Money> spent_by(const RefundRule& rule, const ProjectCosts& costs, Money paid) {
  const auto value = formula::evaluate(rule.spent, names_of(costs, paid));
  if (!value) return wrong("refund_formula", value.error().message, value.error().place);
  if (!value->number())
    return wrong("refund_formula",
                 tr("По формуле возврата не получается число. Проверьте плановую и фактическую стоимость"));
  if (value->number()->sign() < 0)
    return wrong("refund_negative", tr("По формуле возврата потрачено меньше нуля. Проверьте формулу и суммы"));
  if (*value->number() >= to_roubles(paid)) return paid;
  const auto money = money_from_roubles(round_to(*value->number(), 2, rule.rounding));
  if (!money) return too_large();
  return std::min(*money, paid);
}

std::string formula_text(const RefundRule& rule) {
  return rule.norm.empty() ? std::string(rule.spent.text()) : std::string(rule.spent.text()) + " (" + rule.norm + ")";
}

}  // namespace

Result<RefundRule> refund_rule(std::string_view formula_text, std::string norm) {
  auto spent = formula::parse(formula_text.empty() ? kTypicalSpent : formula_text);
  if (!spent) return std::unexpected(spent.error());
  const auto type = formula::check(*spent, schema());
  if (!type) return wrong("refund_formula", type.error().message, type.error().place);
  if (*type != formula::Type::Number)
    return wrong("refund_formula", tr("Формула возврата должна давать число: сколько рублей платежей потрачено"));
  return RefundRule{*std::move(spent), Rounding::HalfUp, std::move(norm)};
}

Result<Refund> refund_whole(const std::vector<PaidBy>& payers) {
  const auto paid = total(payers);
  if (!paid) return std::unexpected(paid.error());
  auto refund = divided(payers, *paid, Money{});
  if (refund)
    refund->explanation = tr("Проект не реализован: платежи возвращаются полностью, {}", format_roubles(*paid));
  return refund;
}

Result<Refund> refund_balance(const std::vector<PaidBy>& payers, const ProjectCosts& costs, const RefundRule& rule) {
  if (std::min({costs.planned_cost, costs.planned_payments, costs.actual_cost}) < Money{})
    return wrong("refund_negative", tr("Стоимость не может быть меньше нуля"));
  if (rule.spent.empty()) {
    auto typical = refund_rule({}, rule.norm);
    if (!typical) return std::unexpected(typical.error());
    typical->rounding = rule.rounding;
    return refund_balance(payers, costs, *typical);
  }
  const auto paid = total(payers);
  if (!paid) return std::unexpected(paid.error());
  const auto spent = spent_by(rule, costs, *paid);
  if (!spent) return std::unexpected(spent.error());
  auto refund = divided(payers, *paid, *spent);
  if (refund)
    refund->explanation =
        tr("Заплачено {}, потрачено из платежей {}, возвращается {}. Потрачено = {}", format_roubles(refund->paid),
           format_roubles(refund->spent), format_roubles(refund->due), formula_text(rule));
  return refund;
}

Result<std::vector<RefundRow>> outstanding(const Refund& refund, const std::vector<Repayment>& made) {
  std::vector<RefundRow> rows = refund.rows;
  std::set<std::string_view> ids;
  for (const Repayment& each : made) {
    if (!ids.insert(each.id).second)
      return not_now("refund_twice", std::string(tr("Возврат записан дважды. Уберите повтор")), each.id);
    if (each.sum < Money{}) return wrong("refund_negative", tr("Возврат не может быть меньше нуля"), each.id);
    const auto row = std::ranges::find(rows, each.payer, [](const RefundRow& found) { return found.payer.id; });
    if (row == rows.end())
      return wrong("refund_unknown_payer", tr("Этому человеку возвращать нечего: он не платил за проект"), each.id);
    if (each.sum > row->due)
      return not_now("refund_over",
                     tr("Возвращено больше, чем положено. Осталось вернуть {}", format_roubles(row->due)), each.id);
    row->due.kopecks -= each.sum.kopecks;
  }
  return rows;
}

}  // namespace pochin::finance
