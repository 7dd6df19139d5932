// Commissions with their members, and who of them may judge what. Functions throw SQLite::Exception.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/db.h"
#include "shared/base/instant.h"
#include "shared/review/commission.h"

namespace pochin::server {

struct CommissionRow {
  std::string id = {};
  std::string practice = {};
  std::string cycle = {};
  std::optional<std::string> municipality = {};  // of the administration that formed it; none = of the practice
  std::int64_t created_by = 0;
  Instant created = {};
  std::optional<Instant> formed = {};  // since then it works
  review::Commission body = {};        // members in the order they were added; their number is the place + 1
};

void add_commission(Db& db, const CommissionRow& row);  // without members
void add_member(Db& db, std::string_view commission, const review::Member& member, std::int64_t by, Instant now);
// False when there is no such member or the term has ended already.
bool end_member(Db& db, std::string_view commission, std::int64_t number, Date on);
void form_commission(Db& db, std::string_view commission, Instant now);

std::optional<CommissionRow> commission(Db& db, std::string_view id);
std::vector<CommissionRow> commissions_of(Db& db, std::string_view practice);  // newest first

// A seat held on that day in a commission that works.
struct HeldSeat {
  std::string practice;
  review::Seat seat = review::Seat::member;
};
std::vector<HeldSeat> seats_of(Db& db, std::int64_t person, Date on);
// The practices in which the person was asked for an expert's opinion.
std::vector<std::string> expertise_of(Db& db, std::int64_t person);

}  // namespace pochin::server
