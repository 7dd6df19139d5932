// What a person casts, and whether it may be cast: the same check in the browser, on the server and for a paper sheet.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "shared/base/money.h"
#include "shared/base/result.h"
#include "shared/voting/campaign.h"
#include "shared/voting/election.h"

namespace pochin::voting {

// A project as a voter sees it.
struct BallotProject {
  std::string id;
  std::string number;
  Money cost;
  std::string district;  // empty where there are no districts
  bool frozen = false;   // takes no votes while the commission looks into them
};

// The choices of one ballot and the district it is cast in. The order of the choices is the voter's ranking where the
// kind is `ranked` and means nothing elsewhere. Points: 1 where the kind has none, −1 for a minus, 1 or 0 for yes or
// no; the others as given.
struct Ballot {
  std::string district;
  CastBallot choices;
  bool operator==(const Ballot&) const = default;
};

// Everything wrong with it, in the order of the choices; empty when it may be cast. Error.place: "district",
// "choices", "choices/2/project", "choices/2/points". Codes: ballot_district (no projects there), ballot_empty,
// ballot_few, ballot_many, ballot_project (not on the ballot of this district), ballot_frozen, ballot_twice,
// ballot_points, ballot_points_sum, ballot_minus, ballot_cost, ballot_cost_few, ballot_incompatible. O(n · m) for n
// choices of m projects.
std::vector<Error> check_ballot(const BallotRules& rules, std::span<const BallotProject> projects,
                                const Ballot& ballot);

// Of the projects chosen, without those that got a minus, a no or nothing: what «осталось» is counted from.
Money cost_of(std::span<const BallotProject> projects, const Ballot& ballot);

}  // namespace pochin::voting
