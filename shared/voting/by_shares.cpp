// The Method of Equal Shares, its completions, and its words.
#include <algorithm>
#include <memory>

#include "shared/base/text.h"
#include "shared/base/tr.h"
#include "shared/voting/contest.h"
#include "shared/voting/shares.h"

namespace pochin::voting {
namespace {

using Run = std::unique_ptr<Shares>;

constexpr int kMostPatience = 64;
constexpr int64_t kWorth = 2;  // units that a leap must pass for each run it has followed

int64_t cost_of(const Contest& contest, const Shares& run) {
  int64_t sum = 0;
  for (const Purchase& each : run.path()) sum += contest.cost(each.project);
  return sum;
}

// Nothing more fits the money, even for whom the supporters' shares would be enough.
bool exhausted(const Contest& contest, const Shares& run, const std::vector<uint32_t>& candidates) {
  const int64_t rest = contest.left - cost_of(contest, run);
  const auto bought = [&](uint32_t p) {
    return std::ranges::find(run.path(), p, &Purchase::project) != run.path().end();
  };
  return std::ranges::none_of(candidates, [&](uint32_t p) {
    return contest.cost(p) <= rest && !bought(p) && std::ranges::none_of(contest.rivals(p), bought);
  });
}

// Everybody's share grows by one unit of the currency again and again, until the winners would cost more than there is
// or nothing more fits. Purchases that provably stay the same for many units are passed over in one leap; where a leap
// leaves doubts, its halves are asked about these alone, down to single units if it must be.
class Raise {
 public:
  Raise(const Contest& contest, const std::vector<uint32_t>& candidates, Run run)
      : contest_(contest), candidates_(candidates), run_(std::move(run)) {
    for (const uint32_t p : candidates) most_ += contest.cost(p);
  }

  Run end() {
    beyond_ = tr(" Больше ни один проект не помещается в остаток.");
    while (!exhausted(contest_, *run_, candidates_)) {
      while (leap()) {
      }
      Run next = at(run_->extra() + contest_.election.unit);
      next->run(run_.get());
      const int64_t cost = cost_of(contest_, *next);
      if (cost > contest_.left) {
        beyond_ = tr(" При доле {} победители стоили бы {} — больше бюджета.", contest_.sum(next->share()),
                     contest_.sum(cost));
        break;
      }
      run_ = std::move(next);
    }
    return std::move(run_);
  }
  const std::string& beyond() const { return beyond_; }  // why the share did not grow further

 private:
  using Doubts = std::vector<Shares::Doubt>;

  const Contest& contest_;
  const std::vector<uint32_t>& candidates_;
  Run run_;
  int64_t most_ = 0;             // a share of so much buys everything
  int64_t width_ = 16;           // of the next leap, in units
  int64_t traced_ = 0;           // runs followed by the leap that goes on
  int wait_ = 0, patience_ = 1;  // single units before the next try
  std::string beyond_;

  Run at(int64_t extra) const { return std::make_unique<Shares>(contest_, candidates_, extra); }
  bool follows(Shares& far, const Doubts* only, Doubts& left) { return ++traced_, far.follow(*run_, only, left); }

  // True when the run has moved over the whole width with the same purchases.
  bool leap() {
    if (wait_ > 0) return --wait_, false;
    const int64_t unit = contest_.election.unit, from = run_->extra();
    traced_ = 0;
    for (width_ = std::min(width_, (most_ - from) / unit + 2); width_ >= 2; width_ /= 4) {
      Run far = at(from + width_ * unit);
      Doubts left;
      if (!follows(*far, nullptr, left)) continue;
      if (left.empty())
        run_ = std::move(far);
      else if (!reach(from + width_ * unit, left))
        return rest(width_ / 4);
      if (width_ < kWorth * traced_) return rest(width_);
      width_ *= 2;
      patience_ = 1;
      return true;
    }
    return rest(0);
  }

