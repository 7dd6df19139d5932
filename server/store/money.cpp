#include "server/store/money.h"

#include <stdexcept>

#include "server/store/instants.h"
#include "shared/base/json.h"
#include "shared/base/tr.h"

namespace pochin::server {
namespace {

MoneyRecord read_money(const Row& row) {
  return {.phase = from_code<finance::Phase>(row.text(0)).value_or(finance::Phase::committed),
          .source = from_code<finance::Source>(row.text(1)).value_or(finance::Source::other),
          .title = row.text(2),
          .sum = {row.integer(3)},
          .document = row.text(4),
          .day = parse_date(row.text(5)).value_or(Date{}),
          .recorded_by = row.integer(6),
          .recorded = instant(row, 7)};
}

// Of a register nothing may be left out: every sum would be wrong.
template <class T>
T whole(Result<T> read, const char* what) {
  if (!read) throw std::runtime_error(std::string(what) + " in the store is damaged: " + read.error().code);
  return *std::move(read);
}

template <class Read>
auto read_bodies(Db& db, std::string_view sql, std::string_view application, Read read) {
  std::vector<std::remove_cvref_t<decltype(*read(Json{}))>> all;
  for (const std::string& body : db.all(
           sql, [](const Row& row) { return row.text(0); }, application))
    all.push_back(whole(read(stored_json(body)), "a record of money"));
  return all;
}

finance::Refund read_refund(const Json& json) {
  finance::Refund refund{{get_int(json, "paid")}, {get_int(json, "spent")}, {get_int(json, "due")}, {}, {}};
  refund.explanation = get_string(json, "explanation");
  for (const Json& row : get_array(json, "rows")) {
    const Json& payer = get(row, "payer");
    refund.rows.push_back({{get_string(payer, "id"),
                            from_code<finance::PayerKind>(get_string(payer, "kind")).value_or(finance::PayerKind{}),
                            get_string(payer, "name"), get_string(payer, "inn")},
                           {get_int(row, "paid")},
                           {get_int(row, "due")}});
  }
  return refund;
}

}  // namespace

std::span<const Name<RefundKind>> names(RefundKind) {
  static constexpr Name<RefundKind> kNames[] = {{RefundKind::whole, "whole", tr("все платежи")},
                                                {RefundKind::balance, "balance", tr("остаток")}};
  return kNames;
}

void add_money(Db& db, std::string_view application, const MoneyRecord& r) {
  db.run(
      "INSERT INTO money_records (application, phase, source, title, kopecks, document, day, recorded_by, recorded_at) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
      application, code_of(r.phase), code_of(r.source), r.title, r.sum.kopecks, r.document, iso_date(r.day),
      r.recorded_by, stored(r.recorded));
}

std::vector<MoneyRecord> money_of(Db& db, std::string_view application) {
  return db.all(
      "SELECT phase, source, title, kopecks, document, day, recorded_by, recorded_at FROM money_records "
      "WHERE application = ? ORDER BY seq",
      read_money, application);
}

void add_payment(Db& db, const finance::Payment& p) {
  db.run("INSERT INTO initiative_payments (id, application, body) VALUES (?, ?, ?)", p.id, p.project,
         to_json(p).dump());
}

finance::PaymentRegister payments_of(Db& db, std::string_view application) {
  finance::PaymentRegister payments;
  for (finance::Payment& each :
       read_bodies(db, "SELECT body FROM initiative_payments WHERE application = ? ORDER BY seq", application,
                   [](const Json& json) { return finance::payment_from_json(json); }))
    if (const auto added = payments.add(std::move(each)); !added)
      throw std::runtime_error("the register of payments in the store is damaged: " + added.error().code);
  return payments;
}

void add_in_kind(Db& db, std::string_view application, const finance::InKind& item, std::int64_t by, Instant now) {
  db.run("INSERT INTO in_kind_contributions (id, application, body, recorded_by, recorded_at) VALUES (?, ?, ?, ?, ?)",
         item.id, application, to_json(item).dump(), by, stored(now));
}

std::vector<finance::InKind> in_kind_of(Db& db, std::string_view application) {
  return read_bodies(db, "SELECT body FROM in_kind_contributions WHERE application = ? ORDER BY seq", application,
                     [](const Json& json) { return finance::in_kind_from_json(json); });
}

void add_refund(Db& db, std::string_view application, const RefundRow& row, std::int64_t by) {
  db.run("INSERT INTO payment_refunds (application, kind, body, decided_by, decided_at) VALUES (?, ?, ?, ?, ?)",
         application, code_of(row.kind), to_json(row.refund).dump(), by, stored(row.decided));
}

std::optional<RefundRow> refund_of(Db& db, std::string_view application) {
  return db.first(
      "SELECT kind, body, decided_at FROM payment_refunds WHERE application = ?",
      [](const Row& row) {
        return RefundRow{from_code<RefundKind>(row.text(0)).value_or(RefundKind::whole),
                         read_refund(stored_json(row.text(1))), instant(row, 2)};
      },
      application);
}

void add_repayment(Db& db, std::string_view application, const finance::Repayment& r) {
  db.run("INSERT INTO payment_repayments (id, application, body) VALUES (?, ?, ?)", r.id, application,
         to_json(r).dump());
}

std::vector<finance::Repayment> repayments_of(Db& db, std::string_view application) {
  return read_bodies(db, "SELECT body FROM payment_repayments WHERE application = ? ORDER BY seq", application,
                     [](const Json& json) { return finance::repayment_from_json(json); });
}

}  // namespace pochin::server
