#include "server/api/people/admission.h"

#include <algorithm>
#include <array>

#include "server/api/handling/person_facts.h"
#include "server/api/handling/text.h"
#include "server/api/handling/viewer.h"
#include "server/auth/residence.h"
#include "server/store/addresses.h"
#include "server/store/audit.h"
#include "server/store/invitations.h"
#include "shared/base/sha256.h"

namespace pochin::server {
namespace {

// The account as grants name it: a number of ЕСИА, or "oidc:…", "demo:…".
std::string account_of(const auth::Identity& identity) {
  return identity.realm == kEsiaRealm ? identity.oid : identity.realm + ":" + identity.oid;
}

Bytes bytes_of_hex(std::string_view hex) {
  const auto digit = [](char c) { return static_cast<std::uint8_t>(c <= '9' ? c - '0' : c - 'a' + 10); };
  Bytes out;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2)
    out.push_back(static_cast<std::uint8_t>(digit(hex[i]) << 4 | digit(hex[i + 1])));
  return out;
}

// The sid itself lets one speak for the session at the provider: only its hash is kept.
std::string hidden(std::string_view sid) { return sid.empty() ? std::string() : hex(sha256(sid)); }

Problem invitation_is_over(std::string code, std::string_view detail) { return conflict(std::move(code), say(detail)); }

Checked<InvitationRow> invitation_for(Db& db, const Context& context, const Arrival& arrival) {
  const auto found = invitation_of_code(db, bytes_of_hex(arrival.invitation));
  if (!found || found->used || found->revoked)
    return std::unexpected(invitation_is_over(
        "invitation_used", "Приглашение использовано или отозвано. Попросите того, кто вас пригласил, сделать новое."));
  if (!found->waits(context.login_now()))
    return std::unexpected(invitation_is_over(
        "invitation_expired", "Срок приглашения прошёл. Попросите того, кто вас пригласил, сделать новое."));
  return *found;
}

Checked<bool> accept(Db& db, const Context& context, const InvitationRow& invitation, const std::string& account,
                     std::int64_t person) {
  const Instant now = context.login_now();
  if (invitation.invited_by == person_id(person))
    return std::unexpected(forbidden(say("Это приглашение вы сделали сами: роль себе выдать нельзя.")));
  use_invitation(db, invitation.id, person, now);
  give_grant(db, {account, invitation.role, invitation.scope, invitation.title, invitation.ogrn}, invitation.invited_by,
             now);
  audit(db, {.kind = "grant.given",
             .actor = invitation.invited_by,
             .object = person_id(person),
             .details = {{"role", invitation.role}, {"scope", invitation.scope}, {"invitation", invitation.id}},
             .at = now});
  return true;
}

// Ends the session of this browser. Its token goes on when the same person comes back, by a login in a second tab: what
// stands open in the first one can still be sent.
std::string token_after(Db& db, const Arrival& arrival, std::int64_t person, Instant now) {
  if (!arrival.old_cookie) return random_text(32);
  const Bytes hash = sha256_bytes(*arrival.old_cookie);
  const auto old = live_session(db, hash, now);
  end_session(db, hash);
  return old && old->person == person ? old->csrf : random_text(32);
}

std::string new_session(Db& db, const Context& context, const auth::Identity& identity, const Arrival& arrival,
                        std::int64_t person, bool staff, const Json& organisations) {
  const Instant now = context.login_now();
  std::string csrf = token_after(db, arrival, person, now);
  const auth::Residence residence = auth::locate(identity, context.region, context.config.region.name,
                                                 [&db](std::string_view fias) { return oktmo_of_address(db, fias); });
  const SessionConfig& limits = context.config.session;
  std::string cookie = random_text(32);
  add_session(db,
              {.id_hash = sha256_bytes(cookie),
               .person = person,
               .csrf = std::move(csrf),
               .name = identity.full_name(),
               .short_name = identity.short_name(),
               .organisations = organisations.dump(),
               .connector = std::string(arrival.door),
               .device = arrival.device,
               .facts = facts_text(facts_of(identity, residence)),
               .proved = Instant{identity.auth_time.time_since_epoch().count() * 1000},
               .created = now,
               .seen = now,
               .idle_ms = std::int64_t{60'000} * (staff ? limits.staff_idle_minutes : limits.idle_minutes),
               .expires = later(now, std::chrono::hours(staff ? limits.staff_longest_hours : limits.longest_hours))});
  return cookie;
}

}  // namespace

Checked<Admitted> admit(Db& db, const Context& context, const auth::Identity& identity, const Arrival& arrival) {
  const Instant now = context.login_now();
  const std::string account = account_of(identity);
  std::optional<InvitationRow> invitation;
  if (!arrival.invitation.empty()) {
    auto found = invitation_for(db, context, arrival);
    if (!found) return std::unexpected(found.error());
    invitation = *std::move(found);
  }
  auto grants = grants_of(db, account);
  if (invitation) grants.push_back({.ogrn = invitation->ogrn});
  Json organisations = Json::array();
  for (const auth::OrganisationRole& role : identity.organisations)
    if (role.holds()) organisations.push_back(role.ogrn);
  bool staff = false;
  for (const Grant& grant : grants) {
    // The provider is asked once more, now with organisations, when it can tell them at all.
    const bool asks = arrival.flow == auth::Flow::citizen && arrival.door == "esia";
    if (!grant.ogrn.empty() && asks) return Admitted{.needs_organisation = true, .cookie = {}};
    staff = staff || grant.ogrn.empty() || std::ranges::find(organisations, Json(grant.ogrn)) != organisations.end();
  }
  const std::int64_t person = remember_person(db, identity.oid, now, identity.realm);
  if (context.config.privacy.voter_dedupe == "oid_and_snils" && !identity.snils.empty())
    remember_snils(db, person, identity.snils);
  if (invitation)
    if (auto accepted = accept(db, context, *invitation, account, person); !accepted)
      return std::unexpected(accepted.error());
  if (staff) keep_name(db, person, identity.full_name(), identity.short_name());
  std::string cookie = new_session(db, context, identity, arrival, person, staff, organisations);
  audit(db, {.kind = "login.done",
             .actor = person_id(person),
             .object = std::string(arrival.door),
             .details = {{"staff", staff}, {"method", identity.method}, {"sid", hidden(identity.sid)}},
             .at = now});
  return Admitted{.needs_organisation = false, .cookie = std::move(cookie)};
}

void record_failed_login(Db& db, const Context& context, std::string_view door, std::string_view code,
                         std::string_view sid) {
  audit(db, {.kind = "login.failed",
             .actor = {},
             .object = std::string(door),
             .details = {{"code", code}, {"sid", hidden(sid)}},
             .at = context.login_now()});
}

std::string device_of(std::string_view agent) {
  struct Mark {
    std::string_view mark, name;
  };
  // In this order: each browser also names those it wants to be taken for.
  static constexpr std::array<Mark, 6> kBrowsers{{{"YaBrowser", "Яндекс Браузер"},
                                                  {"Edg", "Edge"},
                                                  {"OPR/", "Opera"},
                                                  {"Firefox", "Firefox"},
                                                  {"Chrome", "Chrome"},
                                                  {"Safari", "Safari"}}};
  static constexpr std::array<Mark, 6> kSystems{{{"Android", "Android"},
                                                 {"iPhone", "iPhone"},
                                                 {"iPad", "iPad"},
                                                 {"Windows", "Windows"},
                                                 {"Mac OS", "macOS"},
                                                 {"Linux", "Linux"}}};
  const auto first = [&](const auto& marks) {
    for (const Mark& m : marks)
      if (agent.find(m.mark) != std::string_view::npos) return std::string(m.name);
    return std::string();
  };
  const std::string browser = first(kBrowsers), system = first(kSystems);
  if (browser.empty() && system.empty()) return say("Неизвестное устройство");
  return browser.empty() || system.empty() ? browser + system : browser + ", " + system;
}

}  // namespace pochin::server
