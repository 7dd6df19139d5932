// Casting: participation, ballot and log entry in one transaction, once for each person and district.
#pragma once
#include "server/api/handling/viewer.h"
#include "server/api/voting/campaign.h"
#include "server/store/ballots.h"
#include "shared/voting/ballot.h"

namespace pochin::server {

// The keys of one person in one campaign.
struct VoterKeys {
  std::vector<Bytes> participation;  // one for each subject: the account, СНИЛС
  std::vector<Bytes> ballots;        // of the district, by subject
  Bytes draft;
};
VoterKeys voter_keys(const LiveCampaign& campaign, const std::vector<std::string>& subjects, std::string_view district);

// Districts in which this person has voted, each once for all their keys; {""} without districts.
std::vector<std::string> places_voted(Db& db, const LiveCampaign& campaign, const VoterKeys& keys);

struct Cast {
  BallotRow ballot;
  bool fresh = false;                                 // made now; else it was there
  std::optional<std::int64_t> index = {}, size = {};  // in the log; a fresh one cannot be there yet
};

// A ballot with its nonce and the entry that follows from it: all that needs no store.
BallotRow sealed_ballot(const LiveCampaign& campaign, const voting::Ballot& ballot, voting::Assurance assurance);

// Inside a write. 409 "closed" or "frozen" by the clock of the writer, "voted" (this person by another way: paper, a
// second account), "districts" (in as many districts as one may). A repeated ballot gives the first again; where the
// vote may be changed, another one becomes the next revision.
Checked<Cast> cast_ballot(Db& db, const Context& context, const LiveCampaign& campaign, const VoterKeys& keys,
                          const voting::Ballot& ballot, BallotRow sealed);

// The ballot this person has cast in the district of the keys; nothing when there is none.
std::optional<BallotRow> cast_of(Db& db, const LiveCampaign& campaign, const VoterKeys& keys);

void find_entry(Db& db, const LiveCampaign& campaign, Cast& cast);
// {"leaf", "index", "size", "campaign", "text", "qr"}; index and size are null until the entry is in the log.
Json receipt_json(const Context& context, const LiveCampaign& campaign, const Cast& cast);

// [["project", points], …] as the store keeps choices.
std::string choices_text(const voting::CastBallot& choices);
voting::CastBallot choices_from(std::string_view text);

// A fresh nonce and the entry that follows from it.
void commit_ballot(const LiveCampaign& campaign, const voting::Ballot& ballot, BallotRow& row);
Instant hour_of(Instant at);

// A text with something in it: a protocol, a reason, a place.
class Fields;
std::string needed_text(Fields& in, std::string_view name, std::size_t max_bytes);
// {"district", "choices": [{"project", "points"}]} of a body; errors are named by field.
voting::Ballot read_ballot(Fields& in);
// 422 with everything that is wrong with it; nothing when it may be cast.
std::optional<Problem> ballot_problem(const LiveCampaign& campaign, const voting::Ballot& ballot);

}  // namespace pochin::server
