// The extract of the address register: which ОКТМО an address code belongs to. Functions throw SQLite::Exception.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "server/store/db.h"

namespace pochin::server {

// One object of the register: a region, a district, a settlement, a street or a house.
struct AddressObject {
  std::string guid;    // 36 characters, lower case
  std::string parent;  // of the object around it; empty at the top
  std::string oktmo;   // 8 or 11 digits; empty: that of the object around it
  std::string name;    // for people who look into the table
};

void put_address(Db& db, const AddressObject& object);
void clear_addresses(Db& db);
std::int64_t address_count(Db& db);

// Climbs from the object outwards to the first one that has a code; empty when there is none. A circle in the extract
// ends after 16 steps: no chain of the register is that long.
std::string oktmo_of_address(Db& db, std::string_view guid);

}  // namespace pochin::server
