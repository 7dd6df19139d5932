// Money of a project: what was agreed, paid and spent by source, initiative payments, labour and property, refunds.
// Registers only grow. Functions throw SQLite::Exception.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/db.h"
#include "shared/finance/in_kind.h"
#include "shared/finance/payment.h"
#include "shared/finance/refund.h"
#include "shared/finance/sources.h"

namespace pochin::server {

struct MoneyRecord {
  finance::Phase phase = finance::Phase::committed;
  finance::Source source = finance::Source::other;
  std::string title = {};  // of another source
  Money sum = {};
  std::string document = {};
  Date day = {};
  std::int64_t recorded_by = 0;
  Instant recorded = {};
};

void add_money(Db& db, std::string_view application, const MoneyRecord& record);
std::vector<MoneyRecord> money_of(Db& db, std::string_view application);  // oldest first

void add_payment(Db& db, const finance::Payment& payment);
finance::PaymentRegister payments_of(Db& db, std::string_view application);

void add_in_kind(Db& db, std::string_view application, const finance::InKind& item, std::int64_t by, Instant now);
std::vector<finance::InKind> in_kind_of(Db& db, std::string_view application);

enum class RefundKind { whole, balance };
std::span<const Name<RefundKind>> names(RefundKind);

// What was decided: of the payers by id what each gets back.
struct RefundRow {
  RefundKind kind = RefundKind::whole;
  finance::Refund refund = {};
  Instant decided = {};
};
void add_refund(Db& db, std::string_view application, const RefundRow& row, std::int64_t by);
std::optional<RefundRow> refund_of(Db& db, std::string_view application);
void add_repayment(Db& db, std::string_view application, const finance::Repayment& repayment);
std::vector<finance::Repayment> repayments_of(Db& db, std::string_view application);

}  // namespace pochin::server
