// A ballot that was not cast: its draft on the device and on the server. Choosing and casting are casting.cpp.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/app/json_read.h"
#include "client/app/parts.h"
#include "shared/base/money.h"

namespace pochin::app {
namespace {

constexpr int kSendAfterMs = 1000;

const Json* body_of(const State& state, const std::string& path) {
  const Resource* resource = state.find(path);
  return resource == nullptr || !resource->usable() ? nullptr : resource->body.get();
}

// The campaign by itself, or as the list has it: the name of a ballot comes with whichever is here.
const Json* known_campaign(const State& state, const std::string& campaign) {
  if (const Json* whole = body_of(state, campaign_path(campaign)); whole != nullptr) return whole;
  const Json* list = body_of(state, campaigns_path());
  if (list == nullptr) return nullptr;
  for (const Json& one : items(*list, "campaigns"))
    if (text(one, "id") == campaign) return &one;
  return nullptr;
}

std::string prefix(const State& state) { return "ballot/" + state.session.person_id + "/"; }

Json choices_json(const Choices& choices) {
  Json out = Json::array();
  for (const Choice& one : choices) out.push_back({{"project", one.project}, {"points", one.points}});
  return out;
}

Choices choices_of(const Json& given) {
  Choices out;
  for (const Json& one : items(given, "choices"))
    if (std::string id = text(one, "project"); !id.empty()) out.push_back({std::move(id), integer(one, "points", 1)});
  return out;
}

}  // namespace

Json ballot_wire(const Ballot& ballot) {
  Json out = {{"choices", choices_json(ballot.choices)}};
  if (!ballot.district.empty()) out["district"] = ballot.district;
  return out;
}

void keep_ballot(Store store, const Ballot& ballot) {
  const std::string key = prefix(store.state) + ballot.campaign;
  if (!ballot.uncast()) return unkeep(store, key);
  Json out = ballot_wire(ballot);
  out["title"] = ballot.title;
  out["closes"] = ballot.closes;
  out["touched"] = ballot.touched;
  keep(store, key, out.dump());
}

void ballot_changed(Store store, Ballot& ballot) {
  ballot.refusal.clear();
  ballot.refused.clear();
  ballot.error.clear();
  ballot.problems.clear();
  ballot.touched = true;
  ballot.attempt = 0;
  ballot.state = store.state.online ? SaveState::OnDevice : SaveState::Waiting;
  keep_ballot(store, ballot);
  store.out.emplace_back(Timer{"ballot/" + ballot.campaign, kSendAfterMs});
}

namespace {

// Where the person lives, unless they have voted there already; the only one that is left.
std::string likely_district(const Json& me) {
  const Json& open = items(me, "districts");
  const std::string own = text(me, "district");
  if (!open.is_array() || open.empty()) return own;
  for (const Json& one : open)
    if (one == own) return own;
  return open.size() == 1 && open[0].is_string() ? open[0].get<std::string>() : std::string{};
}

// What the server knows of this person; what was changed here and not yet sent is newer than its draft.
void adopt(Store store, Ballot& ballot) {
  const Json* me = body_of(store.state, my_vote_path(ballot.campaign));
  if (me == nullptr) return;
  ballot.voted = districts_voted(*me);
  const bool more = !ballot.voted.empty() && !items(*me, "districts").empty();
  ballot.cast = child(*me, "cast").is_object() && !more && !ballot.again;
  if (ballot.cast) {
    ballot.choices.clear();
    ballot.before.reset();
    keep_ballot(store, ballot);
    return;
  }
  const Json& draft = child(*me, "draft");
  const bool first = !ballot.adopted;
  ballot.adopted = true;
  if (first && !ballot.touched && draft.is_object()) {
    ballot.choices = choices_of(draft);
    ballot.district = text(draft, "district");
    keep_ballot(store, ballot);
  }
  const bool there = std::find(ballot.voted.begin(), ballot.voted.end(), ballot.district) != ballot.voted.end();
  if (there && !ballot.again && ballot.choices.empty()) ballot.district.clear();
  if (ballot.district.empty()) ballot.district = likely_district(*me);
  if (first && ballot.touched) store.out.emplace_back(Timer{"ballot/" + ballot.campaign, 1});
}

void arrange(const State& state, Ballot& ballot) {
  const Json* me = body_of(state, my_vote_path(ballot.campaign));
  const Json* all = body_of(state, vote_projects_path(ballot.campaign));
  if (all == nullptr) return;
  std::vector<std::string> ids;
  for (const Json& one : items(*all, "projects")) ids.push_back(text(one, "id"));
  const std::string seed = me == nullptr ? std::string{} : text(*me, "order_seed");
  ballot.order = seed.empty() ? std::move(ids) : voter_order(seed, std::move(ids));
}

}  // namespace

void ballot_refused(Store store, Ballot& ballot, const Response& response) {
  const Json body = parse(response.body);
  ballot.problems = problems_of(body);
  ballot.error = problem_detail(response);
  refresh(store, campaign_path(ballot.campaign));
  refresh(store, my_vote_path(ballot.campaign));
}

std::vector<std::string> districts_voted(const Json& me) {
  std::vector<std::string> out;
  for (const Json& one : items(me, "casts")) out.push_back(text(one, "district"));
  if (out.empty() && child(me, "cast").is_object()) out.emplace_back();
  return out;
}

const Json& shown_receipt(const State& state, const Json& me) {
  const std::string wanted = state.input("vote.receipt");
  for (const Json& one : items(me, "casts"))
    if (text(one, "district") == wanted) return one;
  return child(me, "cast");
}

std::vector<form::Problem> problems_of(const Json& refusal) {
  std::vector<form::Problem> out;
  for (const Json& error : items(refusal, "errors")) {
    form::Problem problem;
    problem.field = text(error, "field");
    problem.message = text(error, "message");
    out.push_back(std::move(problem));
  }
  return out;
}

const Ballot* find_ballot(const State& state, std::string_view campaign) {
  const auto found = state.ballots.find(campaign);
  return found == state.ballots.end() ? nullptr : &found->second;
}

Ballot& ballot_of(Store store, const std::string& campaign) {
  Ballot& ballot = store.state.ballots[campaign];
  ballot.campaign = campaign;
  if (const Json* known = known_campaign(store.state, campaign); known != nullptr) {
    ballot.title = text(*known, "title");
    ballot.closes = text(*known, "closes");
  }
  if (!ballot.restored && store.state.session.logged_in()) {
    ballot.restored = true;
    store.out.emplace_back(Get{prefix(store.state) + campaign});
  }
  return ballot;
}

Projects ballot_projects(const State& state, std::string_view campaign) {
  Projects out;
  const Json* all = body_of(state, vote_projects_path(campaign));
  const Json* of = body_of(state, campaign_path(campaign));
  if (all == nullptr || of == nullptr) return out;
  const bool districts = text(*of, "districts") != "none";
  for (const Json& one : items(*all, "projects")) {
    const auto sum = parse_money(text(one, "cost"));
    out.push_back({text(one, "id"), text(one, "number"), sum.value_or(Money{}),
                   districts ? text(one, "district") : std::string{}, flag(one, "frozen")});
  }
  return out;
}

void vote_resource_arrived(Store store, const std::string& campaign) {
  if (!store.state.session.logged_in()) return;
  Ballot& ballot = ballot_of(store, campaign);
  arrange(store.state, ballot);
  adopt(store, ballot);
}

bool ballot_stored(Store store, const Stored& answer) {
  const std::string begins = prefix(store.state);
  if (!answer.key.starts_with(begins)) return false;
  if (!answer.value) return true;
  Ballot& ballot = ballot_of(store, answer.key.substr(begins.size()));
  if (ballot.touched || ballot.cast) return true;
  const Json kept = parse(*answer.value);
  if (ballot.adopted && !flag(kept, "touched")) return true;  // the server has it, or something newer
  ballot.choices = choices_of(kept);
  ballot.district = text(kept, "district");
  ballot.touched = flag(kept, "touched");
  if (ballot.title.empty()) ballot.title = text(kept, "title");
  if (ballot.closes.empty()) ballot.closes = text(kept, "closes");
  // Whether it may still be cast the server says, not the time.
  const auto closes = parse_instant(ballot.closes);
  if (closes && *closes <= store.state.now) want(store, campaign_path(ballot.campaign));
  ballot.adopted = false;
  adopt(store, ballot);
  return true;
}

void campaigns_arrived(Store store) {
  std::vector<std::string> unnamed;
  for (const auto& [campaign, ballot] : store.state.ballots)
    if (ballot.title.empty()) unnamed.push_back(campaign);
  for (const std::string& campaign : unnamed)
    if (const Ballot& ballot = ballot_of(store, campaign); ballot.uncast()) keep_ballot(store, ballot);
}

// Drafts kept on this device by this person: the reminder stands on every page.
void restore_ballots(Store store) {
  const std::string begins = prefix(store.state);
  for (const std::string& key : store.state.kept)
    if (key.starts_with(begins)) ballot_of(store, key.substr(begins.size()));
}

void send_ballot_draft(Store store, const std::string& campaign) {
  State& state = store.state;
  Ballot& ballot = ballot_of(store, campaign);
  if (!ballot.touched || ballot.cast || ballot.sending || !ballot.key.empty() || !state.online ||
      !state.session.logged_in() || state.session.expired)
    return;
  ballot.sending = true;
  ballot.state = SaveState::Sending;
  const bool empty = ballot.choices.empty();
  ballot.sent = ballot.choices;
  ballot.sent_district = ballot.district;
  request(store, {Pending::Kind::BallotDraft, campaign, {}}, empty ? "DELETE" : "PUT",
          my_vote_path(campaign) + "/draft", unsafe_headers(state), empty ? std::string{} : ballot_wire(ballot).dump());
}

void ballot_draft_answered(Store store, const std::string& campaign, const Response& response) {
  Ballot& ballot = ballot_of(store, campaign);
  ballot.sending = false;
  const Json draft = parse(response.body);
  // A draft that is taken back has no district any more.
  const bool named = child(draft, "choices").is_array() && choices_of(draft) == ballot.sent &&
                     (ballot.sent.empty() || text(draft, "district") == ballot.sent_district);
  const int status = believed(store, response, named);
  if (status >= 200 && status < 300) {
    ballot.attempt = 0;
    ballot.touched = ballot.choices != ballot.sent || ballot.district != ballot.sent_district;
    ballot.state = ballot.touched ? SaveState::OnDevice : SaveState::Saved;
    if (ballot.touched) store.out.emplace_back(Timer{"ballot/" + campaign, kSendAfterMs});
  } else if (transient(status) || status == 401 || (status == 403 && ballot.attempt == 0)) {
    if (status == 401 || status == 403) refresh(store, session_path());
    ballot.state = SaveState::Waiting;
    store.out.emplace_back(Timer{"ballot/" + campaign, backoff_ms(++ballot.attempt, response.retry_after)});
  } else {
    ballot.state = SaveState::Refused;
    ballot_refused(store, ballot, response);
  }
  keep_ballot(store, ballot);
}

void ballots_online(Store store) {
  std::vector<std::string> waiting, casting;
  for (const auto& [campaign, ballot] : store.state.ballots) {
    if (ballot.touched) waiting.push_back(campaign);
    if (!ballot.key.empty()) casting.push_back(campaign);
  }
  for (const std::string& campaign : waiting) send_ballot_draft(store, campaign);
  for (const std::string& campaign : casting) store.out.emplace_back(Timer{"cast/" + campaign, 1});
}

}  // namespace pochin::app
