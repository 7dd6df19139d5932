// An election as a .pb file that other programs and our own reader accept without a fault. Ballots are written one by
// one, each under the name it was published with.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/voting/election.h"
#include "shared/voting/rule.h"

namespace pochin::pabulib {

struct Sheet {
  std::string voter;  // the tracker; unique
  voting::CastBallot choices;
  bool paper = false;
};

// What the election itself does not say.
struct About {
  // Fields of META by their names in the format: description, country, unit, instance, date_begin, date_end
  // (DD.MM.YYYY), min_length, max_length, max_sum_cost, max_sum_points …; in any order, unknown ones are left out.
  // num_projects, num_votes, budget, vote_type, rule, currency, fully_funded and incompatible are the writer's own.
  std::vector<std::pair<std::string, std::string>> meta;
  voting::Parameters parameters;
  std::vector<uint32_t> winners;  // indices of the election
};

using Put = std::function<void(std::string_view)>;

// Precondition: `election` is election_from_ballots of these sheets. Pluses with minuses, and «yes» with «no», are
// written as `scoring` ballots with points 1, 0, −1: counted the same. A withdrawn project has the format's own mark,
// the cost 999999999. Puts pieces of some 64 kB. O(size of the text).
void write(const About& about, const voting::Election& election, std::span<const Sheet> sheets, const Put& put);

}  // namespace pochin::pabulib
