#include "shared/finance/limits.h"

#include <algorithm>

#include "shared/base/tr.h"

namespace pochin::finance {
namespace {

bool in_force(const Limit& limit, Date on) {
  return (!limit.from || *limit.from <= on) && (!limit.to || on < *limit.to);
}

bool has_kind(const Limit& limit, territory::Kind kind) {
  return limit.kinds.empty() || std::ranges::find(limit.kinds, kind) != limit.kinds.end();
}

bool asks_people(const Limit& limit) { return limit.people_above || limit.people_up_to; }

bool has_people(const Limit& limit, int64_t people) {
  return (!limit.people_above || people > *limit.people_above) &&
         (!limit.people_up_to || people <= *limit.people_up_to);
}

std::unexpected<Error> unknown_population() {
  return fail("limit_population",
              std::string(tr("Предел зависит от числа жителей, а оно не известно. Укажите численность населения")));
}

std::unexpected<Error> too_large() {
  return fail("limit_range", std::string(tr("Сумма слишком велика. Проверьте, нет ли лишних нулей")));
}

// The limits of the source that fit the place on that day.
Result<std::vector<const Limit*>> fitting(Source source, const Place& place, Date on,
                                          const std::vector<Limit>& limits) {
  std::vector<const Limit*> found;
  for (const Limit& limit : limits) {
    if (limit.source != source || !in_force(limit, on) || !has_kind(limit, place.kind)) continue;
    if (asks_people(limit) && !place.people) return unknown_population();
    if (!asks_people(limit) || has_people(limit, *place.people)) found.push_back(&limit);
  }
  return found;
}

std::optional<Money> part_of(Money base, const Ratio& share, Rounding rounding) {
  const auto kopecks = round_to(Ratio(base.kopecks) * share, 0, rounding).to_int64();
  return kopecks ? std::optional(Money{*kopecks}) : std::nullopt;
}

std::optional<Money> base_of(const Limit& limit, const Funding& funding, Money cost) {
  return limit.base == ShareBase::cost ? cost : sum_of(funding, Source::region, Phase::planned);
}

std::string_view base_text(ShareBase base) {
  return base == ShareBase::cost ? tr("стоимости проекта") : tr("субсидии региона");
}

Result<Bounds> together(const std::vector<const Limit*>& limits, const Funding& funding, Money cost) {
  Bounds bounds;
  const auto lower = [&](Money most) { bounds.most = bounds.most ? std::min(*bounds.most, most) : most; };
  for (const Limit* limit : limits) {
    const auto base = base_of(*limit, funding, cost);
    if (!base) return too_large();
    if (limit->max_sum) lower(*limit->max_sum);
    if (limit->max_share) {
      const auto most = part_of(*base, *limit->max_share, Rounding::Floor);
      if (!most) return too_large();
      lower(*most);
    }
    if (limit->min_share) {
      const auto least = part_of(*base, *limit->min_share, Rounding::Ceil);
      if (!least) return too_large();
      bounds.least = std::max(bounds.least, *least);
    }
  }
  return bounds;
}

bool within(Money sum, const Bounds& bounds) { return sum >= bounds.least && (!bounds.most || sum <= *bounds.most); }

// A source in several lines has no one sum to set.
bool is_one_line(const Funding& funding, Source source) {
  return std::ranges::count(funding.sources, source, &SourceMoney::source) <= 1;
}

std::optional<form::Fix> fix_to(const Funding& funding, Source source, Money sum, const Bounds& bounds) {
  if (!within(sum, bounds) || sum < Money{} || !is_one_line(funding, source)) return std::nullopt;
  return form::Fix{field_of(source, Phase::planned), format_money(sum), tr("Поставить {}", format_roubles(sum))};
}

form::Problem problem(Source source, std::string_view code, std::string message, std::string norm = {}) {
  form::Problem made;
  made.field = field_of(source, Phase::planned);
  made.code = code;
  made.message = std::move(message);
  made.norm = std::move(norm);
  return made;
}

class Checker {
 public:
  Checker(const Funding& funding, Money cost) : funding_(funding), cost_(cost) {}

  void check_source(Source source, const std::vector<const Limit*>& limits) {
    const auto sum = sum_of(funding_, source, Phase::planned);
    const auto allowed = together(limits, funding_, cost_);
    if (!sum || !allowed) return trouble(source, sum ? allowed.error() : too_large().error());
    for (const Limit* limit : limits) check_one(*limit, *sum, *allowed);
  }

