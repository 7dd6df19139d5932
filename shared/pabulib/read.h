// A .pb file (pabulib.org/format) as an election, with everything that is wrong in it. Nothing in a file can make the
// reader crash or give up silently: it either gives an election or says in `faults` why there is none.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/pabulib/fault.h"
#include "shared/voting/election.h"

namespace pochin::pabulib {

struct Reading {
  // Nothing when the file cannot be counted: a section, the budget, a cost or the kind of ballots is missing or wrong.
  // A wrong choice within a ballot is left out of it and listed as a fault.
  std::optional<voting::Election> election;
  std::vector<std::pair<std::string, std::string>> meta;
  std::vector<int> selected;  // as published, for each project; empty when the file does not say
  bool scores = false;        // Project::published holds the column `score`, not `votes`
  Faults faults;

  std::string_view meta_value(std::string_view key) const;  // "" when there is none
};

// O(size of the text).
Reading read(std::string_view text);

}  // namespace pochin::pabulib
