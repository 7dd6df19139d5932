// Ballots as they are published and counted: the last of each person, what an act of the counting commission annulled
// apart, in an order that says nothing.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "server/api/voting/campaign.h"
#include "server/store/ballots.h"
#include "shared/voting/election.h"

namespace pochin::server {

enum class BallotStatus { counted, annulled, weak };  // weak: the campaign counts surer votes alone
std::span<const Name<BallotStatus>> names(BallotStatus);

struct CountedBallot {
  std::string tracker;
  std::string district;
  voting::CastBallot choices;
  BallotStatus status = BallotStatus::counted;
  std::string act;  // the protocol that annulled it
};

// In the order of publication (voting::place_of). O(n log n), and all of them in memory.
std::vector<CountedBallot> counted_ballots(Db& db, const LiveCampaign& campaign, std::string_view seed);

// One list of projects: of a district, or of the whole campaign. 500 when it is none: every ballot was checked when it
// was taken, so what is stored has been changed behind the portal's back.
Checked<voting::Election> election_of(const LiveCampaign& campaign, const std::vector<CountedBallot>& ballots,
                                      std::string_view district);
std::vector<std::string> lists_of(const LiveCampaign& campaign);  // {""} without districts

// The seed of the order of publication: the root of the last head, in hexadecimal.
std::string shuffle_seed(Db& db, const LiveCampaign& campaign);

// What the wire gives as results. No `lot_seed`: votes alone, no winners (running totals); an empty
// one where the chain of ties has no lot.
Checked<Json> results_json(Db& db, const LiveCampaign& campaign, const std::vector<CountedBallot>& ballots,
                           std::string_view seed, std::optional<std::string_view> lot_seed, CampaignState state);

// What is announced beside the figures.
struct Announcement {
  std::string opening_hash;
  Instant at = {};
  std::int64_t recounts = 0;
};
// Adds it, the vote and its terms, the log as it is, and the portal's signature over all of that (results_text).
void sign_results(Db& db, const Context& context, const LiveCampaign& campaign, Json& results,
                  const Announcement& said);

// The votes of each project (an application's id) in the published votes of the practice's cycle; an annulled vote
// gives none.
std::map<std::string, std::int64_t, std::less<>> published_votes(Db& db, const Context& context,
                                                                 std::string_view practice);

// For the counting commission and observers it trusts: which entry of the log is which published ballot.
// {"campaign", "terms", "kind", "entries": [{"leaf", "nonce", "tracker"}, {"leaf", "nonce", "superseded": {"district",
// "choices"}}]}, in the order of the log.
std::string opening_text(Db& db, const LiveCampaign& campaign);

// Published ballots as files. `put` takes the text piece by piece; nothing was put when it cannot be counted.
using Put = std::function<void(std::string_view)>;
Checked<bool> write_ballots_json(const LiveCampaign& campaign, const std::vector<CountedBallot>& ballots,
                                 std::string_view seed, std::string_view lot_seed, std::string_view district,
                                 const Put& put);
void write_ballots_csv(const LiveCampaign& campaign, const std::vector<CountedBallot>& ballots,
                       std::string_view district, const Put& put);
// One list in the .pb format (shared/pabulib).
Checked<bool> write_ballots_pb(const Context& context, const LiveCampaign& campaign,
                               const std::vector<CountedBallot>& ballots, std::string_view district,
                               std::string_view lot_seed, const Put& put);

}  // namespace pochin::server
