#include "shared/scoring/outcome.h"

#include <algorithm>

namespace pochin::scoring {
namespace {

bool below(const Ratio& number, const Band& band) {
  return band.from && (band.from_included ? number < *band.from : number <= *band.from);
}
bool above(const Ratio& number, const Band& band) {
  return band.to && (band.to_included ? number > *band.to : number >= *band.to);
}

const Band* find_band(const BandTable& table, const Ratio& number) {
  for (const Band& band : table.bands)
    if (!below(number, band) && !above(number, band)) return &band;
  return nullptr;
}

class Rule {
 public:
  Rule(const Criterion& criterion, const form::Environment& environment, const Given& given)
      : criterion_(criterion), environment_(environment), given_(given) {}

  Outcome run() {
    by_shape();
    if (outcome_.lost.empty()) return std::move(outcome_);
    Outcome lost;
    lost.standing = Standing::lost;
    lost.lost = std::move(outcome_.lost);
    return lost;
  }

 private:
  void by_shape() {
    if (!holds(criterion_.applicable, true)) return nothing(Standing::not_applicable);
    switch (criterion_.shape) {
      case Shape::bands:
        return bands();
      case Shape::linear:
        return linear();
      case Shape::presence:
        outcome_.present = holds(criterion_.value, false);
        return give(outcome_.present ? criterion_.points_yes : Ratio(0));
      case Shape::count:
        return count();
      case Shape::choice:
        return choice();
      case Shape::cohort:
        return cohort();
      case Shape::expert:
        return expert();
    }
  }

  void give(Ratio points) {
    if (criterion_.round_points)
      points = round_to(points, criterion_.round_points->digits, criterion_.round_points->mode);
    outcome_.points = std::clamp(points, std::min(criterion_.min, criterion_.max), criterion_.max);
  }

  void nothing(Standing standing) { outcome_.standing = standing; }

  Ratio rounded(const Ratio& number) const {
    return criterion_.rounded ? round_to(number, criterion_.digits, criterion_.round) : number;
  }

  // What could not be computed is remembered: whatever comes of it counts for nothing.
  formula::Value evaluate(const formula::Formula& formula) {
    formula::Value value = environment_.evaluate(formula);
    if (value.is_lost()) outcome_.lost = value.reason();
    return value;
  }

  std::optional<Ratio> number(const formula::Formula& formula) { return form::number_of(evaluate(formula)); }

  bool holds(const formula::Formula& formula, bool otherwise) {
    return formula.empty() ? otherwise : evaluate(formula).is_true();
  }

  template <class Table>
  const Table* find_table(const std::vector<Table>& tables) {
    for (const Table& table : tables)
      if (holds(table.when, true)) return &table;
    return nullptr;
  }

  void bands() {
    const BandTable* table = outcome_.table = find_table(criterion_.tables);
    if (!table) return nothing(Standing::unknown);
    const auto value = number(table->value.empty() ? criterion_.value : table->value);
    if (!value) return nothing(Standing::unknown);
    outcome_.number = rounded(*value);
    if (!table->minimum.empty()) {
      outcome_.limit = number(table->minimum);
      if (!outcome_.limit) return nothing(Standing::unknown);
      if (*outcome_.number < *outcome_.limit) return nothing(Standing::below_minimum);
    }
    outcome_.band = find_band(*table, *outcome_.number);
    return outcome_.band ? give(outcome_.band->points) : nothing(Standing::outside);
  }

  void linear() {
    const LinearTable* table = outcome_.linear = find_table(criterion_.linear);
    const auto value = number(criterion_.value);
    if (!table || !value) return nothing(Standing::unknown);
    const Ratio n = rounded(*value);
    outcome_.number = n;
    if (n < table->from) return give(table->below.value_or(table->from_points));
    if (n > table->to) return give(table->above.value_or(table->to_points));
    const Ratio length = table->to - table->from;
    const Ratio share = length.sign() == 0 ? Ratio(0) : (n - table->from) / length;
    return give(table->from_points + share * (table->to_points - table->from_points));
  }

