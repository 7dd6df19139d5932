#include "server/store/invitations.h"

#include "server/store/instants.h"

namespace pochin::server {
namespace {

std::string select(std::string_view tail) {
  return "SELECT i.id, i.code_hash, i.role, i.scope, i.title, i.ogrn, i.note, i.invited_by, i.created_at, "
         "i.expires_at, "
         "i.used_at, i.used_by, i.revoked_at, coalesce(p.short_name, '') FROM invitations i "
         "LEFT JOIN people p ON 'p' || p.id = i.invited_by " +
         std::string(tail);
}

InvitationRow row_of(const Row& row) {
  return {.id = row.text(0),
          .code_hash = row.blob(1),
          .role = row.text(2),
          .scope = row.text(3),
          .title = row.text(4),
          .ogrn = row.text(5),
          .note = row.text(6),
          .invited_by = row.text(7),
          .inviter = row.text(13),
          .created = instant(row, 8),
          .expires = instant(row, 9),
          .used = maybe_instant(row, 10),
          .used_by = row.maybe_integer(11),
          .revoked = maybe_instant(row, 12)};
}

}  // namespace

void add_invitation(Db& db, const InvitationRow& r) {
  db.run(
      "INSERT INTO invitations (id, code_hash, role, scope, title, ogrn, note, invited_by, created_at, expires_at) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      r.id, r.code_hash, r.role, r.scope, r.title, r.ogrn, r.note, r.invited_by, stored(r.created), stored(r.expires));
}

std::optional<InvitationRow> invitation_of_code(Db& db, std::span<const std::uint8_t> code_hash) {
  return db.first(select("WHERE i.code_hash = ?"), row_of, code_hash);
}

std::optional<InvitationRow> find_invitation(Db& db, std::string_view id) {
  return db.first(select("WHERE i.id = ?"), row_of, id);
}

std::vector<RoleOnScope> invited_roles(Db& db) {
  return db.all("SELECT DISTINCT role, scope FROM invitations", [](const Row& row) {
    return RoleOnScope{row.text(0), row.text(1)};
  });
}

namespace {

// Parameters 1 and 2.
constexpr std::string_view kShown =
    "WHERE EXISTS (SELECT 1 FROM json_each(?1) WHERE value ->> 0 = i.role AND value ->> 1 = i.scope) "
    "AND (?2 IS NULL OR ?2 = (i.used_at IS NULL AND i.revoked_at IS NULL)) ";

}  // namespace

std::int64_t count_of_invitations(Db& db, const std::vector<RoleOnScope>& shown, std::optional<bool> open) {
  return db.count("SELECT count(*) FROM invitations i " + std::string(kShown), pairs_text(shown), open);
}

Paged<InvitationRow> invitations(Db& db, const InvitationQuery& query, const Page& page) {
  const std::string shown = pairs_text(query.shown);
  auto rows = db.all(select(std::string(kShown) +
                            "AND (i.created_at, i.id) < (?3, ?4) ORDER BY i.created_at DESC, i.id DESC LIMIT ?5"),
                     row_of, shown, query.open, page.after.key, page.after.id, asked_for(page));
  const std::int64_t total = count_of_invitations(db, query.shown, query.open);
  return page_made(std::move(rows), page, total, [](const InvitationRow& row) {
    return Place{stored(row.created), row.id};
  });
}

bool use_invitation(Db& db, std::string_view id, std::int64_t person, Instant now) {
  return db.run(
             "UPDATE invitations SET used_at = ?, used_by = ? WHERE id = ? AND used_at IS NULL AND revoked_at IS NULL",
             stored(now), person, id) == 1;
}

bool renew_invitation(Db& db, std::string_view id, std::span<const std::uint8_t> code_hash, Instant expires) {
  return db.run(
             "UPDATE invitations SET code_hash = ?, expires_at = ? WHERE id = ? AND used_at IS NULL AND revoked_at IS "
             "NULL",
             code_hash, stored(expires), id) == 1;
}

bool revoke_invitation(Db& db, std::string_view id, Instant now) {
  return db.run("UPDATE invitations SET revoked_at = ? WHERE id = ? AND used_at IS NULL AND revoked_at IS NULL",
                stored(now), id) == 1;
}

}  // namespace pochin::server
