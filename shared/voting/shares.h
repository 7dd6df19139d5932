// One run of the Method of Equal Shares with a given share. Every voter has the same amount; in each round the project
// is bought whose supporters pay least for one unit of its utility, each the same for one point or all they have.
//
// Voters with the same history have the same amount, so amounts are kept by history. They are fixed-point bounds, low
// and high; the order of two projects, or whether supporters have enough, is decided by the bounds nearly always and
// by exact fractions (exact.h) when they overlap.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "shared/voting/contest.h"
#include "shared/voting/exact.h"

namespace pochin::voting {

// What one point of a supporter pays: bounds in fixed point, and exactly.
struct Level {
  int64_t low = 0, high = 0;
  Fraction exact;
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

  void run();  // buys until nothing is affordable
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
  int64_t share() const { return whole(amounts_low_[0]); }
  int64_t means(uint32_t project);  // what its supporters have left together, rounded down

 private:
  struct Candidate {
    uint32_t project = 0;
    int64_t low = 0;   // of its level: it never falls from round to round
    int64_t high = 0;  // of this round's look; kUnknown when only exact numbers know
  };
  struct Lump {  // supporters of one history and the same points
    uint32_t history = 0;
    int32_t points = 1;
    int64_t people = 0;
    uint32_t next = 0;  // another lump of the same history
  };
  enum class Means { enough, short_of, unsure };

  const Contest* contest_;
  int64_t extra_;
  int shift_ = 0;
  Ledger ledger_;
  std::vector<Candidate> candidates_;
  std::vector<Purchase> path_;

  std::vector<uint32_t> history_of_;  // by group
  std::vector<int64_t> amounts_low_, amounts_high_;
  std::vector<uint32_t> parent_, round_;  // of a history: it paid in this round after that
  std::vector<int32_t> points_;

  std::vector<Lump> lumps_;        // of the project looked at last
  std::vector<uint32_t> lump_of_;  // by its supporters
  struct Head {
    uint32_t stamp = 0, lump = 0;
  };
  std::vector<Head> heads_;  // by history
  uint32_t stamp_ = 0;
  uint32_t gathered_ = UINT32_MAX;  // the project of the lumps, since the last purchase
  std::vector<uint32_t> rich_;

  Int128 value_of(uint32_t project) const;  // its utility to one point
  bool cheaper(int64_t a, uint32_t project_a, int64_t b, uint32_t project_b) const;
  void sort_candidates();
  void gather(uint32_t project);
  Means look(Candidate& candidate);
  bool affordable(uint32_t project);
  std::optional<Int128> solve(uint32_t project, const std::vector<int64_t>& amounts, bool up);
  void add_amount(Form& form, uint32_t history, Int128 times) const;
  Fraction exact_level(uint32_t project, int64_t low, int64_t high);
  std::vector<uint32_t> cheapest(std::vector<Candidate>& contenders);
  void buy(const Candidate& candidate, std::vector<uint32_t> tied);
  uint32_t pay(const Lump& lump, const Level& level, int64_t& poor);
  void drop(uint32_t project);
  bool stays_dearer(Candidate& other, uint32_t project, const Level& level, Shares& nearer);
  bool stays_beyond(Candidate& other);
  bool retrace(Shares& nearer, bool here, const std::vector<Doubt>* only, std::vector<Doubt>& left);
};

}  // namespace pochin::voting
