// Invitations of staff: a one-time code that binds a role to the account that comes with it. Functions throw
// SQLite::Exception.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "server/store/grants.h"
#include "shared/base/instant.h"

namespace pochin::server {

struct InvitationRow {
  std::string id = {};
  Bytes code_hash = {};
  std::string role = {}, scope = {}, title = {}, ogrn = {};
  std::string note = {};        // for whom, in the inviter's words
  std::string invited_by = {};  // "p12", "command line"
  std::string inviter = {};     // the short name of a person; read, not written
  Instant created = {};
  Instant expires = {};
  std::optional<Instant> used = {};
  std::optional<std::int64_t> used_by = {};
  std::optional<Instant> revoked = {};

  bool waits(Instant now) const { return !used && !revoked && expires.ms > now.ms; }
};

void add_invitation(Db& db, const InvitationRow& row);
std::optional<InvitationRow> invitation_of_code(Db& db, std::span<const std::uint8_t> code_hash);
std::optional<InvitationRow> find_invitation(Db& db, std::string_view id);
std::vector<RoleOnScope> invited_roles(Db& db);  // each pair once
struct InvitationQuery {
  std::vector<RoleOnScope> shown = {};
  std::optional<bool> open = {};  // those that are neither used nor revoked, or the others; nothing: all
};
std::int64_t count_of_invitations(Db& db, const std::vector<RoleOnScope>& shown, std::optional<bool> open);
Paged<InvitationRow> invitations(Db& db, const InvitationQuery& query, const Page& page);  // newest first
// False when it was used or revoked before.
bool use_invitation(Db& db, std::string_view id, std::int64_t person, Instant now);
bool revoke_invitation(Db& db, std::string_view id, Instant now);
// Another code and another end: the code before opens nothing any more. False likewise.
bool renew_invitation(Db& db, std::string_view id, std::span<const std::uint8_t> code_hash, Instant expires);

}  // namespace pochin::server
