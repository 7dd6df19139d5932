// The order of the rating before any money: points or votes, then the chain of ties.
#pragma once

#include <string>
#include <vector>

#include "shared/scoring/ranking.h"

namespace pochin::scoring {

struct Entry {
  std::size_t index = 0;
  std::size_t window = 0;  // its place in the rules; behind them all when it is in none
  Ratio key;               // what is compared first: points or votes
  Ratio final;             // total + plus − minus
  std::string lot;         // empty while there is no seed or the chain has no lot
};

// Its points are known and, where votes decide, the votes.
bool is_counted(const Contender& contender, const RankingRules& rules);

// Window by window, each from the first to the last.
std::vector<Entry> ordered(const std::vector<Contender>& contenders, const RankingRules& rules);
// The same entries as if there were no windows: for the additional round.
void order_together(std::vector<const Entry*>& entries, const std::vector<Contender>& contenders,
                    const RankingRules& rules);

// Why the first of two neighbours stands above: «подана раньше»; "" when they are not equal.
std::string parted_by(const Entry& first, const Entry& second, const std::vector<Contender>& contenders,
                      const RankingRules& rules);

}  // namespace pochin::scoring
