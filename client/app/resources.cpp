// What the server shows, by API path: absent → loading → ready; failed or, from the device, stale.
#include <nlohmann/json.hpp>

#include "client/app/json_read.h"
#include "client/app/part.h"
#include "client/app/program.h"

namespace pochin::app {
namespace {

constexpr std::string_view kApi = "/api/v1/";

std::string api(std::string_view tail) { return std::string(kApi) + std::string(tail); }

// The campaign of a resource that voting itself needs; its results and observers' figures are not kept.
std::string campaign_in(std::string_view path) {
  const std::string prefix = api("campaigns/");
  if (!path.starts_with(prefix)) return {};
  path.remove_prefix(prefix.size());
  const size_t slash = path.find('/');
  const std::string_view tail = slash == std::string_view::npos ? std::string_view{} : path.substr(slash);
  if (!tail.empty() && tail != "/projects" && tail != "/me") return {};
  return decode_component(path.substr(0, slash));
}

// An application or a pack has no meaning for another page; the rest is asked for again at each visit.
bool worth_keeping(std::string_view path) {
  return path == session_path() || path.starts_with(api("applications/")) || path.starts_with(api("practices/")) ||
         path.starts_with(api("applications?")) || !campaign_in(path).empty();
}

void other_person(Store store) {  // who has logged in over the one that was here
  State& state = store.state;
  state.drafts.clear();
  state.ballots.clear();
  state.kept.clear();
  std::erase_if(state.resources, [](const auto& entry) {
    return entry.first.starts_with(api("applications")) || entry.first.ends_with("/me");
  });
}

void adopt_session(Store store, const Json& body) {
  State& state = store.state;
  const bool known = state.session.known, ended = state.session.expired;
  const std::string was = state.session.person_id;
  session_arrived(state, body);
  const bool other = was != state.session.person_id;
  if (other && !was.empty() && state.session.logged_in()) other_person(store);
  if (other) store.out.emplace_back(Get{"kept/" + state.session.person_id});
  if (!known || other) want_route(store);
  if (ended && !state.session.expired && !other) online(store, true);
}

void load(Store store, const std::string& path) {
  Resource& resource = store.state.resources[path];
  resource.load = resource.usable() ? resource.load : Load::Loading;
  for (const auto& [id, pending] : store.state.pending) {
    if (pending.kind == Pending::Kind::Resource && pending.subject == path) return;
  }
  Headers headers;
  if (resource.usable() && !resource.etag.empty()) headers.emplace_back("If-None-Match", resource.etag);
  request(store, {Pending::Kind::Resource, path, {}}, "GET", path, std::move(headers));
}

}  // namespace

std::string_view application_in(std::string_view path) {
  const std::string prefix = api("applications/");
  if (!path.starts_with(prefix)) return {};
  const std::string_view id = path.substr(prefix.size());
  return id.find('/') == std::string_view::npos ? id : std::string_view{};  // what is below it is another resource
}

std::string_view practice_in(std::string_view path) {
  const std::string prefix = api("practices/");
  if (!path.starts_with(prefix)) return {};
  const std::string_view id = path.substr(prefix.size());
  return id.find('/') == std::string_view::npos ? id : std::string_view{};  // likewise
}

std::string searched(const State& state, std::string path, const std::string& list) {
  const auto add = [&](const std::string& query) {
    if (!query.empty()) path += (path.find('?') == std::string::npos ? "?" : "&") + query;
  };
  add(state.input(list + ".query"));
  const std::string words = state.input(list + ".words");
  add(words.empty() ? words : "q=" + encode_component(words));
  return path;
}

std::string session_path() { return api("session"); }
std::string portal_path() { return api("portal"); }
std::string practice_path(std::string_view practice) { return api("practices/") + encode_component(practice); }
std::string about_path(std::string_view practice) { return practice_path(practice) + "/about"; }
std::string helped_practice(const State& state) {
  if (!state.route.id.empty()) return state.route.id;
  const Resource* portal = state.find(portal_path());
  if (portal == nullptr || !portal->usable()) return {};
  const Json& practices = items(*portal->body, "practices");
  return practices.size() == 1 ? text(practices[0], "id") : std::string{};
}
std::string rules_path(const State& state, const Json& application) {
  const std::string rules = rules_of(state, application);
  const std::size_t query = rules.find('?');
  if (query == std::string::npos) return practice_path(rules);
  return practice_path(rules.substr(0, query)) + "?version=" + encode_component(text(application, "pack_version"));
}
std::string projects_path(const State& state) { return searched(state, api("projects"), "projects"); }
std::string project_path(std::string_view number) { return api("projects/") + encode_component(number); }
std::string territories_path() { return api("territories"); }
std::string applications_path(std::string_view view) { return api("applications?view=") + std::string(view); }
std::string application_path(std::string_view id) { return api("applications/") + encode_component(id); }
std::string rating_path(std::string_view practice) { return practice_path(practice) + "/rating"; }

std::string campaigns_path() { return api("campaigns"); }
std::string campaign_path(std::string_view campaign) { return api("campaigns/") + encode_component(campaign); }
std::string vote_projects_path(std::string_view campaign) { return campaign_path(campaign) + "/projects"; }
std::string my_vote_path(std::string_view campaign) { return campaign_path(campaign) + "/me"; }
std::string results_path(std::string_view campaign) { return campaign_path(campaign) + "/results"; }
std::string adjustments_path(std::string_view application) { return application_path(application) + "/adjustments"; }
std::string office_path(std::string_view application) { return application_path(application) + "/office"; }
std::string approvals_path() { return api("approvals"); }
std::string batches_path(std::string_view campaign) { return campaign_path(campaign) + "/batches"; }
std::string observer_path(std::string_view campaign) { return campaign_path(campaign) + "/observer"; }

void want(Store store, const std::string& path) {
  const Resource* resource = store.state.find(path);
  if (resource == nullptr || resource->load == Load::Absent || resource->load == Load::Failed) load(store, path);
}

void refresh(Store store, const std::string& path) { load(store, path); }

namespace {

// What came with the page need not be asked for again at its first visit.
void visit(Store store, const std::string& path) {
  Resource& resource = store.state.resources[path];
  if (resource.usable() && std::exchange(resource.fresh, false)) return;
  refresh(store, path);
}

Needs needs_of(const State& state) {
  Needs needs;
  if (state.program != nullptr) state.program->needs(state, needs);
  return needs;
}

}  // namespace

void want_route(Store store) {
  want(store, session_path());
  for (const auto& [path, how] : needs_of(store.state).all()) {
    if (how == Needs::How::Want) want(store, path);
    if (how == Needs::How::Renew) refresh(store, path);
    if (how == Needs::How::Visit) visit(store, path);
  }
  for (const Part* part : parts_of(store.state))
    if (part->opened != nullptr) part->opened(store);
}

namespace {

// A resource may name another that the page needs too; what failed is not asked for again.
void want_rest(Store store) {
  for (const auto& [path, how] : needs_of(store.state).all())
    if (const Resource* one = store.state.find(path); one == nullptr || one->load == Load::Absent) load(store, path);
}

}  // namespace

void put_resource(Store store, const std::string& path, const Json& body, const std::string& etag, Load how) {
  State& state = store.state;
  Resource& resource = state.resources[path];
  resource.load = how;
  resource.status = 0;
  resource.etag = etag;
  resource.body = std::make_shared<const Json>(body);
  if (path == session_path()) {
    adopt_session(store, body);
  }
  if (const std::string campaign = campaign_in(path); !campaign.empty()) vote_resource_arrived(store, campaign);
  if (path == campaigns_path()) campaigns_arrived(store);
  for (const Part* part : parts_of(state))
    if (part->arrived != nullptr) part->arrived(store, path);
  want_rest(store);
}

void resource_arrived(Store store, const std::string& path, const Response& response) {
  State& state = store.state;
  Resource& resource = state.resources[path];
  if (response.status == 304 && resource.usable()) {
    resource.load = Load::Ready;
    return;
  }
  const Json body = response.status == 200 ? parse(response.body) : Json();
  const int status = believed(store, response, is_resource(path, body));
  if (status == 200) {
    put_resource(store, path, body, response.etag, response.kept ? Load::Stale : Load::Ready);
    if (!response.kept && worth_keeping(path) && (path == session_path() || state.session.logged_in())) {
      keep(store, kept_resource_key(state, path), response.body);
    }
    return;
  }
  if (status == 401 && path != session_path()) refresh(store, session_path());
  if (resource.usable()) {                   // an older one is better than none
    if (transient(status) || status == 401)  // a session that ended takes nothing away
      resource.load = Load::Stale;
    else
      resource = {Load::Failed, nullptr, {}, status, false};
    return;
  }
  resource.load = Load::Failed;
  resource.status = status;
  if (transient(status) && worth_keeping(path)) store.out.emplace_back(Get{kept_resource_key(state, path)});
}

void resource_kept(Store store, const std::string& path, const std::string& kept) {
  const Resource* resource = store.state.find(path);
  if (resource != nullptr && resource->usable()) return;
  const Json body = parse(kept);
  if (is_resource(path, body)) put_resource(store, path, body, {}, Load::Stale);
}

void more_arrived(Store store, const std::string& path, const Response& response) {
  Resource& resource = store.state.resources[path];
  const Json more = parse(response.body);
  if (believed(store, response, child(more, "items").is_array()) != 200 || !resource.usable()) {
    store.state.notice = "more_failed";
    return;
  }
  Json whole = *resource.body;
  for (const Json& item : items(more, "items")) whole["items"].push_back(item);
  whole["next"] = child(more, "next");
  resource.body = std::make_shared<const Json>(std::move(whole));
}

// By what its page cannot do without; of the rest that it is an object.
bool is_resource(std::string_view path, const Json& body) {
  if (!body.is_object()) return false;
  if (path == session_path()) return child(body, "login").is_object();
  if (const auto id = application_in(path); !id.empty() && id.find('?') == std::string_view::npos)
    return text(body, "id") == decode_component(id);
  return practice_in(path).empty() || child(body, "pack").is_object();
}

void forget_lists(State& state) {
  std::erase_if(state.resources, [](const auto& entry) {
    const std::string& path = entry.first;
    return path.starts_with(api("applications?")) || path.starts_with(api("projects")) || path == portal_path() ||
           path.ends_with("/rating");
  });
}

void take_words(State& state) {
  const std::string list(list_of(state.route.screen));
  if (list.empty()) return;
  state.inputs[list + ".find"] = state.inputs[list + ".words"] = words_of(state.path);
}

namespace {

// Another program carries that page: the server's page brings it.
void leave_for(Store store, std::string path, bool replace) {
  for (const Part* part : parts_of(store.state))
    if (part->leaving != nullptr) part->leaving(store);
  store.out.emplace_back(Leave{std::move(path), replace});
}

}  // namespace

void navigate(Store store, std::string_view path, bool push, bool replace) {
  State& state = store.state;
  const size_t mark = path.find('#');  // a place on the page: the key of the node that gets the focus
  const std::string place(mark == std::string_view::npos ? std::string_view{} : path.substr(mark + 1));
  path = path.substr(0, mark);
  Route route = parse_route(path);
  if (state.program != nullptr && !state.program->carries(*state.program, route.screen))
    return leave_for(store, std::string(path), replace);
  state.path = std::string(path);
  state.route = std::move(route);
  take_words(state);
  state.open.clear();
  state.notice.clear();
  for (const Part* part : parts_of(state))
    if (part->left != nullptr) part->left(state);
  if (push) {
    store.out.emplace_back(Go{state.path, replace});
    store.out.emplace_back(Focus{place});
  }
  want_route(store);
  // What was returned in the meantime is said at once.
  if (state.session.logged_in() && (state.route.screen == Screen::Portal || state.route.screen == Screen::My))
    refresh(store, session_path());
}

}  // namespace pochin::app
