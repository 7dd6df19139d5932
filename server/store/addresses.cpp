#include "server/store/addresses.h"

#include "shared/base/text.h"

namespace pochin::server {

void put_address(Db& db, const AddressObject& o) {
  db.run(
      "INSERT INTO address_objects (guid, parent, oktmo, name) VALUES (?, ?, ?, ?) "
      "ON CONFLICT (guid) DO UPDATE SET parent = excluded.parent, oktmo = excluded.oktmo, name = excluded.name",
      o.guid, o.parent, o.oktmo, o.name);
}

void clear_addresses(Db& db) { db.run("DELETE FROM address_objects"); }

std::int64_t address_count(Db& db) { return db.count("SELECT count(*) FROM address_objects"); }

std::string oktmo_of_address(Db& db, std::string_view guid) {
  return db
      .first(
          "WITH RECURSIVE around (guid, parent, oktmo, step) AS ("
          "  SELECT guid, parent, oktmo, 1 FROM address_objects WHERE guid = ?"
          "  UNION ALL"
          "  SELECT a.guid, a.parent, a.oktmo, around.step + 1 FROM around JOIN address_objects a ON a.guid = "
          "around.parent WHERE around.oktmo = '' AND around.step < 16"
          ") SELECT oktmo FROM around WHERE oktmo <> '' LIMIT 1",
          [](const Row& row) { return row.text(0); }, to_lower(guid))
      .value_or(std::string());
}

}  // namespace pochin::server
