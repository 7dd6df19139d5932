#include "shared/scoring/adjustment.h"

#include "shared/base/json.h"
#include "shared/base/text.h"
#include "shared/base/tr.h"
#include "shared/scoring/score.h"
#include "shared/scoring/score_json.h"

namespace pochin::scoring {

Result<Adjustment> adjust(const Ratio& points, std::string_view reason, std::string_view author,
                          std::string_view confirmed, Instant at) {
  if (points.sign() == 0)
    return fail("adjustment_zero", std::string(tr("Укажите, сколько баллов добавить или снять")), "points");
  if (is_blank(reason))
    return fail("adjustment_reason", std::string(tr("Напишите, почему баллы меняются вручную")), "reason");
  if (is_blank(author))
    return fail("adjustment_author", std::string(tr("Неизвестно, кто меняет баллы: войдите заново")), "author");
  if (is_blank(confirmed))
    return not_you("adjustment_second", std::string(tr("Изменение баллов должен подтвердить второй сотрудник")),
                   "confirmed");
  if (trim(author) == trim(confirmed))
    return not_you("adjustment_second", std::string(tr("Подтвердить должен другой сотрудник, а не автор изменения")),
                   "confirmed");
  return Adjustment{points, std::string(trim(reason)), std::string(trim(author)), std::string(trim(confirmed)), at};
}

AdjustmentSum sum_of(std::span<const Adjustment> adjustments) {
  AdjustmentSum sum;
  for (const Adjustment& each : adjustments)
    if (each.points.sign() > 0)
      sum.plus += each.points;
    else
      sum.minus += -each.points;
  return sum;
}

std::string explain(const Adjustment& adjustment) {
  const bool added = adjustment.points.sign() > 0;
  return tr("{} вручную: {} — {} (предложил {}, подтвердил {}).", added ? tr("Добавлено") : tr("Снято"),
            points_text(added ? adjustment.points : -adjustment.points), adjustment.reason, adjustment.author,
            adjustment.confirmed);
}

Json to_json(const Adjustment& adjustment) {
  return {{"points", machine_text(adjustment.points)},
          {"reason", adjustment.reason},
          {"author", adjustment.author},
          {"confirmed", adjustment.confirmed},
          {"at", format_instant(adjustment.at)}};
}

Result<Adjustment> adjustment_from_json(const Json& json) {
  const auto points = parse_decimal(get_string(json, "points"));
  if (!points)
    return fail("wrong_type", std::string(tr("Здесь ожидается число в кавычках, например \"1.5\"")), "points");
  const auto at = parse_instant(get_string(json, "at"));
  if (!at) return fail(at.error().code, at.error().message, "at");
  return adjust(*points, get_string(json, "reason"), get_string(json, "author"), get_string(json, "confirmed"), *at);
}

}  // namespace pochin::scoring
