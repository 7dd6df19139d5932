#include "client/app/store.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/app/among.h"
#include "client/app/json_read.h"
#include "client/app/part.h"
#include "client/app/program.h"

namespace pochin::app {
namespace {

constexpr int kLookAgainMs = 15000;  // whether it is the portal that answers

void answered(Store store, const Pending& pending, const Response& response) {
  switch (pending.kind) {
    case Pending::Kind::Resource:
      resource_arrived(store, pending.subject, response);
      break;
    case Pending::Kind::More:
      more_arrived(store, pending.subject, response);
      break;
    case Pending::Kind::Ignored:
      break;
    case Pending::Kind::Logout:
      store.out.emplace_back(Leave{pending.detail.empty() || response.status >= 500 ? "/" : pending.detail});
      return;
    case Pending::Kind::BallotDraft:
      ballot_draft_answered(store, pending.subject, response);
      break;
    default:
      for (const Part* part : parts_of(store.state))
        if (part->answered != nullptr && part->answered(store, pending, response)) break;
      break;
  }
  if (response.status > 0 && !response.kept) session_used(store);
}

void answered(Store store, const Response& told) {
  const auto found = store.state.pending.find(told.id);
  if (found == store.state.pending.end()) return;
  const Pending pending = found->second;
  store.state.pending.erase(found);
  answered(store, pending, from_portal(store.state, told));
  if (store.state.foreign) store.out.emplace_back(Timer{"portal", kLookAgainMs});
}

void timer(Store store, std::string_view key) {
  const size_t slash = key.find('/');
  const std::string_view what = key.substr(0, slash);
  const std::string_view whom = slash == std::string_view::npos ? std::string_view{} : key.substr(slash + 1);
  if (what == "find") {  // the server searches; not at every key
    const std::string list(whom.substr(0, whom.rfind('.')));
    const std::string words = store.state.inputs[list + ".words"] = store.state.input(whom);
    if (list == list_of(store.state.route.screen)) {
      store.state.path = format_route(store.state.route, words);
      store.out.emplace_back(Go{store.state.path, true, true});
    }
    return want_route(store);
  }
  if (what == "portal") {
    if (store.state.online) online(store, true);
    return;
  }
  if (what == "session") return session_timer(store);
  if (what == "ballot") return send_ballot_draft(store, std::string(whom));
  for (const Part* part : parts_of(store.state))
    if (part->timer != nullptr && part->timer(store, what, std::string(whom))) return;
}

void set_setting(Store store, const SettingChanged& change) {
  Settings& settings = store.state.settings;
  const bool on = change.value == "1";
  if (change.name == "theme") settings.theme = change.value;
  if (change.name == "text") {
    int percent = 0;
    for (const char c : change.value)
      percent = c >= '0' && c <= '9' && percent < 1000 ? percent * 10 + (c - '0') : percent;
    settings.text_percent = std::clamp(percent, 100, 200);
  }
  if (change.name == "letters") settings.wide_letters = on;
  if (change.name == "lines") settings.wide_lines = on;
  if (change.name == "face") {
    settings.plain = change.value == "plain";
    settings.canvas = change.value == "canvas";
  }
  if (change.name == "reset") settings = Settings{};
  store.out.emplace_back(ApplySettings{settings.theme, settings.text_percent, settings.wide_letters,
                                       settings.wide_lines, settings.plain, settings.canvas});
}

void more(Store store, const std::string& path) {
  const Resource* resource = store.state.find(path);
  if (resource == nullptr || !resource->usable()) return;
  const std::string cursor = text(*resource->body, "next");
  for (const auto& [id, pending] : store.state.pending) {
    if (pending.kind == Pending::Kind::More && pending.subject == path) return;
  }
  if (cursor.empty()) return;
  const std::string join = path.find('?') == std::string::npos ? "?" : "&";
  request(store, {Pending::Kind::More, path, {}}, "GET", path + join + "cursor=" + encode_component(cursor));
}

}  // namespace

void online(Store store, bool now_online) {
  State& state = store.state;
  const auto tell_parts = [&] {
    for (const Part* part : parts_of(state))
      if (part->online != nullptr) part->online(store, now_online);
  };
  state.online = now_online;
  if (!now_online) {
    tell_parts();
    for (auto& [campaign, ballot] : state.ballots)
      if (ballot.touched) ballot.state = SaveState::Waiting;
    return;
  }
  const Resource* session = state.find(session_path());
  if (session == nullptr || session->load != Load::Ready || state.session.expired) refresh(store, session_path());
  std::vector<std::string> again;
  for (const auto& [path, resource] : state.resources) {
    const bool lost = resource.load == Load::Failed && (resource.status == 0 || resource.status == kForeign);
    if ((lost || resource.load == Load::Stale) && path != session_path()) again.push_back(path);
  }
  for (const std::string& path : again) {
    const bool held = std::ranges::any_of(
        parts_of(state), [&](const Part* part) { return part->holds != nullptr && part->holds(state, path); });
    if (!held) refresh(store, path);
  }
  tell_parts();
  ballots_online(store);
}

const Resource* State::find(std::string_view wanted) const {
  const auto found = resources.find(wanted);
  return found == resources.end() ? nullptr : &found->second;
}

std::string State::input(std::string_view name) const {
  const auto found = inputs.find(name);
  return found == inputs.end() ? std::string{} : found->second;
}

const Json* State::application() const {
  const Resource* resource = find(application_path(route.id));
  return resource == nullptr || !resource->usable() ? nullptr : resource->body.get();
}

const practice::Pack* State::pack(std::string_view practice) const {
  const auto found = packs.find(practice);
  return found == packs.end() ? nullptr : found->second.get();
}

const practice::Pack* State::pack_of_application() const { return pack_of(*this, route.id); }

const Draft* State::draft() const {
  const auto found = drafts.find(route.id);
  return found == drafts.end() ? nullptr : &found->second;
}

bool State::anything_unsent() const {
  const auto of_drafts = [](std::string_view key) { return key.starts_with("draft/"); };
  const auto of_ballots = [](const auto& entry) { return entry.second.touched || !entry.second.key.empty(); };
  return std::any_of(kept.begin(), kept.end(), of_drafts) || std::any_of(ballots.begin(), ballots.end(), of_ballots) ||
         std::any_of(drafts.begin(), drafts.end(), [](const auto& entry) {
           return entry.second.unsent() || entry.second.action || !entry.second.uploads.empty();
         });
}

std::string next_id(State& state) { return "f" + std::to_string(++state.counter); }

std::string next_key(State& state, std::string_view purpose) {
  std::string out(purpose);
  if (!out.empty()) out += "-";
  return out + state.seed + "-" + std::to_string(++state.counter);
}

int backoff_ms(int attempt, int retry_after_s) {
  const int own = attempt >= 7 ? 60000 : 1000 << std::max(attempt - 1, 0);
  return std::max(std::min(own, 60000), std::min(retry_after_s, 600) * 1000);
}

bool transient(int status) { return status == 0 || status == 408 || status == 425 || status == 429 || status >= 500; }

std::string problem_detail(const Response& response) {
  const Json body = parse(response.body);
  const std::string detail = text(body, "detail");
  return detail.empty() ? text(body, "title") : detail;
}

void request(Store store, Pending pending, std::string method, std::string path, Headers headers, std::string body) {
  const std::string id = next_id(store.state);
  store.state.pending[id] = std::move(pending);
  store.out.emplace_back(Fetch{id, std::move(method), std::move(path), std::move(headers), std::move(body)});
}

Headers unsafe_headers(const State& state) {
  return {{"Content-Type", "application/json"}, {"X-CSRF-Token", state.session.csrf}};
}

Effects reduce(State& state, const Intent& intent) {
  Effects out;
  const Store store{state, out};
  std::visit(Cases{
                 [&](const Opened& it) { navigate(store, it.path, it.pushed); },
                 [&](const Response& it) { answered(store, it); },
                 [&](const Stored& it) { stored(store, it); },
                 [&](const TimerFired& it) { timer(store, it.key); },
                 [&](const Online& it) { online(store, it.online); },
                 [&](const Retried& it) { refresh(store, it.path); },
                 [&](const MoreWanted& it) { more(store, it.path); },
                 [&](const Handed& it) {
                   out.emplace_back(Give{it.how, it.name, it.text});
                   state.notice = "handed/" + it.how;
                 },
                 [&](const InputChanged& it) {
                   state.inputs[it.name] = it.value;
                   if (it.name.ends_with(".query")) want_route(store);
                   if (it.name.ends_with(".find")) out.emplace_back(Timer{"find/" + it.name, 300});
                 },
                 [&](const Toggled& it) {
                   if (it.open)
                     state.open.insert(it.name);
                   else
                     state.open.erase(it.name);
                 },
                 [&](const SettingChanged& it) { set_setting(store, it); },
                 [&](const LoginWanted& it) { login(store, it.door); },
                 [&](const LogoutWanted& it) { logout(store, it); },
                 [&](const auto&) {
                   for (const Part* part : parts_of(state))
                     if (part->did != nullptr && part->did(store, intent)) return;
                 },
             },
             intent.any);
  return out;
}

Effects start(State& state, std::string_view resources, std::string_view path) {
  Effects out;
  const Store store{state, out};
  state.path = std::string(path);
  state.route = parse_route(path);
  take_words(state);
  const Json given = parse(resources);
  if (given.is_object()) {
    // All of it is here before anything is read, so that nothing is asked for twice; the session first, for its zone.
    for (const auto& [name, body] : given.items()) {
      if (is_resource(name, body))
        state.resources[name] = {Load::Ready, std::make_shared<const Json>(body), {}, 0, true};
    }
    state.just_asked = given.contains("just asked");  // web/start.js
    if (const Resource* session = state.find(session_path()); session != nullptr) {
      session_arrived(state, *session->body);
      session_used(store);
      out.emplace_back(Put{kept_resource_key(state, session_path()), session->body->dump()});
      if (state.session.logged_in()) out.emplace_back(Get{"kept/" + state.session.person_id});
    }
    for (const auto& [name, body] : given.items()) {
      if (name != session_path() && is_resource(name, body)) put_resource(store, name, body, {});
    }
  }
  want_route(store);
  return out;
}

}  // namespace pochin::app
