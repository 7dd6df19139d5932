// Initiative payments: money of citizens, entrepreneurs and legal entities for one project (131-ФЗ art. 56.1), and
// their register. The register only grows: a mistake is put right by a new record that replaces the old one, and both
// stay to be read.
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/date.h"
#include "shared/base/instant.h"
#include "shared/base/money.h"
#include "shared/base/names.h"
#include "shared/base/result.h"

namespace pochin::finance {

enum class PayerKind { citizen, entrepreneur, organisation };
std::span<const Name<PayerKind>> names(PayerKind);

struct Payer {
  std::string id;  // opaque and stable: two namesakes are two payers
  PayerKind kind = PayerKind::citizen;
  std::string name;
  std::string inn;  // 12 digits of a person, 10 of an organisation; a citizen may have none here
  bool operator==(const Payer&) const = default;
};

struct Payment {
  std::string id;
  std::string project;
  Payer payer;
  Date date;  // of the payment
  Money sum;  // zero only in a correction: the payment was none
  std::string purpose;
  std::string kbk;       // twenty digits
  std::string document;  // number of the payment order
  Instant recorded_at;
  std::string recorded_by;
  std::string corrects;  // the record this one replaces
  std::string reason;    // of the correction
  bool operator==(const Payment&) const = default;
};

struct Totals {
  Money all;
  std::map<std::string, Money> by_kind;  // by the code of PayerKind; those who paid
  int64_t payments = 0, payers = 0;
  bool operator==(const Totals&) const = default;
};

// What one payer has paid in all.
struct PaidBy {
  Payer payer;
  Money sum;
  bool operator==(const PaidBy&) const = default;
};

// Two records that may be one payment entered twice: the same day and sum, and the same payer (INN, or kind and name)
// or the same payment order. Ids tell nothing: the API makes one up for each record.
struct Duplicate {
  std::string first, second;   // ids, in the order of the register
  bool same_document = false;  // the same payment order too: hardly two payments
  bool operator==(const Duplicate&) const = default;
};

// 131-ФЗ art. 56.1 is in force since this day (236-ФЗ of 20.07.2020, art. 4).
inline constexpr Date kFirstPaymentDay{18'628};  // 1 January 2021
// A day on which money may have come or gone: not before the law, not after today. Errors: date_early, date_future.
std::expected<void, Error> check_paid_on(Date day, Date today);

class PaymentRegister {
 public:
  // Codes: payment_id (empty or taken), payment_project, payment_payer, payment_sum, payment_purpose, payment_corrects
  // (no such record, replaced already, of another project), payment_reason, payment_range (the total does not fit),
  // kbk_*, inn_*, payment_inn (its length does not fit the kind). Error.place is the field. The КБК and the INN are
  // kept as digits, however they were spaced. A code's place in the dictionary is check_kbk()'s business. O(log n).
  std::expected<void, Error> add(Payment payment);

  const std::vector<Payment>& records() const { return records_; }  // all, oldest first
  bool is_replaced(std::string_view id) const;

  // Without replaced and annulled ones, in the order they were first recorded; until the next add(). O(n).
  std::vector<const Payment*> in_force() const;
  Totals totals() const;                               // O(n log n)
  std::vector<PaidBy> payers() const;                  // by id of the payer; named as in their last record. O(n log n)
  const Payer* known_payer(const Payer& payer) const;  // with this INN; null when there is none
  std::vector<Duplicate> duplicates() const;           // flagged, never refused: people do pay twice. O(n log n)

 private:
  std::expected<void, Error> check_correction(const Payment& payment) const;
  std::vector<Payment> records_;
  std::map<std::string, std::size_t, std::less<>> by_id_;
  std::map<std::size_t, std::size_t> replaced_by_;
  Money paid_;
};

nlohmann::json to_json(const Payer& payer);
Result<Payment> payment_from_json(const nlohmann::json& json, const std::string& place = {});
nlohmann::json to_json(const Payment& payment);
// An array of records as they were added; each is checked again.
Result<PaymentRegister> register_from_json(const nlohmann::json& json, const std::string& place = {});
nlohmann::json to_json(const PaymentRegister& payments);

}  // namespace pochin::finance
