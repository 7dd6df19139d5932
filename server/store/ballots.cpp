#include "server/store/ballots.h"

#include "server/store/instants.h"

namespace pochin::server {
namespace {

BallotRow ballot_of(const Row& row) {
  return {row.blob(0), row.integer(1), row.blob(2), row.blob(3), row.text(4),
          row.text(5), row.text(6),    row.text(7), row.text(8)};
}

TreeHeadRow head_of(const Row& row) { return {row.integer(0), row.blob(1), instant(row, 2), row.blob(3)}; }

BatchRow batch_of(const Row& row) {
  return {row.text(0), row.text(1), row.text(2), row.text(3),     row.text(4),           row.text(5),
          row.text(6), row.text(7), row.text(8), instant(row, 9), maybe_instant(row, 10)};
}

constexpr std::string_view kBatch =
    "SELECT id, campaign, channel, assurance, place, voters, ballots, invalid, request, entered_at, accepted_at "
    "FROM ballot_batches ";

}  // namespace

bool add_participation(Db& db, std::string_view campaign, const ParticipationRow& row) {
  return db.run(
             "INSERT INTO participation (campaign, voter, district, channel, assurance, counted) "
             "VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
             campaign, row.voter, row.district, row.channel, row.assurance, row.counted) == 1;
}

bool has_voted(Db& db, std::string_view campaign, const Bytes& voter, std::string_view district) {
  return db.count("SELECT count(*) FROM participation WHERE campaign = ? AND voter = ? AND district = ?", campaign,
                  voter, district) > 0;
}

std::vector<std::string> districts_voted(Db& db, std::string_view campaign, const Bytes& voter) {
  return db.all(
      "SELECT district FROM participation WHERE campaign = ? AND voter = ?", [](const Row& row) { return row.text(0); },
      campaign, voter);
}

void add_ballot(Db& db, std::string_view campaign, const BallotRow& row) {
  db.run(
      "INSERT INTO ballots (campaign, ballot, revision, nonce, leaf, district, choices, channel, assurance, batch) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      campaign, row.ballot, row.revision, row.nonce, row.leaf, row.district, row.choices, row.channel, row.assurance,
      row.batch);
  db.run("INSERT INTO pending_entries (campaign, leaf) VALUES (?, ?)", campaign, row.leaf);
}

std::optional<BallotRow> last_ballot(Db& db, std::string_view campaign, const Bytes& ballot) {
  return db.first(
      "SELECT ballot, revision, nonce, leaf, district, choices, channel, assurance, batch FROM ballots "
      "WHERE campaign = ? AND ballot = ? ORDER BY revision DESC LIMIT 1",
      ballot_of, campaign, ballot);
}

void each_ballot(Db& db, std::string_view campaign, const std::function<void(const BallotRow&, bool last)>& take) {
  std::optional<BallotRow> held;
  db.all(
      "SELECT ballot, revision, nonce, leaf, district, choices, channel, assurance, batch FROM ballots "
      "WHERE campaign = ? ORDER BY ballot, revision",
      [&](const Row& row) {
        BallotRow next = ballot_of(row);
        if (held) take(*held, held->ballot != next.ballot);
        held = std::move(next);
        return true;
      },
      campaign);
  if (held) take(*held, true);
}

void count_turnout(Db& db, std::string_view campaign, Instant hour, const ParticipationRow& row) {
  db.run(
      "INSERT INTO turnout_hours (campaign, hour, channel, assurance, district, count) VALUES (?, ?, ?, ?, ?, 1) "
      "ON CONFLICT (campaign, hour, channel, assurance, district) DO UPDATE SET count = count + 1",
      campaign, stored(hour), row.channel, row.assurance, row.district);
}

std::vector<TurnoutRow> turnout(Db& db, std::string_view campaign) {
  return db.all(
      "SELECT hour, channel, assurance, district, count FROM turnout_hours WHERE campaign = ? ORDER BY 1, 2, 3, 4",
      [](const Row& row) {
        return TurnoutRow{instant(row, 0), row.text(1), row.text(2), row.text(3), row.integer(4)};
      },
      campaign);
}

std::int64_t turnout_total(Db& db, std::string_view campaign) {
  return db.count("SELECT coalesce(sum(count), 0) FROM turnout_hours WHERE campaign = ?", campaign);
}

void keep_ballot_draft(Db& db, std::string_view campaign, const Bytes& voter, std::string_view body) {
  db.run(
      "INSERT INTO ballot_drafts (campaign, voter, body) VALUES (?, ?, ?) "
      "ON CONFLICT (campaign, voter) DO UPDATE SET body = excluded.body",
      campaign, voter, body);
}

std::optional<std::string> ballot_draft(Db& db, std::string_view campaign, const Bytes& voter) {
  return db.first(
      "SELECT body FROM ballot_drafts WHERE campaign = ? AND voter = ?", [](const Row& row) { return row.text(0); },
      campaign, voter);
}

void drop_ballot_draft(Db& db, std::string_view campaign, const Bytes& voter) {
  db.run("DELETE FROM ballot_drafts WHERE campaign = ? AND voter = ?", campaign, voter);
}

std::vector<Bytes> pending_entries(Db& db, std::string_view campaign) {
  return db.all(
      "SELECT leaf FROM pending_entries WHERE campaign = ? ORDER BY leaf", [](const Row& row) { return row.blob(0); },
      campaign);
}

void seal_entries(Db& db, std::string_view campaign, const std::vector<Bytes>& leaves, std::int64_t from) {
  for (const Bytes& leaf : leaves)
    db.run("INSERT INTO log_entries (campaign, position, leaf) VALUES (?, ?, ?)", campaign, from++, leaf);
  db.run("DELETE FROM pending_entries WHERE campaign = ?", campaign);
}

std::vector<Bytes> log_entries(Db& db, std::string_view campaign, std::int64_t from, std::int64_t limit) {
  return db.all(
      "SELECT leaf FROM log_entries WHERE campaign = ? AND position >= ? ORDER BY position LIMIT ?",
      [](const Row& row) { return row.blob(0); }, campaign, from, limit);
}

std::int64_t log_size(Db& db, std::string_view campaign) {
  return db.count("SELECT coalesce(max(position) + 1, 0) FROM log_entries WHERE campaign = ?", campaign);
}

std::optional<std::int64_t> log_position(Db& db, std::string_view campaign, const Bytes& leaf) {
  return db.first(
      "SELECT position FROM log_entries WHERE campaign = ? AND leaf = ?", [](const Row& row) { return row.integer(0); },
      campaign, leaf);
}

bool has_pending(Db& db, std::string_view campaign) {
  return db.count("SELECT EXISTS (SELECT 1 FROM pending_entries WHERE campaign = ?)", campaign) > 0;
}

bool is_pending(Db& db, std::string_view campaign, const Bytes& leaf) {
  return db.count("SELECT count(*) FROM pending_entries WHERE campaign = ? AND leaf = ?", campaign, leaf) > 0;
}

void add_tree_head(Db& db, std::string_view campaign, const TreeHeadRow& head) {
  db.run("INSERT INTO tree_heads (campaign, size, root, at, signature) VALUES (?, ?, ?, ?, ?)", campaign, head.size,
         head.root, stored(head.at), head.signature);
}

std::optional<TreeHeadRow> last_tree_head(Db& db, std::string_view campaign) {
  return db.first("SELECT size, root, at, signature FROM tree_heads WHERE campaign = ? ORDER BY size DESC LIMIT 1",
                  head_of, campaign);
}

std::vector<TreeHeadRow> tree_heads(Db& db, std::string_view campaign) {
  return db.all("SELECT size, root, at, signature FROM tree_heads WHERE campaign = ? ORDER BY size", head_of, campaign);
}

void add_batch(Db& db, const BatchRow& row) {
  db.run(
      "INSERT INTO ballot_batches (id, campaign, channel, assurance, place, voters, ballots, invalid, request, "
      "entered_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      row.id, row.campaign, row.channel, row.assurance, row.place, row.voters, row.ballots, row.invalid, row.request,
      stored(row.entered));
}

std::optional<BatchRow> find_batch(Db& db, std::string_view campaign, std::string_view id) {
  return db.first(std::string(kBatch) + "WHERE campaign = ? AND id = ?", batch_of, campaign, id);
}

std::vector<BatchRow> batches(Db& db, std::string_view campaign) {
  return db.all(std::string(kBatch) + "WHERE campaign = ? ORDER BY entered_at, id", batch_of, campaign);
}

void accept_batch(Db& db, std::string_view id, Instant at) {
  db.run("UPDATE ballot_batches SET accepted_at = ? WHERE id = ? AND accepted_at IS NULL", stored(at), id);
}

}  // namespace pochin::server
