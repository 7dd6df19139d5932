#include "server/store/lots.h"

#include <stdexcept>

#include "server/store/instants.h"
#include "shared/base/json.h"

namespace pochin::server {
namespace {

#define POCHIN_SELECT_LOT                                                                                        \
  "SELECT id, practice, cycle, title, quotas, seed_source, announced_at, closed_at, list_hash, seed, drawn_at, " \
  "result FROM commission_lots "

LotRowHead read_lot(const Row& row) {
  LotRowHead lot{.id = row.text(0), .practice = row.text(1), .cycle = row.text(2), .title = row.text(3)};
  for (const Json& quota : stored_json(row.text(4)))
    lot.quotas.push_back({get_string(quota, "group"), get_int(quota, "seats"), get_int(quota, "substitutes")});
  lot.seed_source = row.text(5);
  lot.announced = instant(row, 6);
  lot.closed = maybe_instant(row, 7);
  lot.list_hash = row.maybe_text(8).value_or("");
  lot.seed = row.maybe_text(9).value_or("");
  lot.drawn = maybe_instant(row, 10);
  if (const auto result = row.maybe_text(11)) {
    auto read = review::lot_from_json(stored_json(*result));
    if (!read) throw std::runtime_error("a lot in the store is damaged: " + read.error().code);
    lot.result = *std::move(read);
  }
  return lot;
}

}  // namespace

void add_lot(Db& db, const LotRowHead& lot) {
  Json quotas = Json::array();
  for (const review::LotQuota& each : lot.quotas)
    quotas.push_back({{"group", each.group}, {"seats", each.seats}, {"substitutes", each.substitutes}});
  db.run(
      "INSERT INTO commission_lots (id, practice, cycle, title, quotas, seed_source, announced_at) "
      "VALUES (?, ?, ?, ?, ?, ?, ?)",
      lot.id, lot.practice, lot.cycle, lot.title, quotas.dump(), lot.seed_source, stored(lot.announced));
}

std::optional<LotRowHead> lot(Db& db, std::string_view id) {
  return db.first(POCHIN_SELECT_LOT "WHERE id = ?", read_lot, id);
}

std::vector<LotRowHead> lots_of(Db& db, std::string_view practice) {
  return db.all(POCHIN_SELECT_LOT "WHERE practice = ? ORDER BY announced_at DESC, id", read_lot, practice);
}

void add_lot_person(Db& db, std::string_view lot, const LotPerson& p, Instant now) {
  db.run("INSERT INTO lot_applicants (lot, ticket, person_id, name, district, applied_at) VALUES (?, ?, ?, ?, ?, ?)",
         lot, p.ticket, p.person, p.name, p.district, stored(now));
}

std::vector<LotPerson> lot_people(Db& db, std::string_view lot) {
  return db.all(
      "SELECT ticket, person_id, name, district, exclusion FROM lot_applicants WHERE lot = ? ORDER BY ticket",
      [](const Row& row) {
        return LotPerson{row.text(0), row.integer(1), row.text(2), row.text(3), row.text(4)};
      },
      lot);
}

void exclude_lot_person(Db& db, std::string_view lot, std::string_view ticket, std::string_view why) {
  db.run("UPDATE lot_applicants SET exclusion = ? WHERE lot = ? AND ticket = ?", why, lot, ticket);
}

void close_lot(Db& db, std::string_view id, std::string_view list_hash, Instant now) {
  db.run("UPDATE commission_lots SET closed_at = ?, list_hash = ? WHERE id = ? AND closed_at IS NULL", stored(now),
         list_hash, id);
}

void keep_draw(Db& db, std::string_view id, const review::Lot& result, Instant now) {
  db.run("UPDATE commission_lots SET seed = ?, drawn_at = ?, result = ? WHERE id = ? AND drawn_at IS NULL", result.seed,
         stored(now), to_json(result).dump(), id);
}

}  // namespace pochin::server
