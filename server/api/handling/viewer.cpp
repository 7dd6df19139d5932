#include "server/api/handling/viewer.h"

#include <algorithm>
#include <array>
#include <utility>

#include "server/api/handling/handling.h"
#include "server/http/cookie.h"
#include "server/http/csrf.h"
#include "server/store/commissions.h"
#include "server/store/instants.h"
#include "shared/base/json.h"

namespace pochin::server {
namespace {

// A session's "last seen" is written at most this often: reading must not cost a commit each time.
constexpr std::int64_t kSeenStep = 60'000;

std::string_view role_of(review::Seat seat) {
  switch (seat) {
    case review::Seat::chair:
      return "commission_chair";
    case review::Seat::secretary:
      return "commission_secretary";
    case review::Seat::deputy:
    case review::Seat::member:
      return "commission_member";
  }
  std::unreachable();
}

// A seat in a commission is a role for as long as its term runs; so is an opinion that was asked for.
void add_seats(Db& db, Viewer& viewer, Date today) {
  const auto add = [&](std::string_view role, const std::string& practice) {
    if (!viewer.has(role, {.practice = practice}))
      viewer.grants.push_back({.role = std::string(role),
                               .scope = practice,
                               .title = std::string(access::title_of(*access::role_from(role)))});
  };
  // Whoever has a seat is a member; whether a secretary has a vote is the rules' business.
  for (const HeldSeat& each : seats_of(db, viewer.person, today)) {
    add(role_of(each.seat), each.practice);
    add("commission_member", each.practice);
  }
  for (const std::string& practice : expertise_of(db, viewer.person)) add("sector_expert", practice);
}

Viewer viewer_of(Db& db, const SessionRow& session, Date today) {
  Viewer viewer;
  viewer.person = session.person;
  viewer.id = person_id(session.person);
  viewer.name = session.name;
  viewer.short_name = session.short_name;
  viewer.csrf = session.csrf;
  viewer.session = session.id_hash;
  viewer.realm = session.realm;
  viewer.connector = session.connector;
  viewer.proved = session.proved;
  viewer.idle_ms = session.idle_ms - kSeenStep;  // what the last minute asked for may not be written down
  viewer.expires = session.expires;
  viewer.facts = facts_from(session.facts);
  const Json organisations = stored_json(session.organisations);
  for (Grant& grant : grants_of_person(db, session.person)) {
    const bool holds = grant.ogrn.empty() || std::ranges::find(organisations, Json(grant.ogrn)) != organisations.end();
    if (holds) viewer.grants.push_back(std::move(grant));
  }
  add_seats(db, viewer, today);
  return viewer;
}

constexpr std::array<std::string_view, 8> kBeforeRegion{
    "draft",          "meeting_planned",  "meeting_held",         "submitted_to_municipality",
    "public_comment", "municipal_review", "municipality_refused", "withdrawn"};

bool before_region(std::string_view state) { return std::ranges::find(kBeforeRegion, state) != kBeforeRegion.end(); }

// The application as one that nobody owns.
access::Target target_of(const ApplicationRow& application) {
  access::Target target{.object = access::Object::application_draft,
                        .practice = application.practice,
                        .territories = territory::chain_of(application.municipality)};
  target.opened = application.registered || !before_region(application.returned_from.value_or(application.state));
  return target;
}

}  // namespace

bool Viewer::has(std::string_view role, const access::Target& object) const {
  return std::ranges::any_of(grants, [&](const Grant& g) { return g.role == role && reaches(g, object); });
}

bool reaches(const Grant& grant, const access::Target& object) {
  const auto role = access::role_from(grant.role);
  return role && access::reaches({*role, grant.scope}, object);
}

std::vector<std::string> Viewer::roles_for(const ApplicationRow& application) const {
  std::vector<std::string> roles;
  if (!logged_in()) return roles;
  roles.emplace_back("citizen");
  if (application.author == person) {
    roles.emplace_back("author");
    roles.emplace_back("initiator");
  }
  const access::Target object = target_of(application);
  for (const Grant& grant : grants) {
    if (reaches(grant, object)) roles.push_back(grant.role);
  }
  return roles;
}

access::Actor Viewer::access_actor() const {
  access::Actor actor;
  if (!logged_in()) return actor;
  actor.person = id;
  actor.grants.push_back({access::Role::citizen, {}});
  for (const Grant& grant : grants) {
    if (const auto role = access::role_from(grant.role)) actor.grants.push_back({*role, grant.scope});
  }
  return actor;
}

application::Actor Viewer::actor_for(const ApplicationRow& application) const {
  return {.id = id, .name = short_name, .roles = roles_for(application)};
}

std::vector<std::string> states_before_region() { return {kBeforeRegion.begin(), kBeforeRegion.end()}; }

bool may_read(const Viewer& viewer, const ApplicationRow& application, const std::vector<std::string>& experts) {
  if (!viewer.logged_in()) return false;
  const bool mine = application.author == viewer.person;
  // A draft is its author's alone, whatever the table says: it was given to nobody yet.
  if (!mine && !application.submitted) return false;
  access::Target target = target_of(application);
  target.owners = {person_id(application.author)};
  access::Actor actor = viewer.access_actor();
  if (mine) actor.grants.push_back({access::Role::initiator, {}});
  if (access::allowed(actor, access::Action::read, target)) return true;
  // What has reached those who judge it: the commission, the experts who were asked, finance and audit.
  target.object = access::Object::expert_opinion;
  target.assigned = experts;
  const bool asked = std::ranges::find(experts, viewer.id) != experts.end();
  return (target.opened || asked) && access::allowed(actor, access::Action::read, target);
}

// Who reads another's application serves in it. An author who serves elsewhere is an author here: asked is whether they
// would keep it, or read points by hand, had somebody else written it. Whoever judges applications does not judge the
// own one.
bool sees_staff_part(const Viewer& viewer, const ApplicationRow& application) {
  if (application.author != viewer.person) return true;
  access::Target target = target_of(application);
  if (application.submitted && access::allowed(viewer.access_actor(), access::Action::read, target)) return true;
  target.object = access::Object::manual_adjustment;
  return access::allowed(viewer.access_actor(), access::Action::read, target);
}

bool may_see_rating(const Viewer& viewer, std::string_view practice) {
  const access::Target target{.object = access::Object::auto_score, .practice = std::string(practice)};
  return access::allowed(viewer.access_actor(), access::Action::read, target);
}

Checked<Viewer> viewer_of(Context& context, const Request& request) {
  const auto cookie = CookieJar{context.config.insecure_cookies}.read(request, kSessionCookie);
  if (!cookie || cookie->empty()) return Viewer{};
  const Bytes hash = sha256_bytes(*cookie);
  const Instant now = context.login_now();
  Instant seen = now;
  auto viewer = look(context, [&](Db& db) -> Checked<Viewer> {
    const auto session = live_session(db, hash, now);
    if (!session) return Viewer{};
    seen = session->seen;
    return viewer_of(db, *session, today_of(context));
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

Checked<bool> require_fresh(const Context& context, const Viewer& viewer) {
  const std::int64_t age = context.login_now().ms - viewer.proved.ms;
  if (age <= std::int64_t{60'000} * context.config.session.fresh_minutes) return true;
  Problem stale = problem(403, "fresh_login_needed",
                          say("Для этого действия подтвердите, что это вы: войдите ещё раз и повторите его."));
  stale.with_members({{"login", "/auth/" + viewer.connector + "/login?fresh=1"}});
  return std::unexpected(std::move(stale));
}

Checked<Viewer> require_change(Context& context, const Request& request) {
  auto viewer = require_login(context, request);
  if (!viewer) return viewer;
  if (auto wrong = check_csrf(request, viewer->csrf, context.config.origin())) return std::unexpected(*wrong);
  return viewer;
}

}  // namespace pochin::server
