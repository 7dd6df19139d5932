// Who may vote, from what the account of the state says: yes, no, or unknown, each with its reasons. Pure: the facts
// come in, nothing is kept (esia.md §2).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "shared/base/date.h"
#include "shared/base/instant.h"
#include "shared/voting/campaign.h"

namespace pochin::voting {

enum class Answer { yes, no, unknown };
std::span<const Name<Answer>> names(Answer);

// The address in the account is what its owner wrote: a declaration, never a proof of registration.
enum class Living { inside, outside, unknown };

struct VoterFacts {
  bool confirmed = false;                // the account is a confirmed one
  std::optional<Date> born;              // none = not given
  Living living = Living::unknown;       // in the region
  std::vector<std::string> territories;  // ids, the narrowest first; empty = not known
};

struct Reason {
  std::string code;  // account, age_unknown, too_young, too_old, outside_region, outside_district, residence_unknown,
                     // residence_review
  std::string text;  // Russian: what is so and what to do
  std::string rule;  // what of the campaign it follows from: "age", "residence", "account"
  bool operator==(const Reason&) const = default;
};

struct Eligibility {
  Answer answer = Answer::yes;  // `no` weighs more than `unknown`
  std::vector<Reason> reasons;  // of everything that is not `yes`
  // The residence is not known and the campaign takes the voter's word: the ballot must carry it, and the vote's
  // assurance is then `declared`. Not a reason against.
  bool declaration_needed = false;
  std::string district;  // where the voter lives, if it is a district of this campaign; may be empty
  bool operator==(const Eligibility&) const = default;
};

// `district` is the one to vote in; empty = asked in general: then residence in a district is not yet judged.
// `districts` are the ids that have projects. O(territories · districts).
Eligibility may_vote(const Campaign& campaign, const Zone& zone, const VoterFacts& facts,
                     const std::vector<std::string>& districts, std::string_view district);

}  // namespace pochin::voting
