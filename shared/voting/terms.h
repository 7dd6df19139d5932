// What a vote is about, as it stood at the moment it was opened: the projects with their numbers, names and costs, what
// a ballot may hold, how winners are found. Written down once as a text whose SHA-256 stands in the protocol of the
// opening and is signed with every head of the log (tree_head.h): after that none of it can change unseen.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/voting/campaign.h"
#include "shared/voting/election.h"

namespace pochin::voting {

// One list of projects with its own money: of a district, or of the whole vote (then id and label are empty).
struct TermsList {
  std::string id, label;
  std::vector<Project> projects;                                       // costs in kopecks, in the order of the ballot
  std::vector<std::pair<std::string, std::string>> incompatible = {};  // pairs of ids
};

// What counting needs of it.
struct Terms {
  std::string campaign;  // as the wire names it
  std::string title;
  BallotRules ballot;
  Money budget;      // of each list
  Parameters tally;  // no lot has its seed yet
  std::string lot_source;
  std::vector<Channel> channels;
  Assurance assurance_needed = Assurance::declared;
  std::vector<TermsList> lists;

  const TermsList* list(std::string_view id) const;
  bool draws_lots() const;
};

// Sets of `rules.ballot.incompatible` become pairs of the projects of each list, which are named there by id or number.
Terms terms_of(std::string_view campaign, const Campaign& rules, std::vector<TermsList> lists);

// The text that is hashed: one canonical JSON object (sorted members, no spaces, UTF-8), {"format": 2, "campaign",
// "title", "kind", "opens", "closes" (as announced at the opening), "min_age", "max_age", "age_on", "residence",
// "unknown_residence", "districts", "districts_per_person", "change_allowed", "channels", "assurance_needed", "basis",
// "ballot" (to_json of BallotRules), "tally" (to_json of Parameters, with "budget"), "lot_source", "lists": [{"id",
// "label", "projects": [{"id", "number", "name", "cost", "submitted_at"}], "incompatible": [["id", "id"]]}]}; money is
// decimals of roubles.
std::string terms_text(const Terms& terms, const Campaign& rules);
std::string terms_hash(std::string_view text);  // SHA-256 of its bytes, hexadecimal
// Errors: record_format and what parameters_from_json and ballot_rules_from_json give; Error.place is a JSON pointer.
Result<Terms> terms_from_text(std::string_view text);

// Parameters and budget as they are published, with the number of the lot when it is known.
nlohmann::json tally_json(const Terms& terms, std::string_view lot_seed = {});
Parameters with_lot(const Terms& terms, std::string_view lot_seed);

// The list with these ballots. Errors: those of election_from_ballots.
Result<Election> election_of(const Terms& terms, const TermsList& list, std::span<const CastBallot> ballots);

}  // namespace pochin::voting
