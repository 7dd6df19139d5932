// GET and POST /api/v1/invitations, POST /api/v1/invitations/{id}/renew and …/revoke, GET /api/v1/grants, POST
// /api/v1/grants/{id}/revoke: who serves, and who asked them to. The invited person opens the link
// /auth/esia/login?invitation=CODE, so that the role is bound to the account that came with the code.
#include "server/store/invitations.h"

#include <algorithm>

#include "server/api/handling/idempotent.h"
#include "server/api/handling/page.h"
#include "server/api/handling/text.h"
#include "server/api/handling/viewed.h"
#include "server/api/handling/viewer.h"
#include "server/api/people/granting.h"
#include "server/api/people/people.h"
#include "server/auth/encoding.h"
#include "server/http/json_body.h"
#include "server/store/audit.h"
#include "server/store/grants.h"
#include "shared/base/checks.h"

namespace pochin::server {
namespace {

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
          {"place", scope_words(context, row.role, row.scope)},
          {"title", row.title},
          {"ogrn", row.ogrn},
          {"note", row.note},
          {"state", state},
          {"invited_by", by_words(row.invited_by, row.inviter)},
          {"created", wire_time(row.created)},
          {"expires", wire_time(row.expires)}};
}

// The scopes the viewer may give the role on, of all that there are.
Json scopes_of(const Context& context, const Viewer& viewer, access::Role role) {
  Json scopes = Json::array();
  for (const std::string& scope : all_scopes(context, role))
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
      if (const auto id = scope.get<std::string>(); !id.empty())
        places[id] = scope_words(context, access::code_of(role), id);
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

// The roles on the scopes, of all that were given or offered, that `shown` lets through: what is listed is filtered
// before it is cut into pages.
template <class Shown>
std::vector<RoleOnScope> shown_roles(const std::vector<RoleOnScope>& all, Shown shown) {
  std::vector<RoleOnScope> list;
  for (const RoleOnScope& each : all)
    if (const auto role = access::role_from(each.role); role && shown(*role, each.scope)) list.push_back(each);
  return list;
}

Response get_invitations(Context& context, const Request& request, const Viewer& viewer) {
  if (!viewer.staff()) return Response::of(forbidden(say("Эта страница — для сотрудников.")));
  const auto page = page_of(request);
  if (!page) return Response::of(page.error());
  const std::string_view state = request.query_value("state").value_or("");
  if (!state.empty() && state != "open" && state != "closed")
    return Response::of(invalid("state", "unknown", say("Бывает open и closed.")));
  auto answer = look(context, [&](Db& db) -> Checked<Json> {
    const InvitationQuery query{.shown = shown_roles(invited_roles(db),
                                                     [&](access::Role role, const std::string& scope) {
                                                       return may_give(viewer, role, scope);
                                                     }),
                                .open = state.empty() ? std::nullopt : std::optional(state == "open")};
    const auto found = invitations(db, query, *page);
    Json list = Json::array();
    for (const InvitationRow& row : found.lines) list.push_back(line(context, row));
    Json json = page_json(std::move(list), found.next, found.total);
    json["counts"] = {{"open", count_of_invitations(db, query.shown, true)},
                      {"closed", count_of_invitations(db, query.shown, false)}};
    return json;
  });
  if (!answer) return Response::of(answer.error());
  (*answer)["may_give"] = offers_json(context, viewer);
  return Response::json(*answer);
}

// Shown this once: what is kept is the hash of the code.
std::string link_of(const Context& context, const std::string& code) {
  return context.config.origin() + "/auth/esia/login?invitation=" + code + "&return_to=%2Fwork";
}

Response post_invitation(Context& context, const Request& request, const Viewer& viewer, const Json& body) {
  Fields in(body);
  const auto role = access::role_from(in.text("role", 60));
  const std::string scope = in.optional_text("scope", 100).value_or("");
  const std::string ogrn = in.optional_text("ogrn", 20).value_or("");
  const std::string note = in.optional_text("note", 500).value_or("");
  if (!role || !is_given(*role)) in.error("role", "unknown", say("Такой служебной роли нет."));
  if (!ogrn.empty())
    if (const auto right = check_ogrn(ogrn); !right) in.error("ogrn", right.error().code, right.error().message);
  if (role)
    if (const auto fault = fault_of_scope(context, *role, scope)) in.error("scope", fault->code, fault->message);
  if (auto wrong = in.finish()) return Response::of(*wrong);
  if (!may_give(viewer, *role, scope)) return Response::of(not_yours());
  if (auto fresh = require_fresh(context, viewer); !fresh) return Response::of(fresh.error());
  return once(context, viewer, request, [&](Db& db) -> Checked<Response> {
    const Instant now = context.login_now();
    const std::string code = random_text(24);
    const InvitationRow row{.id = "i" + random_text(12),
                            .code_hash = sha256_bytes(code),
                            .role = std::string(access::code_of(*role)),
                            .scope = scope,
                            .title = std::string(access::title_of(*role)),
                            .ogrn = ogrn,
                            .note = note,
                            .invited_by = viewer.id,
                            .created = now,
                            .expires = later(now, std::chrono::hours(context.config.session.invitation_hours))};
    add_invitation(db, row);
    audit(db, {.kind = "invitation.made",
               .actor = viewer.id,
               .object = row.id,
               .details = {{"role", row.role}, {"scope", row.scope}, {"ogrn", row.ogrn}},
               .at = now});
    Json made = line(context, row);
    made["link"] = link_of(context, code);
    return Response::json(made, 201);
  });
}

// The code cannot be shown a second time, so sending again means another one; the old link is dead from then on.
Response post_renew_invitation(Context& context, const Request& request, const Viewer& viewer) {
  const auto done = change(context, [&](Db& db) -> Checked<Json> {
    const auto row = find_invitation(db, request.param("id"));
    const auto role = row ? access::role_from(row->role) : std::nullopt;
    if (!role || !may_give(viewer, *role, row->scope)) return std::unexpected(not_found());
    const Instant now = context.login_now();
    const std::string code = random_text(24);
    if (!renew_invitation(db, row->id, sha256_bytes(code),
                          later(now, std::chrono::hours(context.config.session.invitation_hours))))
      return std::unexpected(conflict("invitation_used", say("Приглашение уже использовано или отозвано.")));
    audit(db, {.kind = "invitation.renewed", .actor = viewer.id, .object = row->id, .at = now});
    Json renewed = line(context, find_invitation(db, row->id).value());
    renewed["link"] = link_of(context, code);
    return renewed;
  });
  return done ? Response::json(*done) : Response::of(done.error());
}

Response post_revoke_invitation(Context& context, const Request& request, const Viewer& viewer) {
  const auto done = change(context, [&](Db& db) -> Checked<Json> {
    const auto row = find_invitation(db, request.param("id"));
    const auto role = row ? access::role_from(row->role) : std::nullopt;
    if (!role || !may_give(viewer, *role, row->scope)) return std::unexpected(not_found());
    if (!revoke_invitation(db, row->id, context.login_now()))
      return std::unexpected(conflict("invitation_used", say("Приглашение уже использовано или отозвано.")));
    audit(db, {.kind = "invitation.revoked", .actor = viewer.id, .object = row->id, .at = context.login_now()});
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
          {"place", scope_words(context, row.grant.role, row.grant.scope)},
          {"title", row.grant.title},
          {"person", row.person},
          {"name", row.name},
          {"account_end", account_end(row.grant.oid)},
          {"ogrn", row.grant.ogrn},
          {"given_by", by_words(row.by, row.giver)},
          {"given", wire_time(row.given)},
          {"seen", wire_time(row.seen)}};
}

Response get_grants(Context& context, const Request& request, const Viewer& viewer) {
  const auto page = page_of(request);
  if (!page) return Response::of(page.error());
  auto words = words_of(request);
  if (!words) return Response::of(words.error());
  Json seen = Json::array();  // whose names are shown
  const auto answer = look(context, [&](Db& db) -> Checked<Json> {
    const GrantQuery query{.shown = shown_roles(granted_roles(db),
                                                [&](access::Role role, const std::string& scope) {
                                                  return may_give(viewer, role, scope) ||
                                                         access::allowed(viewer.access_actor(), access::Action::read,
                                                                         users_of(role, scope));
                                                }),
                           .words = *words};
    const auto found = grants(db, query, *page);
    Json list = Json::array();
    for (const GrantRow& row : found.lines) {
      const auto role = access::role_from(row.grant.role);
      list.push_back(grant_line(context, row));
      list.back()["can_revoke"] = role && may_give(viewer, *role, row.grant.scope);
      if (!row.person.empty() && row.person != viewer.id) seen.push_back(row.person);
    }
    return page_json(std::move(list), found.next, found.total);
  });
  if (!answer) return Response::of(answer.error());
  if (!seen.empty()) {
    const Viewed viewed{.kind = "staff.viewed", .object = "grants", .details = {{"people", std::move(seen)}}};
    if (const auto noted = note_viewed(context, viewer, viewed); !noted) return Response::of(noted.error());
  }
  return Response::json(*answer);
}

Response post_revoke_grant(Context& context, const Request& request, const Viewer& viewer) {
  const auto done = change(context, [&](Db& db) -> Checked<Json> {
    const auto row = find_grant(db, request.param("id"));
    const auto role = row ? access::role_from(row->grant.role) : std::nullopt;
    if (!role || !may_give(viewer, *role, row->grant.scope)) return std::unexpected(not_found());
    // Whoever takes away the last one cannot be undone but on the host itself.
    if (*role == access::Role::system_admin && count_of_grants(db, row->grant.role) == 1)
      return std::unexpected(
          conflict("last_administrator", say("Это последний администратор портала. Сначала пригласите другого.")));
    revoke_grant(db, row->grant.oid, row->grant.role, row->grant.scope, context.login_now());
    audit(db, {.kind = "grant.revoked",
               .actor = viewer.id,
               .object = row->person.empty() ? row->id : row->person,
               .details = {{"role", row->grant.role}, {"scope", row->grant.scope}},
               .at = context.login_now()});
    return grant_line(context, *row);
  });
  return done ? Response::json(*done) : Response::of(done.error());
}

}  // namespace

std::span<const Route> staff_routes() {
  using namespace row;
  static constexpr Route kRoutes[] = {
      get("/api/v1/invitations", "Приглашения сотрудников", logged_in,
          {{Object::users, Action::create}, {Object::users, Action::invite}}, get_invitations,
          {.queries = {{.name = "state", .one_of = "open closed"}, kCursorQuery, kLimitQuery},
           .answers = {.schema = "InvitationList", .about = "Приглашения"},
           .scope = "list"}),
      post("/api/v1/invitations", "Пригласить сотрудника: ссылка показывается один раз", logged_in,
           {{Object::users, Action::create}, {Object::users, Action::invite}}, post_invitation,
           {.takes = {"NewInvitation"},
            .answers = {.schema = "Invitation", .status = 201, .about = "Приглашение со ссылкой"},
            .scope = "grant",
            .once = true,
            .log = "invitation.made"}),
      post("/api/v1/invitations/{id}/renew", "Отправить приглашение заново: новая ссылка, прежняя больше не открывает",
           fresh, {{Object::users, Action::create}, {Object::users, Action::invite}}, post_renew_invitation,
           {.answers = {.schema = "Invitation", .about = "Приглашение со ссылкой"},
            .refusals = {{409}},
            .log = "invitation.renewed"}),
      post("/api/v1/invitations/{id}/revoke", "Отозвать приглашение", logged_in,
           {{Object::users, Action::create}, {Object::users, Action::invite}}, post_revoke_invitation,
           {.answers = {.schema = "Invitation", .about = "Приглашение"},
            .refusals = {{409}},
            .log = "invitation.revoked"}),
      get("/api/v1/grants", "Роли сотрудников", logged_in,
          {{Object::users, Action::read}, {Object::users, Action::create}, {Object::users, Action::invite}}, get_grants,
          {.queries = {kWordsQuery, kCursorQuery, kLimitQuery},
           .answers = {.schema = "GrantList", .about = "Роли"},
           .scope = "list",
           .hides = true,
           .viewed = "staff.viewed"}),
      post("/api/v1/grants/{id}/revoke", "Снять роль", fresh,
           {{Object::users, Action::create}, {Object::users, Action::invite}}, post_revoke_grant,
           {.answers = {.schema = "Grant", .about = "Снятая роль"}, .refusals = {{409}}, .log = "grant.revoked"}),
  };
  return kRoutes;
}

}  // namespace pochin::server
