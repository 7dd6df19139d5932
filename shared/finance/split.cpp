#include "shared/finance/split.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <string_view>

#include "shared/base/tr.h"

namespace pochin::finance {
namespace {

std::optional<Error> trouble(Money sum, const std::vector<Weight>& weights) {
  if (sum.kopecks < 0) return Error{"split_negative", std::string(tr("Делить можно только сумму не меньше нуля.")), {}};
  std::set<std::string_view> keys;
  for (const Weight& weight : weights) {
    if (weight.value < 0)
      return Error{"split_negative", std::string(tr("Доля не может быть меньше нуля. Исправьте её.")), weight.key};
    if (!keys.insert(weight.key).second)
      return Error{"split_twice", tr("«{}» встречается дважды. Сложите его суммы в одну строку.", weight.key),
                   weight.key};
  }
  return std::nullopt;
}

// lcm of positive numbers; nothing above INT64_MAX.
std::optional<int64_t> common_multiple(int64_t a, const std::optional<Int128>& b) {
  if (!b || *b > INT64_MAX) return std::nullopt;
  const int64_t other = static_cast<int64_t>(*b);
  int64_t multiple = 0;
  if (__builtin_mul_overflow(a / std::gcd(a, other), other, &multiple)) return std::nullopt;
  return multiple;
}

std::unexpected<Error> too_fine() {
  return fail("split_range", std::string(tr("Доли заданы слишком дробно. Округлите их до сотых долей процента.")));
}

}  // namespace

Result<std::vector<Money>> split(Money sum, const std::vector<Weight>& weights) {
  if (auto error = trouble(sum, weights)) return std::unexpected(*std::move(error));
  Int128 all = 0;
  for (const Weight& weight : weights) all += weight.value;
  std::vector<Money> parts(weights.size());
  if (sum.kopecks == 0) return parts;
  if (all == 0) return fail("split_nobody", std::string(tr("Сумму не на кого делить: ни у кого нет доли.")));

  std::vector<Int128> lost(weights.size());
  int64_t left = sum.kopecks;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    const Int128 product = Int128{sum.kopecks} * weights[i].value;  // below 2^126
    parts[i].kopecks = static_cast<int64_t>(product / all);
    lost[i] = product % all;
    left -= parts[i].kopecks;
  }
  std::vector<std::size_t> order(weights.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, [&](std::size_t a, std::size_t b) {
    return lost[a] != lost[b] ? lost[a] > lost[b] : weights[a].key < weights[b].key;
  });
  // The fractions lost add up to `left` whole kopecks, each less than one: more than `left` of them are not zero.
  for (std::size_t i = 0; left > 0; ++i, --left) ++parts[order[i]].kopecks;
  return parts;
}

Result<std::vector<Money>> split_by_shares(Money sum, const std::vector<Part>& parts) {
  int64_t whole = 1;
  for (const Part& part : parts) {
    const auto multiple = common_multiple(whole, part.share.denominator());
    if (!multiple) return too_fine();
    whole = *multiple;
  }
  std::vector<Weight> weights;
  Int128 all = 0;
  for (const Part& part : parts) {
    const auto value = checked_mul(part.share, Ratio(whole));
    const auto fits = value ? value->to_int64() : std::nullopt;
    if (!fits) return too_fine();
    all += *fits;
    weights.push_back({part.key, *fits});
  }
  if (all != whole)
    return fail("split_shares", tr("Доли должны в сумме давать 100 %, а дают {} %. Исправьте их.",
                                   to_text(Ratio::make(all, whole).value_or(Ratio()) * Ratio(100), 0, 4)));
  return split(sum, weights);
}

}  // namespace pochin::finance
