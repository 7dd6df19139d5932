// Limits as JSON: what a practice writes down, refused when it contradicts itself.
#include "shared/base/record.h"
#include "shared/base/tr.h"
#include "shared/finance/limits.h"

namespace pochin::finance {

constexpr auto fields(const Limit*) {
  return std::tuple{record::needed("source", &Limit::source),
                    record::maybe("kinds", &Limit::kinds),
                    record::maybe("people_above", &Limit::people_above),
                    record::maybe("people_up_to", &Limit::people_up_to),
                    record::maybe("max_sum", &Limit::max_sum),
                    record::maybe("max_share", &Limit::max_share),
                    record::maybe("min_share", &Limit::min_share),
                    record::maybe("base", &Limit::base),
                    record::maybe("from", &Limit::from),
                    record::maybe("to", &Limit::to),
                    record::maybe("norm", &Limit::norm)};
}

namespace {

std::optional<Error> wrong(const char* code, std::string_view message, const std::string& place) {
  return Error{code, std::string(message), place};
}

bool is_share(const std::optional<Ratio>& share) { return !share || (share->sign() >= 0 && *share <= Ratio(1)); }

std::optional<Error> contradiction(const Limit& limit, const std::string& place) {
  if (!limit.max_sum && !limit.max_share && !limit.min_share)
    return wrong("limit_empty", tr("Укажите предел: max_sum, max_share или min_share."), place);
  if (limit.max_sum && *limit.max_sum < Money{})
    return wrong("limit_sum", tr("Предельная сумма не может быть меньше нуля."), place + "/max_sum");
  if (!is_share(limit.max_share) || !is_share(limit.min_share))
    return wrong("limit_share", tr("Доля — число от 0 до 1: 85 % пишется 0.85."), place);
  if (limit.max_share && limit.min_share && *limit.min_share > *limit.max_share)
    return wrong("limit_share", tr("Наименьшая доля больше наибольшей."), place + "/min_share");
  if (limit.base == ShareBase::subsidy && limit.source == Source::region)
    return wrong("limit_base", tr("Долю субсидии нельзя считать от самой субсидии. Укажите base: cost."),
                 place + "/base");
  if (limit.from && limit.to && *limit.from >= *limit.to)
    return wrong("limit_dates", tr("Предел перестаёт действовать раньше, чем начинает."), place + "/to");
  if (limit.people_above && limit.people_up_to && *limit.people_above >= *limit.people_up_to)
    return wrong("limit_people", tr("В этих границах нет ни одной численности."), place + "/people_up_to");
  return std::nullopt;
}

}  // namespace

Result<std::vector<Limit>> limits_from_json(const Json& json, const std::string& place) {
  auto limits = record::read<std::vector<Limit>>(json, place);
  for (std::size_t i = 0; limits && i < limits->size(); ++i)
    if (auto error = contradiction((*limits)[i], place + "/" + std::to_string(i)))
      return std::unexpected(*std::move(error));
  return limits;
}

Json to_json(const std::vector<Limit>& limits) { return record::write(limits); }

}  // namespace pochin::finance
