// GET /api/v1/session, POST /auth/logout.
#include "server/api/application/terms.h"
#include "server/api/handling/text.h"
#include "server/api/handling/viewer.h"
#include "server/api/people/granting.h"
#include "server/api/people/people.h"
#include "server/api/people/told.h"
#include "server/http/cookie.h"
#include "server/store/audit.h"
#include "server/store/history.h"

namespace pochin::server {
namespace {

// Where somebody with this role begins: the practice or municipality it was given for; with all practices the first.
std::string home_of(const Context& context, const Grant& grant) {
  const auto role = access::role_from(grant.role);
  if (!role) return {};
  if (access::scope_kind_of(*role) == access::ScopeKind::territory)
    return context.region.find(grant.scope) ? grant.scope : std::string();
  if (access::scope_kind_of(*role) == access::ScopeKind::none) return {};
  for (const std::string& practice : context.packs.practices())
    if (access::reaches({*role, grant.scope}, {.practice = practice})) return practice;
  return {};
}

Json roles_json(const Context& context, const Viewer& viewer) {
  Json roles = Json::array();
  roles.push_back({{"role", "citizen"}, {"scope", ""}, {"title", say("Житель")}, {"place", ""}, {"home", ""}});
  for (const Grant& grant : viewer.grants) {
    roles.push_back({{"role", grant.role},
                     {"scope", grant.scope},
                     {"title", grant.title},
                     {"place", scope_words(context, grant.role, grant.scope)},
                     {"home", home_of(context, grant)}});
  }
  return roles;
}

// The way out of the provider too, for who chooses it; null where it has none.
Json provider_logout(const Context& context, const Viewer& viewer) {
  const auth::Connector* door = auth::find(context.connectors, viewer.connector);
  if (door == nullptr) return nullptr;
  const std::string href = auth::logout_url(*door, context.config.origin() + "/");
  if (href.empty()) return nullptr;
  const std::string_view text =
      viewer.connector == "esia" ? tr("Выйти и из Госуслуг") : tr("Выйти и там, где вы подтвердили личность");
  return {{"text", text}, {"href", href}};
}

// Where «Войти» leads: to ЕСИА, or to the gateway where that is what is connected. ЕСИА is named also when nothing is:
// its page says so. The demonstration's own door stands beside, for people who are made up.
Json login_json(const Context& context) {
  const auto open = [&](std::string_view door) { return auth::find(context.connectors, door) != nullptr; };
  const bool gateway = !open("esia") && open("oidc");
  return {{"main", gateway ? "/auth/oidc/login" : "/auth/esia/login"},
          {"demo", open("demo") ? Json("/auth/demo/login") : Json(nullptr)},
          {"told", told_at_login(context.config)},
          {"known", known_of_people(context.config)}};
}

// By the address that the login told; null when it is not of this portal or unknown.
Json own_municipality(const Context& context, const Viewer& viewer) {
  const auth::Residence& home = viewer.facts.residence;
  if (home.where != auth::Where::inside || home.oktmo.empty() || !context.region.find(home.oktmo.front()))
    return nullptr;
  return home.oktmo.front();
}

// Own applications that wait for their author: said in the header and on the first page, wherever the author is.
Checked<Json> returned_to(Context& context, const Viewer& viewer) {
  return look(context, [&](Db& db) -> Checked<Json> {
    Json list = Json::array();
    for (const ApplicationRow& row : applications_returned_to(db, viewer.person))
      list.push_back({{"id", row.id}, {"title", row.title}, {"deadline", term_json(context, db, row, true)}});
    return list;
  });
}

Json session_json(const Context& context, const Viewer& viewer) {
  const RegionConfig& region = context.config.region;
  Json person = nullptr;
  if (viewer.logged_in()) {
    person = {{"id", viewer.id},
              {"name", viewer.name},
              {"short_name", viewer.short_name},
              {"realm", viewer.realm},
              {"municipality", own_municipality(context, viewer)},
              {"roles", roles_json(context, viewer)},
              {"idle_seconds", viewer.idle_ms / 1000},
              {"left_seconds", (viewer.expires.ms - context.login_now().ms) / 1000},
              {"provider_logout", provider_logout(context, viewer)}};
  }
  return {{"person", person},
          {"csrf", viewer.csrf},
          {"region",
           {{"name", region.name},
            {"name_genitive", region.name_genitive},
            {"centre", region.centre},
            {"phone", region.phone},
            {"email", region.email},
            {"zone_name", region.zone_name},
            {"zone_minutes", region.zone_minutes}}},
          {"now", wire_time(context.now())},
          {"demo", context.config.demo()},
          {"login", login_json(context)}};
}

Response get_session(Context& context, const Request&, const Viewer& viewer) {
  Json session = session_json(context, viewer);
  if (viewer.logged_in()) {
    auto returned = returned_to(context, viewer);
    if (!returned) return Response::of(returned.error());
    session["person"]["returned"] = *std::move(returned);
  }
  return Response::json(session);
}

Response post_logout(Context& context, const Request&, const Viewer& viewer) {
  const auto ended = change(context, [&](Db& db) -> Checked<bool> {
    end_session(db, viewer.session);
    audit(db, {.kind = "logout.one", .actor = viewer.id, .object = "session", .at = context.login_now()});
    return true;
  });
  return ended ? signed_out(context) : Response::of(ended.error());
}

}  // namespace

Response signed_out(const Context& context, Response response) {
  CookieJar{context.config.insecure_cookies}.clear(response, kSessionCookie);
  return response;
}

std::span<const Route> session_routes() {
  using namespace row;
  static constexpr Route kRoutes[] = {
      get("/api/v1/session", "Кто вошёл, регион и время сервера", anybody, kEveryone, get_session,
          {.answers = {.schema = "Session", .about = "Сеанс"}}),
      post("/auth/logout", "Выйти", logged_in, kSelf, post_logout,
           {.answers = {.status = 204, .about = "Сеанс закончен"}, .log = "logout.one"}),
  };
  return kRoutes;
}

}  // namespace pochin::server
