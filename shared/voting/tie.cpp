#include "shared/voting/tie.h"

#include <algorithm>
#include <numeric>

#include "shared/base/sha256.h"

namespace pochin::voting {
namespace {

template <class T>
int order(const T& a, const T& b) {
  return a < b ? -1 : b < a ? 1 : 0;
}

// What people know the project by; two with the same number are told apart by the id.
int by_number(const Project& a, const Project& b) {
  const auto shown = [](const Project& each) -> const std::string& {
    return each.number.empty() ? each.id : each.number;
  };
  const int way = order(shown(a), shown(b));
  return way != 0 ? way : order(a.id, b.id);
}

// An unknown time stands behind every known one.
int earlier(const std::string& a, const std::string& b) {
  if (a.empty() != b.empty()) return a.empty() ? 1 : -1;
  return order(a, b);
}

}  // namespace

std::string lot_of(std::string_view seed, std::string_view id) {
  std::string bytes(seed);
  bytes += '\0';
  bytes += id;
  return hex(sha256(bytes));
}

TieOrder::TieOrder(const Election& election, const std::vector<int64_t>& scores, const std::vector<TieStep>& steps)
    : election_(&election), scores_(&scores), steps_(steps) {
  steps_.push_back({TieBy::id, {}});
  for (const TieStep& step : steps_) {
    lots_.emplace_back();
    if (step.by != TieBy::lot) continue;
    for (const Project& project : election.projects) lots_.back().push_back(lot_of(step.seed, project.id));
  }
  std::vector<uint32_t> sorted(election.projects.size());
  std::iota(sorted.begin(), sorted.end(), 0U);
  std::ranges::sort(sorted, [&](uint32_t a, uint32_t b) {
    for (std::size_t step = 0; step < steps_.size(); ++step)
      if (const int way = compare(step, a, b); way != 0) return way < 0;
    return false;
  });
  rank_.resize(sorted.size());
  for (uint32_t i = 0; i < sorted.size(); ++i) rank_[sorted[i]] = i;
}

int TieOrder::compare(std::size_t step, uint32_t a, uint32_t b) const {
  const Project &x = election_->projects[a], &y = election_->projects[b];
  switch (steps_[step].by) {
    case TieBy::votes:
      return order((*scores_)[b], (*scores_)[a]);
    case TieBy::cheaper:
      return order(x.cost, y.cost);
    case TieBy::dearer:
      return order(y.cost, x.cost);
    case TieBy::submission_time:
      return earlier(x.submitted_at, y.submitted_at);
    case TieBy::id:
      return by_number(x, y);
    case TieBy::lot:
      return order(lots_[step][a], lots_[step][b]);
  }
  return 0;
}

TieBy TieOrder::parted_by(uint32_t a, uint32_t b) const {
  for (std::size_t step = 0; step < steps_.size(); ++step)
    if (compare(step, a, b) != 0) return steps_[step].by;
  return TieBy::id;
}

}  // namespace pochin::voting
