// Payments and their register as JSON: what the store keeps.
#include "shared/base/record.h"
#include "shared/finance/payment.h"

namespace pochin::finance {

constexpr auto fields(const Payer*) {
  return std::tuple{record::needed("id", &Payer::id), record::needed("kind", &Payer::kind),
                    record::needed("name", &Payer::name), record::maybe("inn", &Payer::inn)};
}

constexpr auto fields(const Payment*) {
  return std::tuple{record::needed("id", &Payment::id),
                    record::needed("project", &Payment::project),
                    record::needed("payer", &Payment::payer),
                    record::needed("date", &Payment::date),
                    record::needed("sum", &Payment::sum),
                    record::needed("purpose", &Payment::purpose),
                    record::needed("kbk", &Payment::kbk),
                    record::maybe("document", &Payment::document),
                    record::needed("recorded_at", &Payment::recorded_at),
                    record::needed("recorded_by", &Payment::recorded_by),
                    record::maybe("corrects", &Payment::corrects),
                    record::maybe("reason", &Payment::reason)};
}

Result<Payment> payment_from_json(const Json& json, const std::string& place) {
  return record::read<Payment>(json, place);
}

Json to_json(const Payer& payer) { return record::write(payer); }
Json to_json(const Payment& payment) { return record::write(payment); }

Result<PaymentRegister> register_from_json(const Json& json, const std::string& place) {
  auto records = record::read<std::vector<Payment>>(json, place);
  if (!records) return std::unexpected(records.error());
  PaymentRegister payments;
  for (std::size_t i = 0; i < records->size(); ++i)
    if (const auto added = payments.add(std::move((*records)[i])); !added)
      return fail(added.error().code, added.error().message,
                  place + "/" + std::to_string(i) + "/" + added.error().place);
  return payments;
}

Json to_json(const PaymentRegister& payments) { return record::write(payments.records()); }

}  // namespace pochin::finance
