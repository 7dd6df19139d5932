#include "shared/finance/in_kind.h"

#include <algorithm>

#include "shared/base/record.h"
#include "shared/base/tr.h"

namespace pochin::finance {

constexpr auto fields(const InKind*) {
  return std::tuple{record::needed("id", &InKind::id),
                    record::needed("kind", &InKind::kind),
                    record::needed("title", &InKind::title),
                    record::maybe("hours", &InKind::hours),
                    record::maybe("people", &InKind::people),
                    record::maybe("rate", &InKind::rate),
                    record::maybe("quantity", &InKind::quantity),
                    record::maybe("unit", &InKind::unit),
                    record::maybe("price", &InKind::price),
                    record::maybe("document", &InKind::document)};
}

constexpr auto fields(const InKindRule*) {
  return std::tuple{record::needed("counts", &InKindRule::counts), record::maybe("max_share", &InKindRule::max_share),
                    record::maybe("norm", &InKindRule::norm)};
}

namespace {

std::unexpected<Error> wrong(const char* code, std::string_view message, std::string place = {}) {
  return fail(code, std::string(message), std::move(place));
}

std::unexpected<Error> too_large(std::string place = {}) {
  return wrong("in_kind_range", tr("Стоимость вклада слишком велика. Проверьте, нет ли лишних нулей"),
               std::move(place));
}

std::string_view negative_field(const InKind& item) {
  if (item.hours.sign() < 0) return "hours";
  if (item.people < 0) return "people";
  if (item.rate < Money{}) return "rate";
  if (item.quantity.sign() < 0) return "quantity";
  return item.price < Money{} ? "price" : "";
}

bool has_labour(const InKind& item) { return item.hours.sign() != 0 || item.people != 0 || item.rate != Money{}; }
bool has_things(const InKind& item) { return item.quantity.sign() != 0 || item.price != Money{}; }

std::optional<Money> to_kopeck(const std::optional<Ratio>& kopecks, Rounding rounding) {
  const auto whole = kopecks ? round_to(*kopecks, 0, rounding).to_int64() : std::nullopt;
  return whole ? std::optional(Money{*whole}) : std::nullopt;
}

}  // namespace

std::span<const Name<InKindKind>> names(InKindKind) {
  static constexpr Name<InKindKind> kNames[] = {{InKindKind::labour, "labour", tr("труд")},
                                                {InKindKind::property, "property", tr("имущество и техника")},
                                                {InKindKind::materials, "materials", tr("материалы")}};
  return kNames;
}

Result<Money> worth(const InKind& item) {
  if (const std::string_view field = negative_field(item); !field.empty())
    return wrong("in_kind_negative", tr("Число не может быть меньше нуля. Исправьте его"), std::string(field));
  const bool labour = item.kind == InKindKind::labour;
  if (labour && has_things(item))
    return wrong("in_kind_mixed", tr("Труд считают по часам, людям и ставке. Материалы укажите отдельной строкой"),
                 "quantity");
  if (!labour && has_labour(item))
    return wrong("in_kind_mixed", tr("Здесь нужны количество и цена. Труд укажите отдельной строкой"), "hours");
  const auto amount = labour ? checked_mul(item.hours, Ratio(item.people)) : std::optional(item.quantity);
  const Money price = labour ? item.rate : item.price;
  const auto value = to_kopeck(amount ? checked_mul(*amount, Ratio(price.kopecks)) : std::nullopt, Rounding::HalfUp);
  if (!value) return too_large(labour ? "hours" : "quantity");
  return *value;
}

Result<Money> worth(const std::vector<InKind>& items) {
  Money all;
  for (const InKind& item : items) {
    const auto one = worth(item);
    if (!one) return fail(one.error().code, one.error().message, item.id + "/" + one.error().place);
    const auto sum = checked_add(all, *one);
    if (!sum) return too_large(item.id);
    all = *sum;
  }
  return all;
}

Result<Money> contribution(Money money, const std::vector<InKind>& items, const InKindRule& rule) {
  if (!rule.counts) return money;
  const auto given = worth(items);
  if (!given) return given;
  Money counted = *given;
  if (rule.max_share) {
    const auto most = to_kopeck(checked_mul(Ratio(money.kopecks), *rule.max_share), Rounding::Floor);
    if (!most) return too_large();
    counted = std::min(counted, *most);
  }
  const auto sum = checked_add(money, counted);
  if (!sum) return too_large();
  return *sum;
}

Result<InKind> in_kind_from_json(const Json& json, const std::string& place) {
  return record::read<InKind>(json, place);
}

Result<InKindRule> in_kind_rule_from_json(const Json& json, const std::string& place) {
  auto rule = record::read<InKindRule>(json, place);
  if (rule && rule->max_share && rule->max_share->sign() < 0)
    return wrong("record_format", tr("Доля не может быть меньше нуля."), place + "/max_share");
  return rule;
}

Json to_json(const InKind& item) { return record::write(item); }
Json to_json(const InKindRule& rule) { return record::write(rule); }

}  // namespace pochin::finance