  // Where purchases change at nearly every unit, and a leap costs more runs than it saves, leaps are tried ever more
  // rarely.
  bool rest(int64_t width) {
    width_ = std::max<int64_t>(width, 4);
    wait_ = patience_;
    patience_ = std::min(patience_ * 2, kMostPatience);
    return false;
  }

  // Moves the run to this share, or to the last before the purchases change. All but the doubts is known to hold.
  bool reach(int64_t extra, const Doubts& doubts) {
    const int64_t units = (extra - run_->extra()) / contest_.election.unit;
    Run far = at(extra);
    Doubts left;
    const bool followed = units > 1 && follows(*far, &doubts, left);
    if (units == 1) ++traced_;
    if (units == 1 ? far->repeats(*run_, doubts) : followed && left.empty()) {
      run_ = std::move(far);
      return true;
    }
    if (units == 1) return false;
    const Doubts& rest = followed ? left : doubts;
    return reach(run_->extra() + units / 2 * contest_.election.unit, rest) && reach(extra, rest);
  }
};

std::string round_text(const Contest& contest, const Purchase& purchase, int64_t level) {
  const bool points = contest.support.people(purchase.project) != contest.support.weight(purchase.project);
  std::string text = tr("{}, стоит {}. У сторонников денег хватает, каждый платит не больше {}{}",
                        contest.score_text(purchase.project), contest.sum(contest.cost(purchase.project)),
                        contest.sum(level), points ? tr(" за балл") : "");
  if (purchase.poor > 0)
    text += tr("; у {} из {} было меньше, они отдали всё", group_digits(purchase.poor),
               group_digits(contest.support.people(purchase.project)));
  return text + '.';
}

void write_winners(Contest& contest, const Shares& run) {
  for (const Purchase& each : run.path()) {
    contest.note_tie(each.tied);
    Round round;
    round.level = run.whole(each.level.low);
    round.poor = each.poor;
    round.text = round_text(contest, each, round.level);
    contest.fund(each.project, std::move(round));
  }
}

void write_losers(Contest& contest, Shares& run) {
  for (const uint32_t p : contest.open()) {
    const int64_t means = run.means(p), lacked = contest.cost(p) - means;
    contest.close(p, Verdict::few_means, lacked,
                  tr("{}, стоит {}. У сторонников вместе осталось {}, не хватает {}.", contest.score_text(p),
                     contest.sum(contest.cost(p)), contest.sum(means), contest.sum(lacked)));
  }
}

void fund_free(Contest& contest) {
  for (const uint32_t p : contest.open()) {
    if (contest.cost(p) > 0 || !contest.is_open(p)) continue;
    Round round;
    round.text = tr("{}, ничего не стоит: финансируется.", contest.score_text(p));
    contest.fund(p, std::move(round));
  }
}

}  // namespace

void tally_by_shares(Contest& contest) {
  const Completion completion = contest.parameters.completion;
  if (completion != Completion::none && contest.all_fit()) return tally_by_votes(contest);
  fund_free(contest);
  std::vector<uint32_t> candidates = contest.open();
  std::erase_if(candidates, [&](uint32_t p) { return contest.support.weight(p) == 0; });
  if (contest.election.voters() == 0) return;
  auto run = std::make_unique<Shares>(contest, candidates, 0);
  run->run();
  const int64_t first = run->share();
  std::string beyond;
  if (completion != Completion::none) {
    Raise raise(contest, candidates, std::move(run));
    run = raise.end();
    beyond = raise.beyond();
  }
  write_winners(contest, *run);
  std::string& summary = contest.outcome.summary;
  summary = tr("Доля каждого голосовавшего — {}", contest.sum(first));
  if (run->extra() > 0) summary += tr(", она выросла до {}", contest.sum(run->share()));
  summary += '.' + beyond + ' ';
  if (completion == Completion::add1_then_greedy) fund_down(contest, ranked(contest, false), Rule::greedy);
  write_losers(contest, *run);
}

}  // namespace pochin::voting
