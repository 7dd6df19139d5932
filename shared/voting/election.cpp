#include "shared/voting/election.h"

#include <algorithm>
#include <map>
#include <string_view>

#include "shared/base/text.h"
#include "shared/base/tr.h"

namespace pochin::voting {
namespace {

constexpr int64_t kMostPoints = 1'000'000'000;

using Index = std::map<std::string_view, uint32_t>;

Result<Index> index_of(const std::vector<Project>& projects) {
  Index index;
  for (std::size_t i = 0; i < projects.size(); ++i) {
    const Project& each = projects[i];
    if (each.id.empty()) return fail("election_project", std::string(tr("У проекта нет номера")));
    if (each.cost < 0) return fail("election_project", tr("Стоимость проекта {} меньше нуля", each.id), each.id);
    if (!index.emplace(each.id, static_cast<uint32_t>(i)).second)
      return fail("election_project", tr("Проект {} указан дважды", each.id), each.id);
  }
  return index;
}

Result<Choice> choice_of(const CastChoice& cast, const Index& index, const std::string& place) {
  const auto found = index.find(cast.project);
  if (found == index.end())
    return fail("election_choice", tr("В бюллетене проект {}, которого нет в списке", cast.project), place);
  if (cast.points > kMostPoints || cast.points < -kMostPoints)
    return fail("election_choice", std::string(tr("Слишком много баллов за один проект")), place);
  return Choice{found->second, static_cast<int32_t>(cast.points)};
}

bool less(const Choice& a, const Choice& b) {
  return a.project != b.project ? a.project < b.project : a.points < b.points;
}

// Shorter ballots first, then by content: compared without a look at the order in which they came.
bool group_less(const Election& election, const Group& a, const Group& b) {
  if (a.size != b.size) return a.size < b.size;
  const auto x = election.choices_of(a), y = election.choices_of(b);
  return std::lexicographical_compare(x.begin(), x.end(), y.begin(), y.end(), less);
}

uint64_t hash_of(std::span<const Choice> ballot) {
  uint64_t sum = 0xcbf29ce484222325;
  for (const Choice& each : ballot) {
    sum ^= each.project | static_cast<uint64_t>(static_cast<uint32_t>(each.points)) << 32;
    sum *= 0x9e3779b97f4a7c15;
    sum ^= sum >> 29;
  }
  return sum;
}

// Numbers by hash, with open addressing: at most `most` of them.
class Table {
 public:
  static constexpr uint32_t kEmpty = UINT32_MAX;

  explicit Table(std::size_t most) {
    std::size_t size = 16;
    while (size < 2 * most) size *= 2;
    slots_.assign(size, kEmpty);
  }

  // The slot of the number that `same` knows, or an empty one for it.
  template <class Same>
  uint32_t& find(uint64_t hash, const Same& same) {
    std::size_t at = hash & (slots_.size() - 1);
    while (slots_[at] != kEmpty && !same(slots_[at])) at = (at + 1) & (slots_.size() - 1);
    return slots_[at];
  }

 private:
  std::vector<uint32_t> slots_;
};

// Quotes inside of quotes are „these“.
std::string inner_quotes(std::string text) {
  for (const auto& [outer, inner] : {std::pair{"«", "„"}, std::pair{"»", "“"}})
    for (std::size_t at = 0; (at = text.find(outer, at)) != std::string::npos;)
      text.replace(at, std::string_view(outer).size(), inner);
  return text;
}

}  // namespace

int64_t Election::voters() const {
  int64_t sum = 0;
  for (const Group& group : groups) sum += group.count;
  return sum;
}

void normalise(Election& election) {
  if (election.kind != BallotKind::ranked)
    for (const Group& group : election.groups)
      std::ranges::sort(std::span(election.choices).subspan(group.first, group.size), less);
  std::vector<Group> merged;
  Table seen(election.groups.size());
  for (const Group& group : election.groups) {
    const auto each = election.choices_of(group);
    uint32_t& at =
        seen.find(hash_of(each), [&](uint32_t i) { return std::ranges::equal(election.choices_of(merged[i]), each); });
    if (at == Table::kEmpty) {
      at = static_cast<uint32_t>(merged.size());
      merged.push_back(group);
    } else {
      merged[at].count += group.count;
    }
  }
  std::ranges::sort(merged, [&](const Group& a, const Group& b) { return group_less(election, a, b); });
  std::vector<Choice> choices;
  choices.reserve(election.choices.size());
  for (Group& group : merged) {
    const auto each = election.choices_of(group);
    group.first = static_cast<uint32_t>(choices.size());
    choices.insert(choices.end(), each.begin(), each.end());
  }
  election.groups = std::move(merged);
  election.choices = std::move(choices);
}

Result<Election> election_from_ballots(BallotKind kind, Money budget, std::vector<Project> projects,
                                       std::span<const CastBallot> ballots,
                                       std::span<const std::pair<std::string, std::string>> incompatible) {
  Election election;
  election.kind = kind;
  election.budget = budget.kopecks;
  election.projects = std::move(projects);
  const auto index = index_of(election.projects);
  if (!index) return std::unexpected(index.error());
  for (std::size_t i = 0; i < ballots.size(); ++i) {
    const auto first = static_cast<uint32_t>(election.choices.size());
    for (std::size_t k = 0; k < ballots[i].size(); ++k) {
      const std::string place = std::to_string(i) + "/" + std::to_string(k);
      const auto choice = choice_of(ballots[i][k], *index, place);
      if (!choice) return std::unexpected(choice.error());
      for (std::size_t other = first; other < election.choices.size(); ++other)
        if (election.choices[other].project == choice->project)
          return fail("election_choice", tr("Проект {} выбран в бюллетене дважды", ballots[i][k].project), place);
      election.choices.push_back(*choice);
    }
    election.groups.push_back({first, static_cast<uint32_t>(ballots[i].size()), 1});
  }
  for (const auto& [a, b] : incompatible) {
    const auto x = index->find(a), y = index->find(b);
    if (x != index->end() && y != index->end()) election.incompatible.push_back(std::minmax(x->second, y->second));
  }
  normalise(election);
  return election;
}

std::string decimal_sum(int64_t sum, int64_t unit) {
  std::string text = std::to_string(sum / unit);
  if (sum < 0 && sum / unit == 0) text.insert(0, 1, '-');
  int64_t rest = sum < 0 ? -(sum % unit) : sum % unit;
  if (rest == 0) return text;
  text += '.';
  for (int64_t place = unit / 10; place > 0; place /= 10) {
    text += static_cast<char>('0' + rest / place);
    rest %= place;
  }
  return text;
}

std::string sum_text(const Election& election, int64_t sum) {
  const std::string decimal = decimal_sum(sum, election.unit);
  const std::size_t point = decimal.find('.');
  std::string text = group_digits(std::string_view(decimal).substr(0, point));
  if (point != std::string::npos) text += ',' + decimal.substr(point + 1);
  return election.currency.empty() ? text : text + kNoBreakSpace + election.currency;
}

std::string project_title(const Election& election, uint32_t project) {
  const Project& each = election.projects[project];
  const std::string& number = each.number.empty() ? each.id : each.number;
  return each.name.empty() ? tr("№ {}", number) : tr("«{}» (№ {})", inner_quotes(each.name), number);
}

}  // namespace pochin::voting
