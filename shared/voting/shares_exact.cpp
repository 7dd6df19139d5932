// What the bounds of shares.cpp leave open, decided by exact fractions.
#include <algorithm>
#include <tuple>

#include "shared/voting/shares.h"

namespace pochin::voting {
namespace {

bool is_plain(const Form& form) {
  return form.start == 0 && std::ranges::all_of(form.levels, [](Int128 n) { return n == 0; });
}

}  // namespace

// What the group has paid in rounds before this one, in which it was not spent.
std::vector<Shares::Payment> Shares::paid_before(uint32_t group, std::size_t round) const {
  std::vector<Payment> paid;
  for (const Choice& choice : contest_->election.choices_of(contest_->election.groups[group]))
    if (choice.points > 0 && round_of_[choice.project] < round)
      paid.push_back({round_of_[choice.project], choice.points});
  std::ranges::sort(paid);
  return paid;
}

void Shares::add_amount(Form& form, const std::vector<Payment>& paid, Int128 times) const {
  form.start += times;
  for (const Payment& each : paid) form.add_level(each.round, -times * each.points);
}

// What was paid for a point in a round of the path.
Fraction Shares::level_of(std::size_t round) const {
  const uint32_t project = path_[round].project;
  Fraction level{{}, 0};
  level.form.money = contest_->cost(project);
  for (const Supporter& each : contest_->support.of(project)) {
    const Spent& spent = spent_[each.group];
    if (spent.round < round) continue;
    if (spent.round == round && !spent.equal)
      add_amount(level.form, paid_before(each.group, round), -Int128(each.people));
    else
      level.divisor += Int128(each.people) * each.points;
  }
  return level;
}

Ledger& Shares::ledger() {
  while (ledger_.rounds() < path_.size()) ledger_.add_round(level_of(ledger_.rounds()));
  return ledger_;
}

bool Shares::affordable(uint32_t project) {
  Form missing;
  missing.money = contest_->cost(project);
  for (const Supporter& each : contest_->support.of(project))
    if (purses_[each.group].high > 0) add_amount(missing, paid_before(each.group, path_.size()), -Int128(each.people));
  return ledger().sign(missing) <= 0;
}

// Those of whom the bounds do not say whether they have the level.
std::vector<Shares::Class> Shares::classes(uint32_t project, const Level& level) const {
  std::vector<Class> open;
  for (const Supporter& each : contest_->support.of(project)) {
    const Purse& purse = purses_[each.group];
    if (purse.high == 0 || purse.high < Int128(level.low) * each.points) continue;
    if (level.high != kUnknown && purse.low > Int128(level.high) * each.points) continue;
    open.push_back({paid_before(each.group, path_.size()), each.points, each.people, {each.group}});
  }
  const auto key = [](const Class& each) { return std::tie(each.points, each.paid); };
  std::ranges::sort(open, [&](const Class& a, const Class& b) { return key(a) < key(b); });
  std::vector<Class> merged;
  for (Class& each : open) {
    if (merged.empty() || key(merged.back()) != key(each)) {
      merged.push_back(std::move(each));
      continue;
    }
    merged.back().people += each.people;
    merged.back().groups.push_back(each.groups.front());
  }
  return merged;
}

int Shares::compare(const Class& each, const Fraction& level) {
  Form spare;  // amount·divisor − points·form
  add_amount(spare, each.paid, level.divisor);
  spare.add(level.form, -Int128(each.points));
  return ledger().sign(spare);
}

// Precondition: affordable; the level lies between the bounds.
Fraction Shares::exact_level(uint32_t project, const Level& level) {
  Fraction exact{{}, 0};
  exact.form.money = contest_->cost(project);
  for (const Supporter& each : contest_->support.of(project)) {
    const Purse& purse = purses_[each.group];
    if (purse.high == 0) continue;
    if (purse.high < Int128(level.low) * each.points)
      add_amount(exact.form, paid_before(each.group, path_.size()), -Int128(each.people));
    else
      exact.divisor += Int128(each.people) * each.points;
  }
  std::vector<Class> open = classes(project, level);
  std::ranges::sort(open, [&](const Class& a, const Class& b) {  // the poorest for a point first
    Form difference;
    add_amount(difference, a.paid, b.points);
    add_amount(difference, b.paid, -Int128(a.points));
    return ledger().sign(difference) < 0;
  });
  for (const Class& each : open) {
    if (compare(each, exact) >= 0) break;
    add_amount(exact.form, each.paid, -Int128(each.people));
    exact.divisor -= Int128(each.people) * each.points;
  }
  return exact;
}

// Of contenders whose bounds overlap: those with the exactly lowest price, the first of the chain in front.
std::vector<uint32_t> Shares::cheapest(std::vector<Candidate>& contenders) {
  std::vector<uint32_t> best;
  Fraction lowest;
  for (const Candidate& each : contenders) {
    Fraction price;
    if (contenders.size() > 1) {
      price = exact_level(each.project, {each.low, each.high});
      price.divisor *= value_of(each.project);
    }
    if (!best.empty() && !(is_plain(price.form) && is_plain(lowest.form))) ledger();
    const int way = best.empty() ? -1 : Ledger::compare(ledger_, price, ledger_, lowest);
    if (way < 0) best.clear(), lowest = std::move(price);
    if (way <= 0) best.push_back(each.project);
  }
  std::ranges::sort(best, [&](uint32_t a, uint32_t b) { return contest_->ties.before(a, b); });
  return best;
}

}  // namespace pochin::voting
