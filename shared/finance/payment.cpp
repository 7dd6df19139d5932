#include "shared/finance/payment.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "shared/base/checks.h"
#include "shared/base/clean.h"
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
  return check_payer(payment.payer);
}

// Who paid, as far as a record tells: the INN, or the kind and the letters of the name. Not the id: it is made up for
// each record whose author gave none.
std::string identity(const Payer& payer) {
  if (!payer.inn.empty()) return payer.inn;
  std::string letters;
  const std::string folded = fold(payer.name);
  for (std::size_t i = 0; i < folded.size();) {
    const std::size_t from = i;
    next_code_point(folded, i);
    const std::string_view one = std::string_view(folded).substr(from, i - from);
    if (has_letter(one)) letters += one;
  }
  return std::string(code_of(payer.kind)) + " " + letters;
}

// Where a record stands in the register, and one thing by which it may be another's double.
struct Seen {
  Date date;
  Money sum;
  std::string mark;
  std::size_t index;
  auto operator<=>(const Seen&) const = default;
};

template <class Mark>
void add_doubles(const std::vector<const Payment*>& payments, const Mark& mark,
                 std::set<std::pair<std::size_t, std::size_t>>& found) {
  std::vector<Seen> seen;
  for (std::size_t i = 0; i < payments.size(); ++i)
    if (std::string by = mark(*payments[i]); !by.empty())
      seen.push_back({payments[i]->date, payments[i]->sum, std::move(by), i});
  std::ranges::sort(seen);
  for (std::size_t i = 1; i < seen.size(); ++i)
    if (std::tie(seen[i].date, seen[i].sum, seen[i].mark) ==
        std::tie(seen[i - 1].date, seen[i - 1].sum, seen[i - 1].mark))
      found.emplace(seen[i - 1].index, seen[i].index);
}

}  // namespace

std::expected<void, Error> check_paid_on(Date day, Date today) {
  if (day > today)
    return fail("date_future", tr("{} ещё не наступило. Впишите день, когда деньги поступили", format_date_long(day)),
                "date");
  if (day < kFirstPaymentDay)
    return fail("date_early",
                tr("Инициативных платежей не было до {}. Проверьте год", format_date_long(kFirstPaymentDay)), "date");
  return {};
}

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
  payment.kbk = parse_kbk(payment.kbk)->digits;
  if (!payment.payer.inn.empty()) payment.payer.inn = *check_inn(payment.payer.inn);
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
  const auto payments = in_force();
  std::set<std::pair<std::size_t, std::size_t>> pairs;
  add_doubles(
      payments, [](const Payment& each) { return identity(each.payer); }, pairs);
  add_doubles(
      payments, [](const Payment& each) { return fold(each.document); }, pairs);
  std::vector<Duplicate> found;
  for (const auto& [a, b] : pairs) {
    const Payment &first = *payments[a], &second = *payments[b];
    found.push_back({first.id, second.id, !first.document.empty() && fold(first.document) == fold(second.document)});
  }
  return found;
}

const Payer* PaymentRegister::known_payer(const Payer& payer) const {
  const auto same = [&](const Payment& each) { return !payer.inn.empty() && each.payer.inn == payer.inn; };
  const auto found = std::ranges::find_if(records_, same);
  return found == records_.end() ? nullptr : &found->payer;
}

}  // namespace pochin::finance
