// One run of the Method of Equal Shares with a given share. Every voter has the same amount; in each round the project
// is bought whose supporters pay least for one unit of its utility, each the same for one point or all they have.
//
// What voters have left are fixed-point bounds, low and high; the order of two projects, or whether supporters have
// enough, is decided by the bounds nearly always. When they overlap it is decided by exact fractions (exact.h), which
// are put together only then, from the choices of a voter and the rounds in which these were bought.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "shared/voting/contest.h"
#include "shared/voting/exact.h"

namespace pochin::voting {

// What one point of a supporter pays: bounds in fixed point.
struct Level {
  int64_t low = 0, high = 0;
};

struct Purchase {
  uint32_t project = 0;
  Level level;
  int64_t poor = 0;            // supporters who gave all they had and had less than the level
  std::vector<uint32_t> tied;  // the equal ones, with the project itself
};

class Shares {
 public:
  // Everybody's share is budget / voters + extra, in the smallest units. Precondition: there are voters, every
  // candidate is open in the contest, has supporters and a cost above zero.
  Shares(const Contest& contest, const std::vector<uint32_t>& candidates, int64_t extra);

  // Buys until nothing is affordable. What `likely`, a run with nearly the same share, bought in a round is looked at
  // first: the others are then seen to be dearer at a glance. It changes nothing in the result.
  void run(const Shares* likely = nullptr);
  // A comparison that is not settled: whether the purchase of this round stays better than the project; for the round
  // behind the last, whether the project stays beyond its supporters' means.
  struct Doubt {
    std::size_t round = 0;
    uint32_t project = 0;
  };
  // Buys as `nearer`, a finished run with a smaller share, did. Nothing in `left`: every run with a share between
  // theirs does the same. Amounts grow and levels fall with the share as long as the purchases are the same, so that it
  // is enough to compare what `nearer` paid with what this one would pay for others. Only the comparisons of `only` are
  // made when it is given: the others are known to hold. False when it gave up over too many doubts.
  bool follow(Shares& nearer, const std::vector<Doubt>* only, std::vector<Doubt>& left);
  // The same purchases again, and whether this run by itself would make them: the comparisons of `only` decide.
  bool repeats(Shares& nearer, const std::vector<Doubt>& only);

  const std::vector<Purchase>& path() const { return path_; }
  int64_t extra() const { return extra_; }
  // Smallest units, to the nearest: for people.
  int64_t whole(int64_t fixed) const { return shift_ == 0 ? fixed : ((fixed >> (shift_ - 1)) + 1) >> 1; }
  int64_t share() const { return whole(start_); }
  int64_t means(uint32_t project) const;  // what its supporters have left together, rounded down

 private:
  struct Candidate {
    uint32_t project = 0;
    int64_t low = 0;   // of its level: it never falls from round to round
    int64_t high = 0;  // of this round's look; kUnknown when only exact numbers know
  };
  struct Purse {  // nothing is left exactly when high is 0
    int64_t low = 0, high = 0;
  };
  struct Spent {  // the round in which a group gave the last it had, and whether that was exactly the level
    uint32_t round = UINT32_MAX;
    bool equal = false;
  };
  struct Payment {
    uint32_t round = 0;
    int32_t points = 1;
    auto operator<=>(const Payment&) const = default;
  };
  struct Class {  // supporters whose amounts are the same number
    std::vector<Payment> paid;
    int32_t points = 1;
    int64_t people = 0;
    std::vector<uint32_t> groups = {};
  };
  struct Sums;
  static constexpr int64_t kUnknown = std::numeric_limits<int64_t>::max();
  enum class Means { enough, short_of, unsure, beaten };

  const Contest* contest_;
  int64_t extra_;
  int shift_ = 0;
  int64_t start_ = 0;
  Ledger ledger_;  // of the rounds that somebody has asked about
  std::vector<Candidate> candidates_;
  std::vector<Purchase> path_;
  std::vector<uint32_t> round_of_;  // by project
  std::vector<Purse> purses_;       // by group
  std::vector<Spent> spent_;        // by group
  int64_t widest_ = 1;              // of the bounds of a purse
  std::vector<Purse> before_;       // of the supporters of the project that is bought

  int64_t value_of(uint32_t project) const;  // its utility to one point
  bool cheaper(int64_t a, uint32_t project_a, int64_t b, uint32_t project_b) const;
  bool goes_before(const Candidate& a, const Candidate& b) const;
  Sums sums(uint32_t project, int64_t level) const;
  // Renews the bounds of its level, unless it is seen to be dearer than `best` first.
  Means look(Candidate& candidate, const Candidate* best = nullptr) const;
  Candidate* find(uint32_t project);
  void drop(uint32_t project);

  // Exact numbers.
  std::vector<Payment> paid_before(uint32_t group, std::size_t round) const;
  void add_amount(Form& form, const std::vector<Payment>& paid, Int128 times) const;
  Ledger& ledger();  // with every round of the path
  Fraction level_of(std::size_t round) const;
  bool affordable(uint32_t project);
  std::vector<Class> classes(uint32_t project, const Level& level) const;
  Fraction exact_level(uint32_t project, const Level& level);
  int compare(const Class& each, const Fraction& level);  // what a point of theirs has, to the level

  std::vector<uint32_t> cheapest(std::vector<Candidate>& contenders);
  void buy(const Candidate& candidate, std::vector<uint32_t> tied);
  int64_t settle(uint32_t project, const Level& level);  // what everybody pays; how many gave less than the level
  std::optional<int64_t> settle_surely(uint32_t project, const Level& level);
  void pay(const Supporter& supporter, const Level& level, int way);
  bool stays_dearer(Candidate& other, uint32_t project, std::size_t round, const Level& level, Shares& payer);
  bool stays_beyond(Candidate& other);
  bool retrace(Shares& nearer, bool here, const std::vector<Doubt>* only, std::vector<Doubt>& left);
};

}  // namespace pochin::voting
