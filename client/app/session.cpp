#include <nlohmann/json.hpp>

#include "client/app/json_read.h"
#include "client/app/parts.h"

namespace pochin::app {

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
    session.roles.push_back({text(role, "role"), text(role, "scope"), text(role, "title"), text(role, "place")});
  }
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
  for (const auto& [id, draft] : state.drafts) {
    if (draft.unsent()) keep_draft(store, draft);
  }
  const std::string usual = state.session.login_href.empty() ? "/auth/esia/login" : state.session.login_href;
  const std::string href = door.empty() ? usual : std::string(door);
  const char* with = href.find('?') == std::string::npos ? "?" : "&";
  store.out.emplace_back(Leave{href + with + "return_to=" + encode_component(to)});
}

void logout(Store store, bool confirmed) {
  State& state = store.state;
  if (!confirmed && state.anything_unsent()) {
    state.open.insert("logout");
    return;
  }
  state.open.erase("logout");
  forget_person(store);
  state.drafts.clear();
  state.ballots.clear();
  request(store, {Pending::Kind::Logout, {}, {}}, "POST", "/auth/logout", unsafe_headers(state));
}

}  // namespace pochin::app