  void trouble(Source source, const Error& error) { found_.push_back(problem(source, error.code, error.message)); }

  void missing(Source source) {
    found_.push_back(
        problem(source, "limit_missing",
                tr("Для источника «{}» нет предела на этот вид муниципалитета и этот день. Проверьте правила практики",
                   title_of(source))));
    found_.back().severity = form::Severity::warning;
  }

  void add(form::Problem made) { found_.push_back(std::move(made)); }
  std::vector<form::Problem> take() { return std::move(found_); }

 private:
  void check_one(const Limit& limit, Money sum, const Bounds& allowed) {
    const Money base = *base_of(limit, funding_, cost_);
    if (limit.max_sum && sum > *limit.max_sum)
      over(limit, "limit_max_sum",
           tr("«{}» — не больше {}. Сейчас {}", title_of(limit.source), format_roubles(*limit.max_sum),
              format_roubles(sum)),
           allowed);
    if (limit.max_share && sum > *part_of(base, *limit.max_share, Rounding::Floor))
      over(limit, "limit_max_share",
           share_text(limit, tr("не больше"), *limit.max_share, sum, *part_of(base, *limit.max_share, Rounding::Floor)),
           allowed);
    if (!limit.min_share || sum >= *part_of(base, *limit.min_share, Rounding::Ceil)) return;
    found_.push_back(problem(
        limit.source, "limit_min_share",
        share_text(limit, tr("не меньше"), *limit.min_share, sum, *part_of(base, *limit.min_share, Rounding::Ceil)),
        limit.norm));
    found_.back().fix = fix_to(funding_, limit.source, allowed.least, allowed);
  }

  void over(const Limit& limit, std::string_view code, std::string message, const Bounds& allowed) {
    found_.push_back(problem(limit.source, code, std::move(message), limit.norm));
    found_.back().fix = fix_to(funding_, limit.source, *allowed.most, allowed);
  }

  static std::string share_text(const Limit& limit, std::string_view side, const Ratio& share, Money sum,
                                Money border) {
    return tr("«{}» — {} {} % {}, то есть {}. Сейчас {}", title_of(limit.source), side,
              to_text(share * Ratio(100), 0, 4), base_text(limit.base), format_roubles(border), format_roubles(sum));
  }

  const Funding& funding_;
  Money cost_;
  std::vector<form::Problem> found_;
};

void check_sum(Checker& checker, const Funding& funding, Money cost, const Result<Bounds>& municipal) {
  const auto all = total(funding, Phase::planned);
  const auto own = sum_of(funding, Source::municipality, Phase::planned);
  const auto rest = all ? checked_sub(cost, *all) : std::nullopt;
  if (!rest || !own) return checker.trouble(Source::municipality, too_large().error());
  if (*rest == Money{}) return;
  form::Problem made = problem(
      Source::municipality, "sources_sum",
      tr("Источники дают {}, а проект стоит {}. Суммы должны совпадать", format_roubles(*all), format_roubles(cost)));
  const auto needed = checked_add(*own, *rest);
  if (needed && municipal) made.fix = fix_to(funding, Source::municipality, *needed, *municipal);
  checker.add(std::move(made));
}

}  // namespace

std::span<const Name<ShareBase>> names(ShareBase) {
  static constexpr Name<ShareBase> kNames[] = {{ShareBase::cost, "cost", tr("стоимость проекта")},
                                               {ShareBase::subsidy, "subsidy", tr("субсидия региона")}};
  return kNames;
}

Result<Bounds> bounds(Source source, const Funding& funding, Money cost, const Place& place, Date on,
                      const std::vector<Limit>& limits) {
  const auto fit = fitting(source, place, on, limits);
  return fit ? together(*fit, funding, cost) : std::unexpected(fit.error());
}

std::vector<form::Problem> check_limits(const Funding& funding, Money cost, const Place& place, Date on,
                                        const std::vector<Limit>& limits) {
  Checker checker(funding, cost);
  for (const Name<Source>& source : names(Source{})) {
    const auto fit = fitting(source.value, place, on, limits);
    if (!fit) {
      checker.trouble(source.value, fit.error());
    } else if (fit->empty() && std::ranges::find(limits, source.value, &Limit::source) != limits.end()) {
      checker.missing(source.value);
    } else {
      checker.check_source(source.value, *fit);
    }
  }
  check_sum(checker, funding, cost, bounds(Source::municipality, funding, cost, place, on, limits));
  return checker.take();
}

}  // namespace pochin::finance
