// Lots that make members of a commission: announced, closed, drawn. Functions throw SQLite::Exception.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/db.h"
#include "shared/base/instant.h"
#include "shared/review/lot.h"

namespace pochin::server {

struct LotRowHead {
  std::string id = {};
  std::string practice = {};
  std::string cycle = {};
  std::string title = {};
  std::vector<review::LotQuota> quotas = {};
  std::string seed_source = {};
  Instant announced = {};
  std::optional<Instant> closed = {};
  std::string list_hash = {};
  std::string seed = {};  // hexadecimal
  std::optional<Instant> drawn = {};
  std::optional<review::Lot> result = {};
};

struct LotPerson {
  std::string ticket = {};
  std::int64_t person = 0;
  std::string name = {};
  std::string district = {};
  std::string exclusion = {};
};

void add_lot(Db& db, const LotRowHead& lot);
std::optional<LotRowHead> lot(Db& db, std::string_view id);
std::vector<LotRowHead> lots_of(Db& db, std::string_view practice);  // newest first
void add_lot_person(Db& db, std::string_view lot, const LotPerson& person, Instant now);
std::vector<LotPerson> lot_people(Db& db, std::string_view lot);  // by ticket
void exclude_lot_person(Db& db, std::string_view lot, std::string_view ticket, std::string_view why);
void close_lot(Db& db, std::string_view id, std::string_view list_hash, Instant now);
void keep_draw(Db& db, std::string_view id, const review::Lot& result, Instant now);

}  // namespace pochin::server
