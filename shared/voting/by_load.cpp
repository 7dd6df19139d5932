// Sequential Phragmén. Supporters of a project carry its cost as a load that is the same for each of them; the project
// is taken whose supporters would carry the least. Ends at the first (of the equal ones any) that does not fit.
#include <algorithm>
#include <limits>

#include "shared/base/text.h"
#include "shared/base/tr.h"
#include "shared/voting/contest.h"
#include "shared/voting/exact.h"

namespace pochin::voting {
namespace {

constexpr uint32_t kNever = UINT32_MAX;
constexpr int64_t kUnknown = std::numeric_limits<int64_t>::max();
constexpr int kBits = 61;

struct Candidate {
  uint32_t project = 0;
  int64_t low = 0, high = kUnknown;  // bounds of its supporters' load, fixed point; low never falls
};

class Loads {
 public:
  explicit Loads(Contest& contest) : contest_(contest), ledger_(0, 1), last_(contest.election.groups.size(), kNever) {
    Int128 most = 1;
    for (const uint32_t p : contest.open()) most += contest.cost(p);
    for (; most > 0; most >>= 1) --shift_;
    shift_ = std::max(shift_, 0);
    for (const uint32_t p : contest.open())
      if (contest.support.people(p) > 0) candidates_.push_back({p});
  }

  void run() {
    while (!candidates_.empty()) {
      const auto tied = lightest();
      const uint32_t first = tied.front();
      const auto too_dear = std::ranges::find_if(tied, [&](uint32_t p) { return contest_.cost(p) > contest_.left; });
      if (too_dear != tied.end()) return stop(*too_dear);
      contest_.note_tie(tied);
      take(first);
    }
  }

 private:
  Contest& contest_;
  Ledger ledger_;
  int shift_ = kBits;
  std::vector<Candidate> candidates_;
  std::vector<uint32_t> last_;       // the round that loaded this group last
  std::vector<int64_t> low_, high_;  // loads of rounds
  std::vector<int64_t> people_;      // by round, of the candidate looked at

  void gather(uint32_t project) {
    people_.assign(low_.size(), 0);
    for (const Supporter& each : contest_.support.of(project))
      if (last_[each.group] != kNever) people_[last_[each.group]] += each.people;
  }

  void look(Candidate& candidate) {
    gather(candidate.project);
    const int64_t supporters = contest_.support.people(candidate.project);
    Int128 low = Int128(contest_.cost(candidate.project)) << shift_, high = low;
    for (std::size_t j = 0; j < people_.size(); ++j)
      low += Int128(people_[j]) * low_[j], high += Int128(people_[j]) * high_[j];
    candidate.low = static_cast<int64_t>(low / supporters);
    candidate.high = static_cast<int64_t>((high + supporters - 1) / supporters);
  }

  Fraction exact(uint32_t project) {
    gather(project);
    Fraction load{{}, contest_.support.people(project)};
    load.form.money = contest_.cost(project);
    for (std::size_t j = 0; j < people_.size(); ++j)
      if (people_[j] != 0) load.form.add_level(j, people_[j]);
    return load;
  }

  // Those with exactly the least load, the first of the chain in front.
  std::vector<uint32_t> lightest() {
    std::ranges::sort(candidates_, {}, &Candidate::low);
    int64_t best = kUnknown;
    std::vector<uint32_t> close, tied;
    for (Candidate& each : candidates_) {
      if (each.low > best) break;
      look(each);
      best = std::min(best, each.high);
    }
    for (const Candidate& each : candidates_)
      if (each.low <= best) close.push_back(each.project);
    if (close.size() == 1) return close;
    Fraction least;
    for (const uint32_t p : close) {
      Fraction load = exact(p);
      const int way = tied.empty() ? -1 : Ledger::compare(ledger_, load, ledger_, least);
      if (way < 0) tied.clear(), least = std::move(load);
      if (way <= 0) tied.push_back(p);
    }
    std::ranges::sort(tied, [&](uint32_t a, uint32_t b) { return contest_.ties.before(a, b); });
    return tied;
  }

  void take(uint32_t project) {
    Candidate now = *std::ranges::find(candidates_, project, &Candidate::project);
    look(now);
    ledger_.add_round(exact(project));
    for (const Supporter& each : contest_.support.of(project)) last_[each.group] = static_cast<uint32_t>(low_.size());
    low_.push_back(now.low);
    high_.push_back(now.high);
    Round round;
    round.level = shift_ == 0 ? now.low : ((now.low >> (shift_ - 1)) + 1) >> 1;
    round.text = tr("{}, стоит {}. Нагрузка на каждого сторонника {} — наименьшая: финансируется.",
                    contest_.score_text(project), contest_.sum(contest_.cost(project)), contest_.sum(round.level));
    contest_.fund(project, std::move(round));
    std::erase_if(candidates_, [&](const Candidate& each) { return !contest_.is_open(each.project); });
  }

  void stop(uint32_t project) {
    Round round;
    round.verdict = Verdict::no_money;
    round.lacked = contest_.cost(project) - contest_.left;
    round.text = tr("{}, стоит {}. Его очередь, но осталось {}, не хватает {}: распределение останавливается.",
                    contest_.score_text(project), contest_.sum(contest_.cost(project)), contest_.sum(contest_.left),
                    contest_.sum(round.lacked));
    contest_.refuse(project, std::move(round));
    for (const uint32_t p : contest_.open())
      contest_.close(
          p, Verdict::after_stop, 0,
          tr("{}. Распределение остановилось раньше, на проекте {}.", contest_.score_text(p), contest_.title(project)));
  }
};

}  // namespace

void tally_by_load(Contest& contest) {
  for (const uint32_t p : contest.open()) {
    if (contest.cost(p) <= contest.left) continue;
    const int64_t lacked = contest.cost(p) - contest.left;
    contest.close(p, Verdict::no_money, lacked,
                  tr("Стоит {}, больше всего бюджета на {}.", contest.sum(contest.cost(p)), contest.sum(lacked)));
  }
  Loads(contest).run();
}

}  // namespace pochin::voting
