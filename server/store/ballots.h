// Participation, ballots and the public log. Participation and ballot are written in one transaction and share no key.
// Functions throw SQLite::Exception.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/db.h"
#include "shared/base/instant.h"

namespace pochin::server {

struct ParticipationRow {
  Bytes voter = {};  // HMAC of the person with a key of the campaign
  std::string district = {}, channel = {}, assurance = {};
  bool counted = true;
};

struct BallotRow {
  Bytes ballot = {};  // HMAC of the person and the district with another key of the campaign; random for a sheet
  std::int64_t revision = 1;
  Bytes nonce = {}, leaf = {};
  std::string district = {};
  std::string choices = {};  // [["project", points], …]
  std::string channel = {}, assurance = {};
  std::string batch = {};  // of sheets; empty for the portal
};

// False when this person has voted in this district.
bool add_participation(Db& db, std::string_view campaign, const ParticipationRow& row);
bool has_voted(Db& db, std::string_view campaign, const Bytes& voter, std::string_view district);
std::vector<std::string> districts_voted(Db& db, std::string_view campaign, const Bytes& voter);

// The ballot and its entry, which waits for the log.
void add_ballot(Db& db, std::string_view campaign, const BallotRow& row);
std::optional<BallotRow> last_ballot(Db& db, std::string_view campaign, const Bytes& ballot);
// Every revision in the order of the keys, the last of each marked.
void each_ballot(Db& db, std::string_view campaign, const std::function<void(const BallotRow&, bool last)>& take);

void count_turnout(Db& db, std::string_view campaign, Instant hour, const ParticipationRow& row);
struct TurnoutRow {
  Instant hour = {};
  std::string channel = {}, assurance = {}, district = {};
  std::int64_t count = 0;
};
std::vector<TurnoutRow> turnout(Db& db, std::string_view campaign);
std::int64_t turnout_total(Db& db, std::string_view campaign);

void keep_ballot_draft(Db& db, std::string_view campaign, const Bytes& voter, std::string_view body);
std::optional<std::string> ballot_draft(Db& db, std::string_view campaign, const Bytes& voter);
void drop_ballot_draft(Db& db, std::string_view campaign, const Bytes& voter);

// Entries that wait, in the order of their bytes.
std::vector<Bytes> pending_entries(Db& db, std::string_view campaign);
void seal_entries(Db& db, std::string_view campaign, const std::vector<Bytes>& leaves, std::int64_t from);
std::vector<Bytes> log_entries(Db& db, std::string_view campaign, std::int64_t from, std::int64_t limit);
std::int64_t log_size(Db& db, std::string_view campaign);
std::optional<std::int64_t> log_position(Db& db, std::string_view campaign, const Bytes& leaf);
bool has_pending(Db& db, std::string_view campaign);
bool is_pending(Db& db, std::string_view campaign, const Bytes& leaf);

struct TreeHeadRow {
  std::int64_t size = 0;
  Bytes root = {};
  Instant at = {};
  Bytes signature = {};
};
void add_tree_head(Db& db, std::string_view campaign, const TreeHeadRow& head);
std::optional<TreeHeadRow> last_tree_head(Db& db, std::string_view campaign);
std::vector<TreeHeadRow> tree_heads(Db& db, std::string_view campaign);

struct BatchRow {
  std::string id = {}, campaign = {}, channel = {}, assurance = {}, place = {};
  std::string voters = {};   // JSON: hashes of people, 64 digits each
  std::string ballots = {};  // JSON: [{"district", "choices"}]
  std::string invalid = {};  // JSON: [{"count", "reason"}]
  std::string request = {};  // of two people
  Instant entered = {};
  std::optional<Instant> accepted = {};
};
void add_batch(Db& db, const BatchRow& row);
std::optional<BatchRow> find_batch(Db& db, std::string_view campaign, std::string_view id);
std::vector<BatchRow> batches(Db& db, std::string_view campaign);
void accept_batch(Db& db, std::string_view id, Instant at);

}  // namespace pochin::server
