// GET and POST /api/v1/invitations, POST /api/v1/invitations/{id}/renew and …/revoke, GET /api/v1/grants, POST
// /api/v1/grants/{id}/revoke: who serves, and who asked them to. The invited person opens the link
// /auth/esia/login?invitation=CODE, so that the role is bound to the account that came with the code.
#include "server/store/invitations.h"

#include <algorithm>

#include "server/api/audit_words.h"
#include "server/api/idempotent.h"
#include "server/api/routes.h"
#include "server/api/text.h"
#include "server/api/viewed.h"
#include "server/api/viewer.h"
#include "server/auth/encoding.h"
#include "server/http/json_body.h"
#include "server/store/audit.h"
#include "server/store/grants.h"
#include "shared/base/checks.h"

namespace pochin::server {
namespace {

constexpr int kLongestList = 500;

access::Target users_of(const access::Role role, const std::string& scope) {
  access::Target target{.object = access::Object::users};
  if (access::scope_kind_of(role) == access::ScopeKind::practice) target.practice = scope;
  if (access::scope_kind_of(role) == access::ScopeKind::territory) target.territories = {scope};
  return target;
}

bool is_business(access::Role role) { return role != access::Role::system_admin; }

// Whether the viewer may give and take away this role on this scope. "All practices" are not the machine that runs
// them: who keeps it is named by a right that needs no scope.
bool may_give(const Viewer& viewer, access::Role role, const std::string& scope) {
  const access::Target target = users_of(role, scope);
  access::Actor actor = viewer.access_actor();
  if (!is_business(role))
    for (access::Grant& grant : actor.grants) grant.scope.clear();
  if (access::allowed(actor, access::Action::create, target)) return true;
  return is_business(role) && access::allowed(actor, access::Action::invite, target);
}

Problem not_yours() {
  return forbidden(
      say("Приглашать на эту роль может тот, у кого есть право на неё: администратор практики или портала."));
}

// Who did it: the name of one who serves, or what else acts in the log.
std::string by_words(const std::string& by, const std::string& name) {
  if (!name.empty()) return name;
  return by == "command line" ? say("командная строка") : by == "seed" || by == "demo" ? say("демонстрация") : by;
}

Json line(const Context& context, const InvitationRow& row) {
  const Instant now = context.login_now();
  const std::string state = row.used ? "used" : row.revoked ? "revoked" : row.waits(now) ? "waiting" : "expired";
  return {{"id", row.id},
          {"role", row.role},
          {"scope", row.scope},
          {"place", row.scope.empty() ? "" : scope_title(context, row.scope)},
          {"title", row.title},
          {"ogrn", row.ogrn},
          {"note", row.note},
          {"state", state},
          {"invited_by", by_words(row.invited_by, row.inviter)},
          {"created", wire_time(row.created)},
          {"expires", wire_time(row.expires)}};
}

bool is_given(access::Role role) {
  return role != access::Role::guest && role != access::Role::citizen && role != access::Role::initiator;
}

// The scopes the viewer may give the role on, of all that there are.
Json scopes_of(const Context& context, const Viewer& viewer, access::Role role) {
  std::vector<std::string> all{""};
  const access::ScopeKind kind = access::scope_kind_of(role);
  if (kind != access::ScopeKind::none) all = {std::string(access::kEverywhere)};
  if (kind == access::ScopeKind::practice) std::ranges::copy(context.packs.practices(), std::back_inserter(all));
  if (kind == access::ScopeKind::territory)
    for (const auto& municipality : context.region.municipalities) all.push_back(municipality.id);
  Json scopes = Json::array();
  for (const std::string& scope : all)
    if (may_give(viewer, role, scope)) scopes.push_back(scope);
  return scopes;
}

// What the viewer may invite to, and the names of the places.
Json offers_json(const Context& context, const Viewer& viewer) {
  Json roles = Json::array(), places = Json::object();
  for (const access::Role role : access::all_roles()) {
    if (!is_given(role) || role == access::Role::service_account) continue;
    Json scopes = scopes_of(context, viewer, role);
    if (scopes.empty()) continue;
    for (const Json& scope : scopes)
      if (const auto id = scope.get<std::string>(); !id.empty()) places[id] = scope_title(context, id);
    const access::ScopeKind kind = access::scope_kind_of(role);
    const char* of = kind == access::ScopeKind::none       ? "none"
                     : kind == access::ScopeKind::practice ? "practice"
                                                           : "territory";
    roles.push_back({{"role", access::code_of(role)},
                     {"title", access::title_of(role)},
                     {"scope_kind", of},
                     {"scopes", std::move(scopes)}});
  }
  return {{"roles", std::move(roles)}, {"places", std::move(places)}};
}

Response get_invitations(Context& context, const Request& request) {
  const auto viewer = require_login(context, request);
  if (!viewer) return Response::of(viewer.error());
  if (!viewer->staff()) return Response::of(forbidden(say("Эта страница — для сотрудников.")));
  const auto items = look(context, [&](Db& db) -> Checked<Json> {
    Json list = Json::array();
    for (const InvitationRow& row : invitations(db, kLongestList)) {
      const auto role = access::role_from(row.role);
      if (role && may_give(*viewer, *role, row.scope)) list.push_back(line(context, row));
    }
    return list;
  });
  if (!items) return Response::of(items.error());
  return Response::json({{"items", *items}, {"may_give", offers_json(context, *viewer)}});
}

std::optional<Problem> scope_is_wrong(const Context& context, access::Role role, const std::string& scope, Fields& in) {
  const access::ScopeKind kind = access::scope_kind_of(role);
  if (kind == access::ScopeKind::none && !scope.empty())
    in.error("scope", "not_needed", say("У этой роли нет области действия: оставьте пустым."));
  if (kind == access::ScopeKind::practice && scope != access::kEverywhere && !context.practice(scope))
    in.error("scope", "unknown", say("Такой практики нет."));
  if (kind == access::ScopeKind::territory && scope != access::kEverywhere && !context.region.find(scope))
    in.error("scope", "unknown", say("Такого муниципалитета нет в справочнике."));
  return in.finish();
}

// Shown this once: what is kept is the hash of the code.
std::string link_of(const Context& context, const std::string& code) {
  return context.config.origin() + "/auth/esia/login?invitation=" + code + "&return_to=%2Fwork";
}

Response post_invitation(Context& context, const Request& request) {
  const auto viewer = require_change(context, request);
  if (!viewer) return Response::of(viewer.error());
  const auto body = json_body(request);
  if (!body) return Response::of(body.error());
  Fields in(*body);
  const auto role = access::role_from(in.text("role", 60));
  const std::string scope = in.optional_text("scope", 100).value_or("");
  const std::string ogrn = in.optional_text("ogrn", 20).value_or("");
  const std::string note = in.optional_text("note", 500).value_or("");
  if (!role || !is_given(*role)) in.error("role", "unknown", say("Такой служебной роли нет."));
  if (!ogrn.empty())
    if (const auto right = check_ogrn(ogrn); !right) in.error("ogrn", right.error().code, right.error().message);
  if (auto wrong = role ? scope_is_wrong(context, *role, scope, in) : in.finish()) return Response::of(*wrong);
  if (!may_give(*viewer, *role, scope)) return Response::of(not_yours());
  if (auto fresh = require_fresh(context, *viewer); !fresh) return Response::of(fresh.error());
  return once(context, *viewer, request, [&](Db& db) -> Checked<Response> {
    const Instant now = context.login_now();
    const std::string code = random_text(24);
    const InvitationRow row{.id = "i" + random_text(12),
                            .code_hash = sha256_bytes(code),
                            .role = std::string(access::code_of(*role)),
                            .scope = scope,
                            .title = std::string(access::title_of(*role)),
                            .ogrn = ogrn,
                            .note = note,
                            .invited_by = viewer->id,
                            .created = now,
                            .expires = later(now, std::chrono::hours(context.config.session.invitation_hours))};
    add_invitation(db, row);
    audit(db, {.kind = "invitation.made",
               .actor = viewer->id,
               .object = row.id,
               .details = {{"role", row.role}, {"scope", row.scope}, {"ogrn", row.ogrn}},
               .at = now});
    Json made = line(context, row);
    made["link"] = link_of(context, code);
    return Response::json(made, 201);
  });
}

// The code cannot be shown a second time, so sending again means another one; the old link is dead from then on.
Response post_renew_invitation(Context& context, const Request& request) {
  const auto viewer = require_change(context, request);
  if (!viewer) return Response::of(viewer.error());
  if (auto fresh = require_fresh(context, *viewer); !fresh) return Response::of(fresh.error());
  const auto done = change(context, [&](Db& db) -> Checked<Json> {
    const auto row = find_invitation(db, request.param("id"));
    const auto role = row ? access::role_from(row->role) : std::nullopt;
    if (!role || !may_give(*viewer, *role, row->scope)) return std::unexpected(not_found());
    const Instant now = context.login_now();
    const std::string code = random_text(24);
    if (!renew_invitation(db, row->id, sha256_bytes(code),
                          later(now, std::chrono::hours(context.config.session.invitation_hours))))
      return std::unexpected(conflict("invitation_used", say("Приглашение уже использовано или отозвано.")));
    audit(db, {.kind = "invitation.renewed", .actor = viewer->id, .object = row->id, .at = now});
    Json renewed = line(context, find_invitation(db, row->id).value());
    renewed["link"] = link_of(context, code);
    return renewed;
  });
  return done ? Response::json(*done) : Response::of(done.error());
}

Response post_revoke_invitation(Context& context, const Request& request) {
  const auto viewer = require_change(context, request);
  if (!viewer) return Response::of(viewer.error());
  const auto done = change(context, [&](Db& db) -> Checked<Json> {
    const auto row = find_invitation(db, request.param("id"));
    const auto role = row ? access::role_from(row->role) : std::nullopt;
    if (!role || !may_give(*viewer, *role, row->scope)) return std::unexpected(not_found());
    if (!revoke_invitation(db, row->id, context.login_now()))
      return std::unexpected(conflict("invitation_used", say("Приглашение уже использовано или отозвано.")));
    audit(db, {.kind = "invitation.revoked", .actor = viewer->id, .object = row->id, .at = context.login_now()});
    return line(context, find_invitation(db, row->id).value());
  });
  return done ? Response::json(*done) : Response::of(done.error());
}

// Who has never come has no name yet: the end of the account's number tells one from another.
std::string account_end(const std::string& oid) {
  constexpr std::size_t kShown = 4;
  return oid.size() <= kShown ? oid : oid.substr(oid.size() - kShown);
}

Json grant_line(const Context& context, const GrantRow& row) {
  return {{"id", row.id},
          {"role", row.grant.role},
          {"scope", row.grant.scope},
          {"place", row.grant.scope.empty() ? "" : scope_title(context, row.grant.scope)},
          {"title", row.grant.title},
          {"person", row.person},
          {"name", row.name},
          {"account_end", account_end(row.grant.oid)},
          {"ogrn", row.grant.ogrn},
          {"given_by", by_words(row.by, row.giver)},
          {"given", wire_time(row.given)},
          {"seen", wire_time(row.seen)}};
}

Response get_grants(Context& context, const Request& request) {
  const auto viewer = require_login(context, request);
  if (!viewer) return Response::of(viewer.error());
  Json seen = Json::array();  // whose names are shown
  const auto items = look(context, [&](Db& db) -> Checked<Json> {
    Json list = Json::array();
    for (const GrantRow& row : all_grants(db, kLongestList)) {
      const auto role = access::role_from(row.grant.role);
      const bool shown =
          role && (may_give(*viewer, *role, row.grant.scope) ||
                   access::allowed(viewer->access_actor(), access::Action::read, users_of(*role, row.grant.scope)));
      if (!shown) continue;
      list.push_back(grant_line(context, row));
      list.back()["can_revoke"] = may_give(*viewer, *role, row.grant.scope);
      if (!row.person.empty() && row.person != viewer->id) seen.push_back(row.person);
    }
    return list;
  });
  if (!items) return Response::of(items.error());
  if (!seen.empty()) {
    const Viewed viewed{.kind = "staff.viewed", .object = "grants", .details = {{"people", std::move(seen)}}};
    if (const auto noted = note_viewed(context, *viewer, viewed); !noted) return Response::of(noted.error());
  }
  return Response::json({{"items", *items}});
}

// Whoever takes away the last one cannot be undone but on the host itself.
bool is_last_administrator(const std::vector<GrantRow>& rows, access::Role role) {
  const auto administrators =
      std::ranges::count_if(rows, [](const GrantRow& row) { return row.grant.role == "system_admin"; });
  return role == access::Role::system_admin && administrators == 1;
}

Response post_revoke_grant(Context& context, const Request& request) {
  const auto viewer = require_change(context, request);
  if (!viewer) return Response::of(viewer.error());
  if (auto fresh = require_fresh(context, *viewer); !fresh) return Response::of(fresh.error());
  const auto done = change(context, [&](Db& db) -> Checked<Json> {
    const auto rows = all_grants(db, kLongestList);
    const auto row = std::ranges::find(rows, request.param("id"), &GrantRow::id);
    const auto role = row != rows.end() ? access::role_from(row->grant.role) : std::nullopt;
    if (!role || !may_give(*viewer, *role, row->grant.scope)) return std::unexpected(not_found());
    if (is_last_administrator(rows, *role))
      return std::unexpected(
          conflict("last_administrator", say("Это последний администратор портала. Сначала пригласите другого.")));
    revoke_grant(db, row->grant.oid, row->grant.role, row->grant.scope, context.login_now());
    audit(db, {.kind = "grant.revoked",
               .actor = viewer->id,
               .object = row->person.empty() ? row->id : row->person,
               .details = {{"role", row->grant.role}, {"scope", row->grant.scope}},
               .at = context.login_now()});
    return grant_line(context, *row);
  });
  return done ? Response::json(*done) : Response::of(done.error());
}

}  // namespace

void add_staff_routes(Router& router, Context& context) {
  router.get("/api/v1/invitations", [&context](const Request& r) { return get_invitations(context, r); });
  router.post("/api/v1/invitations", [&context](const Request& r) { return post_invitation(context, r); });
  router.post("/api/v1/invitations/{id}/renew",
              [&context](const Request& r) { return post_renew_invitation(context, r); });
  router.post("/api/v1/invitations/{id}/revoke",
              [&context](const Request& r) { return post_revoke_invitation(context, r); });
  router.get("/api/v1/grants", [&context](const Request& r) { return get_grants(context, r); });
  router.post("/api/v1/grants/{id}/revoke", [&context](const Request& r) { return post_revoke_grant(context, r); });
}

}  // namespace pochin::server
