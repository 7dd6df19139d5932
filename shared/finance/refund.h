// What goes back to those who paid: everything when the project failed, the unused balance when it was completed
// (131-ФЗ art. 56.1; the procedure is an act of the representative body, so the formula is data). Typical, and used
// when the practice names none (domain.md §3.2, from memory):
//
//   spent    = actual_cost × planned_share_of_payments
//   return_i = (paid − spent) × paid_i / paid
//
// The kopecks are divided by split.h: the returns always add up to what is due, none is below zero or above what its
// payer paid.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/date.h"
#include "shared/base/instant.h"
#include "shared/base/money.h"
#include "shared/finance/payment.h"
#include "shared/formula/formula.h"

namespace pochin::finance {

// What of the payments was spent, in roubles. Names a formula can read: actual_cost, planned_cost, planned_payments,
// paid, planned_share_of_payments (planned_payments / planned_cost).
inline constexpr std::string_view kTypicalSpent = "actual_cost * planned_share_of_payments";

struct RefundRule {
  formula::Formula spent;                // empty = the typical one
  Rounding rounding = Rounding::HalfUp;  // of the spent sum, to the kopeck
  std::string norm;
};

// Errors: refund_formula (with the place in the text) and those of formula::parse. An empty text is the typical one.
Result<RefundRule> refund_rule(std::string_view formula_text, std::string norm = {});

struct ProjectCosts {
  Money planned_cost;      // of the whole project
  Money planned_payments;  // of it, by initiative payments
  Money actual_cost;       // when it was completed
};

struct RefundRow {
  Payer payer;
  Money paid, due;
  bool operator==(const RefundRow&) const = default;
};

struct Refund {
  Money paid, spent, due;       // paid = spent + due
  std::vector<RefundRow> rows;  // by id of the payer
  std::string explanation;      // Russian, how the sum came about
  bool operator==(const Refund&) const = default;
};

// Errors: refund_twice (one payer in two rows), refund_negative, refund_range.
Result<Refund> refund_whole(const std::vector<PaidBy>& payers);
// The spent sum is at most what was paid: a project that cost more leaves nothing. Errors also: refund_formula (no
// number comes out, the planned cost is zero), refund_negative (the formula gives less than zero).
Result<Refund> refund_balance(const std::vector<PaidBy>& payers, const ProjectCosts& costs, const RefundRule& rule);

// A return that was made. Append-only, as payments are.
struct Repayment {
  std::string id;
  std::string payer;  // id
  Date date;
  Money sum;
  std::string document;
  Instant recorded_at;
  std::string recorded_by;
  bool operator==(const Repayment&) const = default;
};

// What is still to be returned, in the order of the rows. Errors: refund_unknown_payer, refund_over (more was returned
// than is due), refund_negative, refund_twice (one repayment is in the list two times).
Result<std::vector<RefundRow>> outstanding(const Refund& refund, const std::vector<Repayment>& made);

Result<Repayment> repayment_from_json(const nlohmann::json& json, const std::string& place = {});
nlohmann::json to_json(const Repayment& repayment);
nlohmann::json to_json(const Refund& refund);

}  // namespace pochin::finance
