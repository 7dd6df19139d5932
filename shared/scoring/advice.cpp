#include "shared/scoring/advice.h"

#include <algorithm>
#include <limits>

#include "shared/base/money.h"
#include "shared/base/order.h"
#include "shared/base/text.h"
#include "shared/base/tr.h"

namespace pochin::scoring {
namespace {

// A change that needs more steps than this is no advice for a person.
constexpr int64_t kMostSteps = int64_t{1} << 40;

class Search {
 public:
  Search(const Criterion& criterion, const Lever& lever, const form::Environment& environment,
         const CriterionScore& now)
      : criterion_(criterion), lever_(lever), environment_(environment), now_(now) {
    start_ = number(lever.field).value_or(Ratio(0));
    if (!lever.take_from.empty()) other_ = number(lever.take_from);
    limit_ = most_steps();
  }

  // The environment after `steps` of the lever; valid until the next call.
  const form::Environment& after(int64_t steps) {
    const Ratio change = Ratio(steps) * lever_.step;
    environment_.set_number(lever_.field, start_ + change);
    if (other_) environment_.set_number(lever_.take_from, *other_ - change);
    return environment_;
  }

  bool better(int64_t steps) { return score_one(criterion_, after(steps)).points > now_.points; }

  // The least number of steps that gives more points; nothing when none within the limit does. Points never fall
  // when the lever goes up (lint checks that bands grow), so doubling and halving find the exact border.
  std::optional<int64_t> least() {
    if (limit_ < 1) return std::nullopt;
    int64_t high = 1;
    while (!better(high)) {
      if (high == limit_) return std::nullopt;
      high = std::min(high * 2, limit_);
    }
    int64_t low = high / 2;  // not better, or 0
    while (high - low > 1) {
      const int64_t middle = low + (high - low) / 2;
      (better(middle) ? high : low) = middle;
    }
    return high;
  }

  Ratio value_after(int64_t steps) const { return start_ + Ratio(steps) * lever_.step; }

 private:
  std::optional<Ratio> number(std::string_view field) const { return form::number_of(environment_.value(field)); }

  int64_t most_steps() const {
    if (!lever_.take_from.empty() && !other_) return 0;
    std::optional<Ratio> room = other_;
    const auto narrow = [&room](const Ratio& limit) {
      if (!room || limit < *room) room = limit;
    };
    if (!lever_.most.empty()) {
      const auto most = form::number_of(environment_.evaluate(lever_.most));
      if (!most) return 0;
      narrow(*most);
    }
    const form::Field* field = environment_.form().field(lever_.field);
    if (field && field->max) narrow(*field->max - start_);
    if (!room) return kMostSteps;
    const auto steps = checked_div(*room, lever_.step);
    if (!steps || steps->sign() <= 0) return 0;
    return std::min(round_to(*steps, 0, Rounding::Floor).to_int64().value_or(kMostSteps), kMostSteps);
  }

  const Criterion& criterion_;
  const Lever& lever_;
  form::Environment environment_;  // its own: the search changes it
  const CriterionScore& now_;
  Ratio start_;
  std::optional<Ratio> other_;
  int64_t limit_ = 0;
};

std::string replace(std::string text, std::string_view hole, std::string_view by) {
  for (std::size_t at = text.find(hole); at != std::string::npos; at = text.find(hole, at + by.size()))
    text.replace(at, hole.size(), by);
  return text;
}

std::string amount_text(const Ratio& amount, bool money) {
  if (!money) return to_text(amount, 0, 2);
  const auto sum = money_from_roubles(amount);
  return sum ? format_roubles(*sum) : to_text(amount, 2, 2);
}

// Nothing is advised about a field that is not asked, or whose answer is refused: that is to be put right first.
bool may_be_raised(const form::Environment& environment, std::string_view id) {
  const form::Field* field = environment.form().field(id);
  const form::Section* section = environment.form().section_of(id);
  if (!field || !section) return true;
  if (!environment.visible(*field) || !environment.holds(section->visible, true)) return false;
  return !environment.value(id).is_null() || form::is_blank(environment.answers(), id);
}

std::optional<Advice> by_lever(const Criteria& criteria, const Criterion& criterion, const Lever& lever,
                               const form::Environment& environment, const Score& now, const CriterionScore& item) {
  if (!may_be_raised(environment, lever.field)) return std::nullopt;
  if (!lever.take_from.empty() && !may_be_raised(environment, lever.take_from)) return std::nullopt;
  Search search(criterion, lever, environment, item);
  const auto steps = search.least();
  if (!steps) return std::nullopt;
  const form::Environment& after = search.after(*steps);
  Advice advice;
  advice.criterion = criterion.code;
  advice.section = criterion.section;
  advice.field = lever.field;
  advice.more = Ratio(*steps) * lever.step;
  advice.value = amount_text(search.value_after(*steps), false);
  advice.gain = score(criteria, after).total - now.total;
  if (advice.gain <= Ratio(0)) return std::nullopt;
  advice.text = replace(replace(replace(lever.text, "{more}", amount_text(*advice.more, lever.money)), "{value}",
                                score_one(criterion, after).value),
                        "{gain}", points_text(advice.gain));
  return advice;
}

std::string presence_text(std::string_view criterion, std::string_view section, const Ratio& gain) {
  if (criterion == section) return tr("Заполните раздел «{}»: +{}", section, points_text(gain));
  return tr("{} — заполните раздел «{}»: +{}", criterion, section, points_text(gain));
}

}  // namespace

std::vector<Advice> advise(const Criteria& criteria, const form::Environment& environment, const Score& now) {
  std::vector<Advice> found;
  for (std::size_t i = 0; i < criteria.items.size() && i < now.items.size(); ++i) {
    const Criterion& criterion = criteria.items[i];
    const CriterionScore& item = now.items[i];
    if (item.weighted >= item.max_weighted) continue;
    if (criterion.shape == Shape::presence) {
      const Ratio gain = criterion.points_yes * criterion.weight - item.weighted;
      const form::Section* section = environment.form().section(criterion.section);
      if (gain > Ratio(0) && section)
        found.push_back({criterion.code, criterion.section, "", std::nullopt, "", gain,
                         presence_text(criterion.title, section->title, gain)});
      continue;
    }
    for (const Lever& lever : criterion.levers)
      if (auto advice = by_lever(criteria, criterion, lever, environment, now, item)) found.push_back(*advice);
  }
  sort_short(found, [](const Advice& a, const Advice& b) { return a.gain > b.gain; });
  return found;
}

}  // namespace pochin::scoring
