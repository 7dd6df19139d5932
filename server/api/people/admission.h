// From the facts of a login to a session: who the person is here, which roles hold, how long the session lives.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "server/api/handling/context.h"
#include "server/auth/connector.h"

namespace pochin::server {

struct Arrival {
  std::string_view door;  // name of the connector
  auth::Flow flow = auth::Flow::citizen;
  std::optional<std::string> old_cookie = {};  // of a session of this browser: it ends
  std::string invitation = {};                 // SHA-256 of a code of an invitation, hex; empty: none
  std::string device = {};                     // «Firefox, Windows»
};

struct Admitted {
  bool needs_organisation = false;  // a role waits for what only the staff login tells: nobody was let in
  std::string cookie = {};
};

// Makes the session, always a new one. An invitation is bound to the account that came with it. Writes the audit log.
// Refusals: invitation_used, invitation_expired (409).
Checked<Admitted> admit(Db& db, const Context& context, const auth::Identity& identity, const Arrival& arrival);

// A login that did not happen, for the audit log: its code, and the account when it was proved.
void record_failed_login(Db& db, const Context& context, std::string_view door, std::string_view code,
                         std::string_view sid);

// Browser and system as a person would name them, from User-Agent; nothing finer is kept.
std::string device_of(std::string_view user_agent);

}  // namespace pochin::server
