#include "shared/voting/support.h"

namespace pochin::voting {
namespace {

// The index in the ballot of its only favourite; its size when there is none.
std::size_t favourite(const Election& election, std::span<const Choice> ballot) {
  if (ballot.empty()) return 0;
  if (election.kind == BallotKind::ranked) return 0;
  std::size_t best = 0;
  bool alone = true;
  for (std::size_t i = 1; i < ballot.size(); ++i) {
    if (ballot[i].points > ballot[best].points)
      best = i, alone = true;
    else if (ballot[i].points == ballot[best].points)
      alone = false;
  }
  return alone && ballot[best].points > 0 ? best : ballot.size();
}

int64_t places_of(const Election& election) {
  return election.places > 0 ? election.places : static_cast<int64_t>(election.projects.size());
}

}  // namespace

Support::Support(const Election& election)
    : first_(election.projects.size() + 1), weight_(election.projects.size()), people_(election.projects.size()) {
  for (const Group& group : election.groups)  // which may share their choices
    for (const Choice& choice : election.choices_of(group)) first_[choice.project + 1] += choice.points > 0 ? 1 : 0;
  for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
  supporters_.resize(first_.back());
  std::vector<std::size_t> next(first_.begin(), first_.end() - 1);
  for (uint32_t g = 0; g < election.groups.size(); ++g)
    for (const Choice& choice : election.choices_of(election.groups[g])) {
      if (choice.points <= 0) continue;
      supporters_[next[choice.project]++] = {g, choice.points, static_cast<uint32_t>(election.groups[g].count)};
      weight_[choice.project] += election.groups[g].count * choice.points;
      people_[choice.project] += election.groups[g].count;
    }
}

std::vector<int64_t> count(const Election& election, Rule rule) {
  std::vector<int64_t> sums(election.projects.size());
  const int64_t places = places_of(election);
  for (const Group& group : election.groups) {
    const auto ballot = election.choices_of(group);
    if (rule == Rule::plurality) {
      if (const std::size_t best = favourite(election, ballot); best < ballot.size())
        sums[ballot[best].project] += group.count;
      continue;
    }
    for (std::size_t i = 0; i < ballot.size(); ++i) {
      const int64_t place = places - static_cast<int64_t>(i);
      const int64_t points = election.kind == BallotKind::ranked ? (place > 0 ? place : 0) : ballot[i].points;
      sums[ballot[i].project] += points * group.count;
    }
  }
  return sums;
}

std::vector<int64_t> published_counts(const Election& election) {
  std::vector<int64_t> sums;
  for (const Project& project : election.projects) sums.push_back(project.published.value_or(0));
  return sums;
}

}  // namespace pochin::voting
