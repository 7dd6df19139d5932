#include "server/api/viewer.h"

#include <algorithm>
#include <chrono>

#include "server/http/cookie.h"
#include "server/http/csrf.h"
#include "server/store/instants.h"

namespace pochin::server {
namespace {

// A session's "last seen" is written at most this often: reading must not cost a commit each time.
constexpr std::int64_t kSeenStep = 60'000;

Viewer viewer_of(Db& db, const SessionRow& session) {
  Viewer viewer;
  viewer.person = session.person;
  viewer.id = person_id(session.person);
  viewer.name = session.name;
  viewer.short_name = session.short_name;
  viewer.csrf = session.csrf;
  viewer.session = session.id_hash;
  const Json organisations = Json::parse(session.organisations);
  for (Grant& grant : grants_of(db, session.oid)) {
    const bool holds = grant.ogrn.empty() || std::ranges::find(organisations, Json(grant.ogrn)) != organisations.end();
    if (holds) viewer.grants.push_back(std::move(grant));
  }
  return viewer;
}

// States in which the application is still the applicant's and the municipality's business.
bool before_region(std::string_view state) {
  static constexpr std::array kStates{
      "draft",          "meeting_planned",  "meeting_held",         "submitted_to_municipality",
      "public_comment", "municipal_review", "municipality_refused", "withdrawn"};
  return std::ranges::find(kStates, state) != kStates.end();
}

}  // namespace

std::string person_id(std::int64_t person) { return "p" + std::to_string(person); }

bool Viewer::has(std::string_view role, std::string_view scope) const {
  return std::ranges::any_of(grants, [&](const Grant& g) { return g.role == role && g.scope == scope; });
}

std::vector<std::string> Viewer::roles_for(const ApplicationRow& application) const {
  std::vector<std::string> roles;
  if (!logged_in()) return roles;
  roles.emplace_back("citizen");
  if (application.author == person) {
    roles.emplace_back("author");
    roles.emplace_back("initiator");
  }
  for (const Grant& grant : grants) {
    if (grant.scope == application.municipality || grant.scope == application.practice) roles.push_back(grant.role);
  }
  return roles;
}

application::Actor Viewer::actor_for(const ApplicationRow& application) const {
  return {.id = id, .name = short_name, .roles = roles_for(application)};
}

bool may_read(const Viewer& viewer, const ApplicationRow& application) {
  if (!viewer.logged_in()) return false;
  if (application.author == viewer.person) return true;
  if (!application.submitted) return false;
  for (const Grant& grant : viewer.grants) {
    if (grant.scope == application.municipality) return true;
    if (grant.scope == application.practice) {
      const std::string& state = application.returned_from.value_or(application.state);
      return application.registered.has_value() || !before_region(state);
    }
  }
  return false;
}

Checked<Viewer> viewer_of(Context& context, const Request& request) {
  const auto cookie = CookieJar{context.config.insecure_cookies}.read(request, kSessionCookie);
  if (!cookie || cookie->empty()) return Viewer{};
  const Bytes hash = sha256_bytes(*cookie);
  const Instant now = context.now();
  Instant seen = now;
  auto viewer = look(context, [&](Db& db) -> Checked<Viewer> {
    const auto session = live_session(db, hash, now);
    if (!session) return Viewer{};
    seen = session->seen;
    return viewer_of(db, *session);
  });
  if (viewer && viewer->logged_in() && stored(now) - stored(seen) >= kSeenStep) {
    const auto touched = change(context, [&](Db& db) -> Checked<bool> {
      touch_session(db, hash, now);
      return true;
    });
    if (!touched) return std::unexpected(touched.error());
  }
  return viewer;
}

Checked<Viewer> require_login(Context& context, const Request& request) {
  auto viewer = viewer_of(context, request);
  if (viewer && !viewer->logged_in()) return std::unexpected(not_logged_in());
  return viewer;
}

Checked<Viewer> require_change(Context& context, const Request& request) {
  auto viewer = require_login(context, request);
  if (!viewer) return viewer;
  if (auto wrong = check_csrf(request, viewer->csrf, context.config.origin())) return std::unexpected(*wrong);
  return viewer;
}

}  // namespace pochin::server
