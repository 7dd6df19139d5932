#include "server/api/handling/text.h"

#include "shared/base/money.h"
#include "shared/base/text.h"

namespace pochin::server {

std::optional<Ratio> ratio_of(const formula::Value& number) {
  return number.number() ? std::optional(*number.number()) : std::nullopt;
}

std::optional<std::int64_t> kopecks_of(const formula::Value& roubles) {
  const auto number = ratio_of(roubles);
  const auto money = number ? money_from_roubles(round_to(*number, 2)) : std::nullopt;
  return money ? std::optional(money->kopecks) : std::nullopt;
}

std::optional<std::int64_t> whole_of(const formula::Value& number) {
  const auto value = ratio_of(number);
  return value ? value->to_int64() : std::nullopt;
}

std::string share_text(std::optional<std::int64_t> part, std::optional<std::int64_t> whole) {
  if (!part || !whole) return {};
  const auto share = checked_div(Ratio(*part), Ratio(*whole));
  return share ? to_text(*share * Ratio(100), 1, 1) + kNoBreakSpace + "%" : std::string();
}

std::string percent_text(const Ratio& share) { return to_text(share * Ratio(100), 0, 2); }

std::string millions_text(std::int64_t kopecks) {
  const auto millions = Ratio::make(kopecks, 100'000'000);
  return tr("{} млн ₽", to_text(millions.value_or(Ratio{}), 0, 1));
}

nlohmann::json wire_time(const std::optional<Instant>& at) {
  if (!at) return nullptr;
  return format_instant({at->ms - at->ms % 1000});
}

}  // namespace pochin::server
