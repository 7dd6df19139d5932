#include "shared/finance/payment.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "shared/base/checks.h"
#include "shared/base/text.h"
#include "shared/base/tr.h"
#include "shared/finance/kbk.h"

namespace pochin::finance {
namespace {

using Checked = std::expected<void, Error>;

std::unexpected<Error> wrong(const char* code, std::string_view message, const char* place) {
  return fail(code, std::string(message), place);
}

Checked check_payer(const Payer& payer) {
  if (payer.id.empty() || is_blank(payer.name))
    return wrong("payment_payer", tr("Укажите, кто заплатил: имя гражданина или название организации"), "payer/name");
  if (payer.inn.empty()) {
    if (payer.kind == PayerKind::citizen) return {};
    return wrong("payment_inn", tr("Укажите ИНН: без него платёж организации или предпринимателя не опознать"),
                 "payer/inn");
  }
  const auto inn = check_inn(payer.inn);
  if (!inn) return fail(inn.error().code, inn.error().message, "payer/inn");
  if (*inn != payer.inn) return wrong("payment_inn", tr("Запишите ИНН одними цифрами, без пробелов"), "payer/inn");
  if ((payer.kind == PayerKind::organisation) != (inn->size() == 10))
    return wrong("payment_inn",
                 payer.kind == PayerKind::organisation
                     ? tr("Это ИНН человека. У организации в ИНН 10 цифр")
                     : tr("Это ИНН организации. У гражданина и предпринимателя в ИНН 12 цифр"),
                 "payer/inn");
  return {};
}

Checked check_facts(const Payment& payment) {
  if (payment.project.empty())
    return wrong("payment_project", tr("Укажите проект: платёж вносят на конкретный проект"), "project");
  if (payment.sum < Money{} || (payment.sum == Money{} && payment.corrects.empty()))
    return wrong("payment_sum", tr("Сумма платежа должна быть больше нуля"), "sum");
  if (is_blank(payment.purpose))
    return wrong("payment_purpose", tr("Укажите назначение платежа: по нему видно, что это взнос на проект"),
                 "purpose");
  const auto kbk = parse_kbk(payment.kbk);
  if (!kbk) return fail(kbk.error().code, kbk.error().message, "kbk");
  if (kbk->digits != payment.kbk) return wrong("kbk_digits", tr("Запишите КБК одними цифрами, без пробелов"), "kbk");
  return check_payer(payment.payer);
}

// Payments of one payer, day and sum.
auto same_payment(const Payment* payment) { return std::tie(payment->payer.id, payment->date, payment->sum); }

}  // namespace

std::span<const Name<PayerKind>> names(PayerKind) {
  static constexpr Name<PayerKind> kNames[] = {
      {PayerKind::citizen, "citizen", tr("гражданин")},
      {PayerKind::entrepreneur, "entrepreneur", tr("индивидуальный предприниматель")},
      {PayerKind::organisation, "organisation", tr("юридическое лицо")}};
  return kNames;
}

Checked PaymentRegister::check_correction(const Payment& payment) const {
  if (payment.corrects.empty()) return {};
  const auto found = by_id_.find(payment.corrects);
  if (found == by_id_.end())
    return wrong("payment_corrects", tr("В реестре нет записи, которую вы исправляете"), "corrects");
  if (replaced_by_.contains(found->second))
    return wrong("payment_corrects", tr("Эту запись уже исправили. Исправляйте последнюю из исправленных"), "corrects");
  if (records_[found->second].project != payment.project)
    return wrong("payment_corrects", tr("Исправлять можно только платёж того же проекта"), "corrects");
  if (is_blank(payment.reason)) return wrong("payment_reason", tr("Напишите, почему запись исправлена"), "reason");
  return {};
}

Checked PaymentRegister::add(Payment payment) {
  if (payment.id.empty() || by_id_.contains(payment.id))
    return wrong("payment_id", tr("У каждой записи реестра свой номер, а этот пустой или уже занят"), "id");
  if (auto facts = check_facts(payment); !facts) return facts;
  if (auto correction = check_correction(payment); !correction) return correction;
  const auto replaced = by_id_.find(payment.corrects);
  const bool corrects = replaced != by_id_.end();
  const Money before = corrects ? records_[replaced->second].sum : Money{};
  const auto paid = checked_add(*checked_sub(paid_, before), payment.sum);
  if (!paid) return wrong("payment_range", tr("Сумма слишком велика. Проверьте, нет ли лишних нулей"), "sum");
  paid_ = *paid;
  if (corrects) replaced_by_[replaced->second] = records_.size();
  by_id_[payment.id] = records_.size();
  records_.push_back(std::move(payment));
  return {};
}

bool PaymentRegister::is_replaced(std::string_view id) const {
  const auto found = by_id_.find(id);
  return found != by_id_.end() && replaced_by_.contains(found->second);
}

std::vector<const Payment*> PaymentRegister::in_force() const {
  std::vector<const Payment*> found;
  for (std::size_t i = 0; i < records_.size(); ++i) {
    if (!records_[i].corrects.empty()) continue;
    std::size_t last = i;
    for (auto next = replaced_by_.find(last); next != replaced_by_.end(); next = replaced_by_.find(last))
      last = next->second;
    if (records_[last].sum > Money{}) found.push_back(&records_[last]);
  }
  return found;
}

Totals PaymentRegister::totals() const {
  Totals totals{paid_, {}, 0, 0};
  std::set<std::string_view> payers;
  for (const Payment* payment : in_force()) {
    totals.by_kind[std::string(code_of(payment->payer.kind))].kopecks += payment->sum.kopecks;
    ++totals.payments;
    payers.insert(payment->payer.id);
  }
  totals.payers = static_cast<int64_t>(payers.size());
  return totals;
}

std::vector<PaidBy> PaymentRegister::payers() const {
  std::map<std::string_view, PaidBy> sums;
  for (const Payment* payment : in_force()) {
    PaidBy& paid = sums[payment->payer.id];
    paid.payer = payment->payer;
    paid.sum.kopecks += payment->sum.kopecks;
  }
  std::vector<PaidBy> list;
  for (auto& [id, paid] : sums) list.push_back(std::move(paid));
  return list;
}

std::vector<Duplicate> PaymentRegister::duplicates() const {
  auto payments = in_force();
  std::ranges::stable_sort(payments, {}, same_payment);
  std::vector<Duplicate> found;
  for (std::size_t i = 1; i < payments.size(); ++i) {
    const Payment &first = *payments[i - 1], &second = *payments[i];
    if (same_payment(&first) != same_payment(&second)) continue;
    found.push_back({first.id, second.id, !first.document.empty() && first.document == second.document});
  }
  return found;
}

}  // namespace pochin::finance
