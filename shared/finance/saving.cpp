#include "shared/finance/saving.h"

#include <algorithm>

#include "shared/base/tr.h"

namespace pochin::finance {
namespace {

template <class Key>
Result<std::vector<SavingShare>> named(const Result<std::vector<Money>>& sums, const std::vector<Key>& keys) {
  if (!sums) return std::unexpected(sums.error());
  std::vector<SavingShare> shares;
  for (std::size_t i = 0; i < keys.size(); ++i) shares.push_back({keys[i].key, (*sums)[i]});
  return shares;
}

Money committed_by(const Funding& funding, const std::string& key) {
  const auto found = std::ranges::find(funding.sources, key, key_of);
  return found == funding.sources.end() ? Money{} : found->committed;
}

Result<std::vector<SavingShare>> within_committed(Result<std::vector<SavingShare>> shares, const Funding& funding) {
  if (!shares) return shares;
  for (const SavingShare& share : *shares)
    if (const Money committed = committed_by(funding, share.source); share.sum > committed)
      return fail("saving_over",
                  tr("Источнику возвращается {}, а дал он {}. Измените доли", format_roubles(share.sum),
                     format_roubles(committed)),
                  share.source);
  return shares;
}

}  // namespace

std::string key_of(const SourceMoney& source) {
  std::string key(code_of(source.source));
  return source.source == Source::other && !source.title.empty() ? key + ": " + source.title : key;
}

Result<Money> tender_saving(Money initial_max_price, Money contract_price) {
  if (std::min(initial_max_price, contract_price) < Money{})
    return fail("saving_negative", std::string(tr("Цена не может быть меньше нуля")));
  if (contract_price > initial_max_price)
    return fail("saving_none", tr("Цена контракта {} больше начальной {}. Проверьте обе цены",
                                  format_roubles(contract_price), format_roubles(initial_max_price)));
  return Money{initial_max_price.kopecks - contract_price.kopecks};
}

Result<std::vector<SavingShare>> share_saving(Money saving, const Funding& funding) {
  std::vector<Weight> weights;
  for (const SourceMoney& each : funding.sources) weights.push_back({key_of(each), each.committed.kopecks});
  return within_committed(named(split(saving, weights), weights), funding);
}

Result<std::vector<SavingShare>> share_saving(Money saving, const Funding& funding, const std::vector<Part>& agreed) {
  return within_committed(named(split_by_shares(saving, agreed), agreed), funding);
}

}  // namespace pochin::finance