  void count() {
    const auto value = number(criterion_.value);
    if (!value) return nothing(Standing::unknown);
    const Ratio n = rounded(*value);
    outcome_.number = n;
    if (n.sign() <= 0) return give(Ratio(0));
    const Ratio over = n > criterion_.above ? n - criterion_.above : Ratio(0);
    if (!criterion_.per) return give(criterion_.points_base + over * criterion_.points_each);
    const bool steps = criterion_.per->sign() != 0;
    const Ratio full = steps ? round_to(over / *criterion_.per, 0, Rounding::Floor) : Ratio(0);
    return give(criterion_.points_base + full * criterion_.points_each);
  }

  void choice() {
    const std::string code = form::show(evaluate(criterion_.value));
    const auto chosen = std::ranges::find(criterion_.choices, code, &Choice::code);
    if (chosen == criterion_.choices.end()) return nothing(Standing::unknown);
    outcome_.choice = &*chosen;
    return give(chosen->points);
  }

  void cohort() {
    const auto value = number(criterion_.value);
    if (!value) return nothing(Standing::unknown);
    outcome_.number = *value;
    if (!given_.cohort) return nothing(Standing::later);
    const Ratio* best =
        given_.cohort->best(criterion_.code, criterion_.whole_contest ? std::string_view() : given_.window);
    if (!best) return nothing(Standing::no_best);
    outcome_.limit = *best;
    const auto share = share_of_best(*value, *best);
    if (share) give(rounded(*share) * criterion_.max);
  }

  // Between 0 (the bound) and 1 (the best). Nothing, and the standing, when the best itself is no better than the
  // bound.
  std::optional<Ratio> share_of_best(const Ratio& value, const Ratio& best) {
    const bool most = criterion_.best == Criterion::Best::most;
    std::optional<Ratio> bound = most ? std::optional(Ratio(0)) : std::nullopt;
    if (!criterion_.bound.empty()) {
      bound = number(criterion_.bound);
      if (!bound) return nothing(Standing::unknown), std::nullopt;
    }
    // Without a bound the least is compared as best / value: half of the price gives twice the share.
    const Ratio part = !bound ? best : most ? value - *bound : *bound - value;
    const Ratio whole = !bound ? value : most ? best - *bound : *bound - best;
    if (whole.sign() <= 0 || (!bound && best.sign() <= 0)) return nothing(Standing::no_best), std::nullopt;
    return std::clamp(part / whole, Ratio(0), Ratio(1));
  }

  bool on_scale(const Ratio& points) const {
    if (points < criterion_.min || points > criterion_.max) return false;
    return criterion_.allowed.empty() || std::ranges::find(criterion_.allowed, points) != criterion_.allowed.end();
  }

  void expert() {
    Ratio sum;
    std::vector<std::string_view> members;
    for (const Mark& mark : given_.marks) {
      if (mark.criterion != criterion_.code) continue;
      if (!on_scale(mark.points) || std::ranges::find(members, mark.member) != members.end())
        return nothing(Standing::bad_mark);
      members.push_back(mark.member);
      sum += mark.points;
    }
    outcome_.members = static_cast<int64_t>(members.size());
    if (outcome_.members < std::max<int64_t>(criterion_.members, 1)) return nothing(Standing::few_members);
    outcome_.number = rounded(sum / Ratio(outcome_.members));
    outcome_.passed = !criterion_.pass || *outcome_.number >= *criterion_.pass;
    return give(*outcome_.number);
  }

  const Criterion& criterion_;
  const form::Environment& environment_;
  const Given& given_;
  Outcome outcome_;
};

}  // namespace

const Ratio* Cohort::best(std::string_view criterion, std::string_view window) const {
  for (const BestValue& each : values)
    if (each.criterion == criterion && each.window == window) return &each.best;
  return nullptr;
}

Outcome outcome_of(const Criterion& criterion, const form::Environment& environment, const Given& given) {
  return Rule(criterion, environment, given).run();
}

std::optional<Ratio> cohort_value(const Criterion& criterion, const form::Environment& environment) {
  if (!environment.holds(criterion.applicable, true)) return std::nullopt;
  return form::number_of(environment.evaluate(criterion.value));
}

}  // namespace pochin::scoring
