#include "shared/base/money.h"

#include <limits>

#include "shared/base/text.h"
#include "shared/base/tr.h"
#include "shared/base/typed.h"

namespace pochin {

std::optional<Money> checked_add(Money a, Money b) {
  Money r;
  if (__builtin_add_overflow(a.kopecks, b.kopecks, &r.kopecks)) return std::nullopt;
  return r;
}

Money capped_add(Money a, Money b) { return checked_add(a, b).value_or(Money{std::numeric_limits<int64_t>::max()}); }

std::optional<Money> checked_sub(Money a, Money b) {
  Money r;
  if (__builtin_sub_overflow(a.kopecks, b.kopecks, &r.kopecks)) return std::nullopt;
  return r;
}

std::optional<Money> checked_mul(Money a, int64_t times) {
  Money r;
  if (__builtin_mul_overflow(a.kopecks, times, &r.kopecks)) return std::nullopt;
  return r;
}

Result<Money> parse_money(std::string_view text) {
  text = trim(text);
  for (std::string_view unit : {"₽", "руб.", "руб", "р."})
    if (text.ends_with(unit)) {
      text = trim(text.substr(0, text.size() - unit.size()));
      break;
    }
  if (is_ambiguous_decimal(text)) {
    const std::string_view whole = text.substr(0, text.size() - 4), rest = text.substr(text.size() - 3);
    return fail("money_ambiguous", tr("Непонятно, {} {} это рублей или {}. Тысячи отделите пробелом, копейки — запятой",
                                      whole, rest, whole));
  }
  const auto roubles = parse_decimal(text);
  if (!roubles) return fail("money_format", std::string(tr("Введите сумму цифрами, например 1 234 567,50")));
  if (roubles->sign() < 0) return fail("money_negative", std::string(tr("Сумма не может быть меньше нуля")));
  const auto kopecks = checked_mul(*roubles, Ratio(100));
  if (!kopecks || !kopecks->is_integer())
    return fail("money_precision", std::string(tr("Копеек не больше двух знаков после запятой")));
  const auto whole = kopecks->to_int64();
  if (!whole || *whole >= 100'000'000'000'000)
    return fail("money_range", std::string(tr("Сумма слишком велика: должно быть меньше триллиона рублей")));
  return Money{*whole};
}

std::string format_money(Money money) {
  const Ratio roubles = to_roubles(money);
  return to_text(roubles, roubles.is_integer() ? 0 : 2, 2);
}

std::string format_roubles(Money money) { return format_money(money) + kNoBreakSpace + "₽"; }

Ratio to_roubles(Money money) { return *Ratio::make(money.kopecks, 100); }

std::optional<Money> money_from_roubles(const Ratio& roubles) {
  const auto kopecks = checked_mul(roubles, Ratio(100));
  const auto whole = kopecks ? kopecks->to_int64() : std::nullopt;
  if (!whole) return std::nullopt;
  return Money{*whole};
}

}  // namespace pochin
