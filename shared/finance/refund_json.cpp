// Refunds and repayments as JSON.
#include "shared/base/record.h"
#include "shared/finance/payment.h"
#include "shared/finance/refund.h"

namespace pochin::finance {

constexpr auto fields(const Repayment*) {
  return std::tuple{record::needed("id", &Repayment::id),
                    record::needed("payer", &Repayment::payer),
                    record::needed("date", &Repayment::date),
                    record::needed("sum", &Repayment::sum),
                    record::maybe("document", &Repayment::document),
                    record::needed("recorded_at", &Repayment::recorded_at),
                    record::needed("recorded_by", &Repayment::recorded_by)};
}

Result<Repayment> repayment_from_json(const Json& json, const std::string& place) {
  return record::read<Repayment>(json, place);
}

Json to_json(const Repayment& repayment) { return record::write(repayment); }

Json to_json(const Refund& refund) {
  Json rows = Json::array();
  for (const RefundRow& row : refund.rows)
    rows.push_back({{"payer", to_json(row.payer)}, {"paid", row.paid.kopecks}, {"due", row.due.kopecks}});
  return {{"paid", refund.paid.kopecks},
          {"spent", refund.spent.kopecks},
          {"due", refund.due.kopecks},
          {"rows", rows},
          {"explanation", refund.explanation}};
}

}  // namespace pochin::finance
