#include "server/store/grants.h"

#include "server/store/instants.h"

namespace pochin::server {

std::vector<GrantRow> all_grants(Db& db, int limit) {
  return db.all(
      "SELECT g.id, g.oid, g.role, g.scope, g.title, g.ogrn, p.id, coalesce(p.name, ''), g.granted_by, g.granted_at, "
      "coalesce(b.short_name, ''), p.seen_at FROM staff_grants g LEFT JOIN people p ON p.subject = g.subject "
      "LEFT JOIN people b ON 'p' || b.id = g.granted_by WHERE g.revoked_at IS NULL "
      "ORDER BY g.granted_at DESC, g.id DESC LIMIT ?",
      [](const Row& row) {
        return GrantRow{.id = "g" + std::to_string(row.integer(0)),
                        .grant = {row.text(1), row.text(2), row.text(3), row.text(4), row.text(5)},
                        .person = row.null(6) ? std::string() : "p" + std::to_string(row.integer(6)),
                        .name = row.text(7),
                        .by = row.text(8),
                        .giver = row.text(10),
                        .given = instant(row, 9),
                        .seen = maybe_instant(row, 11)};
      },
      limit);
}

}  // namespace pochin::server
