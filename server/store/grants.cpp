#include "server/store/grants.h"

#include <charconv>

#include "server/store/instants.h"
#include "shared/base/json.h"

namespace pochin::server {
namespace {

#define POCHIN_GRANTS                                                                           \
  "FROM staff_grants g LEFT JOIN people p ON p.subject = g.subject "                            \
  "LEFT JOIN people b ON 'p' || b.id = g.granted_by LEFT JOIN territories t ON t.id = g.scope " \
  "WHERE g.revoked_at IS NULL "
#define POCHIN_GRANT_COLUMNS                                                                         \
  "SELECT g.id, g.oid, g.role, g.scope, g.title, g.ogrn, p.id, coalesce(p.name, ''), g.granted_by, " \
  "g.granted_at, coalesce(b.short_name, ''), p.seen_at "
// Parameters 1 and 2.
#define POCHIN_GRANTS_SHOWN                                                                        \
  POCHIN_GRANTS                                                                                    \
  "AND EXISTS (SELECT 1 FROM json_each(?1) WHERE value ->> 0 = g.role AND value ->> 1 = g.scope) " \
  "AND (?2 = '' OR found(?2, coalesce(p.name, '') || ' ' || g.title || ' ' || coalesce(t.name, g.scope))) "

GrantRow read_grant(const Row& row) {
  return GrantRow{.number = row.integer(0),
                  .id = "g" + std::to_string(row.integer(0)),
                  .grant = {row.text(1), row.text(2), row.text(3), row.text(4), row.text(5)},
                  .person = row.null(6) ? std::string() : "p" + std::to_string(row.integer(6)),
                  .name = row.text(7),
                  .by = row.text(8),
                  .giver = row.text(10),
                  .given = instant(row, 9),
                  .seen = maybe_instant(row, 11)};
}

}  // namespace

std::string pairs_text(const std::vector<RoleOnScope>& pairs) {
  Json list = Json::array();
  for (const RoleOnScope& each : pairs) list.push_back(Json::array({each.role, each.scope}));
  return list.dump();
}

std::vector<RoleOnScope> granted_roles(Db& db) {
  return db.all("SELECT DISTINCT role, scope FROM staff_grants WHERE revoked_at IS NULL", [](const Row& row) {
    return RoleOnScope{row.text(0), row.text(1)};
  });
}

Paged<GrantRow> grants(Db& db, const GrantQuery& query, const Page& page) {
  const std::string shown = pairs_text(query.shown);
  auto rows = db.all(POCHIN_GRANT_COLUMNS POCHIN_GRANTS_SHOWN
                     "AND (g.granted_at, printf('%015d', g.id)) < (?3, ?4) ORDER BY g.granted_at DESC, g.id DESC "
                     "LIMIT ?5",
                     read_grant, shown, query.words, page.after.key, page.after.id, asked_for(page));
  const std::int64_t total = db.count("SELECT count(*) " POCHIN_GRANTS_SHOWN, shown, query.words);
  return page_made(std::move(rows), page, total, [](const GrantRow& row) {
    std::string number = std::to_string(row.number);
    return Place{stored(row.given), std::string(15 - std::min<std::size_t>(number.size(), 15), '0') + number};
  });
}

std::optional<GrantRow> find_grant(Db& db, std::string_view id) {
  std::int64_t number = 0;
  if (!id.starts_with('g')) return std::nullopt;
  const auto read = std::from_chars(id.data() + 1, id.data() + id.size(), number);
  if (read.ec != std::errc() || read.ptr != id.data() + id.size()) return std::nullopt;
  return db.first(POCHIN_GRANT_COLUMNS POCHIN_GRANTS "AND g.id = ?1", read_grant, number);
}

std::int64_t count_of_grants(Db& db, std::string_view role) {
  return db.count("SELECT count(*) FROM staff_grants WHERE role = ? AND revoked_at IS NULL", role);
}

}  // namespace pochin::server
