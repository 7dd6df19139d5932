#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/app/json_read.h"
#include "client/app/part.h"
#include "client/app/program.h"

namespace pochin::app {
namespace {

const std::string kSession = "session";
constexpr int kWarnMs = 120'000;  // WCAG 2.2.1 asks for twenty seconds at least
constexpr int kSlackMs = 65'000;  // the server writes down once a minute that a session is used

int64_t left_ms(const State& state) {
  const Session& session = state.session;
  return std::min(session.used.ms + session.idle_ms, session.ends.ms) - state.now.ms;
}

void wait_for(Store store, int64_t ms) {
  store.out.emplace_back(Timer{kSession, static_cast<int>(std::clamp<int64_t>(ms, 0, 24 * 3'600'000) + 1000)});
}

}  // namespace

bool Session::has(std::string_view role) const {
  for (const RoleOfPerson& one : roles) {
    if (one.role == role) return true;
  }
  return false;
}

void session_arrived(State& state, const Json& body) {
  Session session;
  session.known = true;
  const Json& person = child(body, "person");
  session.name = text(person, "name");
  session.short_name = text(person, "short_name");
  session.person_id = text(person, "id");
  if (session.person_id.empty()) session.person_id = session.name;
  for (const Json& role : items(person, "roles")) {
    session.roles.push_back(
        {text(role, "role"), text(role, "scope"), text(role, "title"), text(role, "place"), text(role, "home")});
  }
  session.municipality = text(person, "municipality");
  session.csrf = text(body, "csrf");
  session.login_href = text(child(body, "login"), "main");
  session.demo_href = text(child(body, "login"), "demo");
  const Json& region = child(body, "region");
  session.region = text(region, "name");
  session.region_genitive = text(region, "name_genitive");
  session.centre = text(region, "centre");
  session.phone = text(region, "phone");
  session.email = text(region, "email");
  session.zone_name = text(region, "zone_name");
  session.zone_minutes = static_cast<int>(integer(region, "zone_minutes", 180));
  session.demo = flag(body, "demo");
  session.told = text(child(body, "login"), "told");
  session.kept = text(child(body, "login"), "known");
  session.exit_text = text(child(person, "provider_logout"), "text");
  session.exit_href = text(child(person, "provider_logout"), "href");
  session.idle_ms = integer(person, "idle_seconds") * 1000;
  session.ends = Instant{state.now.ms + integer(person, "left_seconds") * 1000};
  session.warned = state.session.warned && state.session.csrf == session.csrf;
  session.used = state.now;
  if (!session.logged_in() && state.session.logged_in()) {
    const Session& was = state.session;
    session.expired = true;
    session.name = was.name;
    session.short_name = was.short_name;
    session.person_id = was.person_id;
    session.roles = was.roles;
  }
  state.session = std::move(session);
}

void person_left(Store store) {
  forget_person(store);
  store.state.drafts.clear();
  store.state.ballots.clear();
  Session& session = store.state.session;
  session.name.clear();
  session.short_name.clear();
  session.person_id.clear();
  session.roles.clear();
}

void login(Store store, std::string_view door) {
  State& state = store.state;
  const std::string to = state.route.screen == Screen::Login ? state.route.to : state.path;
  for (const Part* part : parts_of(state))
    if (part->leaving != nullptr) part->leaving(store);
  const std::string usual = state.session.login_href.empty() ? "/auth/esia/login" : state.session.login_href;
  const std::string href = door.empty() ? usual : std::string(door);
  const char* with = href.find('?') == std::string::npos ? "?" : "&";
  store.out.emplace_back(Leave{href + with + "return_to=" + encode_component(to)});
}

bool session_stays(const State& state) {
  const Session& session = state.session;
  return session.used.ms + session.idle_ms < session.ends.ms;
}

void session_used(Store store) {
  Session& session = store.state.session;
  if (!session.logged_in() || session.idle_ms <= 0) return;
  session.used = store.state.now;
  if (session_stays(store.state)) store.state.open.erase(kSession);
  wait_for(store, left_ms(store.state) - kWarnMs);
}

void session_timer(Store store) {
  State& state = store.state;
  Session& session = state.session;
  if (!session.logged_in() || session.idle_ms <= 0) return;
  const int64_t left = left_ms(state);
  if (left > kWarnMs) return wait_for(store, left - kWarnMs);
  // Asked only when it must be over: asking puts the end off.
  if (left < -kSlackMs) {
    state.open.erase(kSession);
    return refresh(store, session_path());
  }
  if (!session.warned) state.open.insert(kSession);
  session.warned = !session_stays(state);
  wait_for(store, left + kSlackMs);
}

void logout(Store store, const LogoutWanted& wanted) {
  State& state = store.state;
  if (!wanted.confirmed && state.anything_unsent()) {
    state.open.insert(wanted.provider ? "logout.provider" : "logout");
    return;
  }
  state.open.erase("logout");
  state.open.erase("logout.provider");
  forget_person(store);
  state.drafts.clear();
  state.ballots.clear();
  request(store, {Pending::Kind::Logout, {}, wanted.provider ? state.session.exit_href : ""}, "POST", "/auth/logout",
          unsafe_headers(state));
}

}  // namespace pochin::app
