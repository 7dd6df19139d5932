// A voting campaign of a practice as data (domain.md §5.2): when, who, what a ballot is, how winners are found. Read
// from the pack (shared/practice), published with its results.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "shared/base/date.h"
#include "shared/base/instant.h"
#include "shared/base/money.h"
#include "shared/base/names.h"
#include "shared/base/result.h"
#include "shared/formula/formula.h"
#include "shared/voting/ballot_kind.h"
#include "shared/voting/rule.h"

namespace pochin::voting {

enum class CampaignKind { adult, school };
std::span<const Name<CampaignKind>> names(CampaignKind);

// Where a voter must live, by the address in the account.
enum class ResidenceRule {
  municipality,  // in the district that is voted for, or where there are no districts, in any municipality known here
  region,        // in the region
  anyone
};
std::span<const Name<ResidenceRule>> names(ResidenceRule);

// When the address says nothing.
enum class UnknownResidence {
  refuse,
  declare,  // the voter declares it; the vote counts and its assurance is `declared`
  review    // an operator looks at papers first: until then no vote
};
std::span<const Name<UnknownResidence>> names(UnknownResidence);

enum class Districts { none, municipality };  // a district = the municipality of the project
std::span<const Name<Districts>> names(Districts);

enum class RunningTotals { hidden, open };
std::span<const Name<RunningTotals>> names(RunningTotals);

enum class Channel { portal, paper, point, phone, meeting };
std::span<const Name<Channel>> names(Channel);

// How sure it is who voted, weakest first.
enum class Assurance {
  counted,   // heads counted at a meeting
  declared,  // said by the voter: the residence, the name on the phone
  document,  // a document was shown
  confirmed  // a confirmed account of the state
};
std::span<const Name<Assurance>> names(Assurance);

// What one ballot may hold.
struct BallotRules {
  BallotKind kind = BallotKind::choose_one;
  int64_t min = 1;                                    // projects chosen (plus_minus: pluses; scores, yes_no: answered)
  int64_t max = 0;                                    // 0 = as many as there are
  std::optional<Money> min_cost = {}, max_cost = {};  // of the projects chosen together (knapsack)
  int64_t points = 0;                                 // cumulative: to divide
  int64_t max_points = 0;                             // cumulative, scores: for one project; 0 = no limit but `points`
  int64_t minus = 0;                                  // plus_minus: most minuses
  std::vector<std::vector<std::string>> incompatible = {};  // ids or numbers of which one at most may be chosen
  bool operator==(const BallotRules&) const = default;
};

// One person casts one ballot in each of `districts_per_person` districts; without districts, one.
struct Campaign {
  std::string id;
  std::string title;
  CampaignKind kind = CampaignKind::adult;
  std::vector<std::string> basis;   // legal bases of the pack
  std::vector<std::string> states;  // applications in these states stand as projects
  formula::Formula projects;        // over the application, which a project must satisfy; empty = all
  Instant opens, closes;            // [opens, closes)
  std::optional<int64_t> min_age, max_age;
  std::optional<Date> age_on;  // the day on which years are counted; none = the day it opens
  ResidenceRule residence = ResidenceRule::region;
  UnknownResidence unknown_residence = UnknownResidence::refuse;
  Districts districts = Districts::none;
  std::optional<int64_t> districts_per_person = 1;  // none = no limit
  BallotRules ballot;
  RunningTotals running_totals = RunningTotals::hidden;
  bool change_allowed = false;
  std::vector<Channel> channels = {Channel::portal};
  Parameters tally;
  // Where the number of the lot comes from: named before the vote, drawn after it by nobody of the vote («выигрышные
  // номера тиража …, который пройдёт 16 февраля»). Needed when the ties have a lot.
  std::string lot_source;
  Money budget;                                      // of the whole campaign, or of each district
  Assurance assurance_needed = Assurance::declared;  // a vote of a weaker one is kept and not counted
  std::string source;

  bool takes(Channel channel) const;
  bool draws_lots() const;  // a chain of ties ends in a lot whose number is not known before the end
};

// {"kind": "approval", "min": 1, "max": 3, "min_cost": null, "max_cost": "1000000.00", "points": 0, "max_points": 0,
// "minus": 0, "incompatible": []}: what the browser is given.
nlohmann::json to_json(const BallotRules& rules);
// Only "kind" is required. Error.place is a JSON pointer. Codes: record_format, record_unknown, money_*.
Result<BallotRules> ballot_rules_from_json(const nlohmann::json& json, const std::string& place = {});

}  // namespace pochin::voting
