// What the tender saved, and to which source it goes back.
#pragma once

#include <string>
#include <vector>

#include "shared/base/money.h"
#include "shared/base/result.h"
#include "shared/finance/sources.h"
#include "shared/finance/split.h"

namespace pochin::finance {

// The initial price without the price of the contract. Errors: saving_negative (a price below zero), saving_none (the
// contract costs more than the initial price).
Result<Money> tender_saving(Money initial_max_price, Money contract_price);

struct SavingShare {
  std::string source;  // code, or "other: title"
  Money sum;
  bool operator==(const SavingShare&) const = default;
};

// By what each source has committed, in the order of the sources. Errors: those of split(), saving_over (a source would
// get back more than it committed; Error.place is its key).
Result<std::vector<SavingShare>> share_saving(Money saving, const Funding& funding);
// By shares the agreement names. Errors: those of split_by_shares(), saving_over.
Result<std::vector<SavingShare>> share_saving(Money saving, const Funding& funding, const std::vector<Part>& agreed);

// "region", or "other: ООО «Лес»": sources of one project are told apart by it.
std::string key_of(const SourceMoney& source);

}  // namespace pochin::finance
