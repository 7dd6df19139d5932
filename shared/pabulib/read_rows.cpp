// The rows of PROJECTS and of VOTES.
#include <algorithm>
#include <utility>

#include "shared/base/text.h"
#include "shared/base/tr.h"
#include "shared/pabulib/reader.h"

namespace pochin::pabulib {
namespace {

constexpr int64_t kWithdrawn = 999'999'999;  // the cost that the format gives a withdrawn project
constexpr int64_t kMostPoints = 1'000'000'000;
constexpr int kLeastDecimals = 2;  // shares are shown with them even where costs have none

}  // namespace

void split(std::string_view list, std::vector<std::string_view>& parts) {
  parts.clear();
  if (list.empty()) return;
  while (true) {
    const std::size_t comma = list.find(',');
    parts.push_back(list.substr(0, comma));
    if (comma == std::string_view::npos) return;
    list.remove_prefix(comma + 1);
  }
}

void Reader::read_project(Row& row) {
  columns_.check(row, records_.line(), out_.faults);
  const auto value = [&](std::string_view name) {
    const std::size_t at = columns_.at(name);
    return at < row.size() ? row[at] : std::string_view();
  };
  const std::string_view id = value("project_id");
  ProjectRow known{records_.line(), {}, read_whole(value("votes")), {}};
  if (const auto score = read_decimal(value("score")); score && score->decimals == 0) known.score = score->digits;
  const auto cost = read_decimal(value("cost"));
  if (cost && cost->digits < 0) uncountable(Kind::negative_cost, tr("Проект {}: стоимость меньше нуля.", id));
  countable_ = countable_ && cost && !id.empty();
  if (cost) known.cost = *cost;
  voting::Project project;
  project.id = id;
  project.number = trim(value("public_id"));
  project.name = trim(value("name"));
  project.submitted_at = value("submitted_at");
  project.withdrawn = known.cost.decimals == 0 && known.cost.digits == kWithdrawn;
  out_.scores = columns_.has("score");
  project.published = out_.scores ? known.score : known.votes;
  if (columns_.has("selected")) out_.selected.push_back(static_cast<int>(read_whole(value("selected")).value_or(0)));
  if (!index_.emplace(id, static_cast<uint32_t>(rows_.size())).second)
    uncountable(Kind::repeated_project, tr("Проект {} уже есть выше.", id));
  rows_.push_back(known);
  election_.projects.push_back(std::move(project));
}

int64_t Reader::scaled(const Decimal& number) const {
  int64_t sum = number.digits, unit = election_.unit;
  for (int i = 0; i < number.decimals; ++i) unit /= 10;
  return sum * unit;
}

// As many decimals as the sums of the file have.
void Reader::finish_projects() {
  int digits = std::max(kLeastDecimals, budget_.decimals);
  for (const ProjectRow& row : rows_) digits = std::max(digits, row.cost.decimals);
  election_.unit = 1;
  for (int i = 0; i < digits; ++i) election_.unit *= 10;
  election_.budget = scaled(budget_);
  for (std::size_t p = 0; p < rows_.size(); ++p) election_.projects[p].cost = scaled(rows_[p].cost);
  people_.assign(rows_.size(), 0);
  chosen_in_.assign(rows_.size(), 0);
  read_incompatible();
}

bool Reader::read_points(int64_t& sum, std::size_t at, int32_t& points) {
  if (!with_points_) return true;
  const auto number = read_whole(trim(points_[at]));
  if (!number || *number > kMostPoints || *number < -kMostPoints) {
    fault(Kind::bad_number, tr("Баллы «{}» — не целое число.", points_[at]));
    return false;
  }
  points = static_cast<int32_t>(*number);
  sum += points;
  if ((limits_.max_points && points > *limits_.max_points) || (limits_.min_points && points < *limits_.min_points))
    fault(Kind::points_range, tr("За один проект {}: это вне пределов.", points));
  return true;
}

void Reader::read_vote(Row& row) {
  if (!countable_) return;
  columns_.check(row, records_.line(), out_.faults);
  ++ballots_;
  if (voter_at_ < row.size() && !voters_.insert(row[voter_at_]).second)
    fault(Kind::repeated_voter, tr("Номер {} уже есть выше.", row[voter_at_]));
  split(row[vote_at_], choices_);
  const auto first = static_cast<uint32_t>(election_.choices.size());
  int64_t sum = 0;
  bool dropped = false;
  if (with_points_) {
    split(row[points_at_], points_);
    if (points_.size() != choices_.size()) {
      fault(Kind::points_count,
            tr("Проектов {}, а баллов {}: бюллетень не засчитан.", choices_.size(), points_.size()));
      choices_.clear();
      dropped = true;
    }
  }
  for (std::size_t i = 0; i < choices_.size(); ++i) {
    std::string_view id = choices_[i];
    if (id.empty() || id.front() == ' ' || id.back() == ' ') {
      fault(Kind::spaces, std::string(tr("Номера проектов пишутся через запятую без пробелов.")));
      id = trim(id);
    }
    const auto found = index_.find(id);
    if (found == index_.end()) {
      fault(Kind::unknown_project, tr("Проекта «{}» нет в списке.", id));
      continue;
    }
    voting::Choice choice{found->second, 1};
    if (!read_points(sum, i, choice.points)) continue;
    const bool again = std::exchange(chosen_in_[choice.project], ballots_) == ballots_;
    if (again) {
      fault(Kind::repeated_choice, tr("Проект {} выбран в бюллетене дважды: засчитан один раз.", id));
      continue;
    }
    ++people_[choice.project];
    election_.choices.push_back(choice);
  }
  election_.groups.push_back({first, static_cast<uint32_t>(election_.choices.size() - first), 1});
  if (!dropped) check_ballot(sum);
}

void Reader::check_ballot(int64_t points_sum) {
  const auto length = static_cast<int64_t>(choices_.size());
  if (length == 0) return fault(Kind::empty_vote, std::string(tr("В бюллетене ничего не выбрано.")));
  const int64_t most = choose_one_ ? 1 : limits_.max_length.value_or(length);
  if (length > most) fault(Kind::vote_too_long, tr("Выбрано проектов {}, можно не больше {}.", length, most));
  if (limits_.min_length && length < *limits_.min_length)
    fault(Kind::vote_too_short, tr("Выбрано проектов {}, нужно не меньше {}.", length, *limits_.min_length));
  if (with_points_ && ((limits_.max_sum_points && points_sum > *limits_.max_sum_points) ||
                       (limits_.min_sum_points && points_sum < *limits_.min_sum_points)))
    fault(Kind::points_sum, tr("Баллов в бюллетене {}: это вне пределов.", points_sum));
  if (!limits_.max_sum_cost && !limits_.min_sum_cost) return;
  Int128 cost = 0;
  for (const voting::Choice& choice : election_.choices_of(election_.groups.back()))
    cost += election_.projects[choice.project].cost;
  const auto beyond = [&](const std::optional<Decimal>& limit, int way) {
    if (!limit) return false;
    Int128 power = 1;
    for (int i = 0; i < limit->decimals; ++i) power *= 10;
    const Int128 mine = cost * power, theirs = Int128(limit->digits) * election_.unit;
    return way > 0 ? mine > theirs : mine < theirs;
  };
  if (beyond(limits_.max_sum_cost, 1)) fault(Kind::vote_too_dear, std::string(tr("Корзина дороже, чем можно.")));
  if (beyond(limits_.min_sum_cost, -1)) fault(Kind::vote_too_cheap, std::string(tr("Корзина дешевле, чем нужно.")));
}

}  // namespace pochin::pabulib
