// Requests for acts of two people: kept for ever, decided once. Functions throw SQLite::Exception.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/db.h"
#include "shared/base/instant.h"

namespace pochin::server {

struct TwoPersonRow {
  std::string id = {}, kind = {}, object = {};
  std::string details = {};  // JSON
  std::string reason = {};
  std::string approve = {};  // code of the right the second person needs
  std::string target = {};   // JSON of what it is needed on
  std::int64_t asked_by = 0;
  std::string asked_name = {};
  Instant asked = {};
  Instant expires = {};
  std::string decision = {};  // "", "approved", "rejected", "withdrawn"
  std::int64_t decided_by = 0;
  std::string decided_name = {};
  std::optional<Instant> decided = {};
  std::string decision_reason = {};
};

struct TwoPersonDecision {
  std::string_view decision = {};
  std::int64_t by = 0;
  std::string_view name = {};
  Instant at = {};
  std::string_view reason = {};
};

void add_two_person(Db& db, const TwoPersonRow& row);
std::optional<TwoPersonRow> find_two_person(Db& db, std::string_view id);
std::vector<TwoPersonRow> waiting_two_person(Db& db, Instant now);
bool two_person_waits(Db& db, std::string_view kind, std::string_view object, Instant now);
// False when it had been decided before.
bool decide_two_person(Db& db, std::string_view id, const TwoPersonDecision& decision);
// Two accounts of one human, as far as СНИЛС tells.
bool same_human(Db& db, std::int64_t one, std::int64_t other);

}  // namespace pochin::server
