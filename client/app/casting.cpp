// Choosing what a ballot holds, and casting it.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/app/json_read.h"
#include "client/app/parts.h"

namespace pochin::app {
namespace {

const Json* resource_body(const State& state, const std::string& path) {
  const Resource* resource = state.find(path);
  return resource == nullptr || !resource->usable() ? nullptr : resource->body.get();
}

// A refusal of the person's right to vote is final; one of the page's token is not.
bool not_eligible(const Response& response) { return text(parse(response.body), "code") == "not_eligible"; }

// Writes the cast ballot into what the server said of this voter, until it has answered anew: the receipt shows at
// once.
void add_receipt(Json& me, Json receipt) {
  const std::string district = text(receipt, "district");
  Json casts = Json::array();
  for (const Json& one : items(me, "casts"))
    if (text(one, "district") != district) casts.push_back(one);
  casts.push_back(receipt);
  me["casts"] = std::move(casts);
  me["cast"] = std::move(receipt);
  me["draft"] = nullptr;
  me["districts"] = Json::array();
}

}  // namespace

void make_choice(Store store, const ChoiceMade& wish) {
  Ballot& ballot = ballot_of(store, wish.campaign);
  const Json* campaign = resource_body(store.state, campaign_path(wish.campaign));
  if (campaign == nullptr || ballot.cast || !ballot.key.empty()) return;
  const BallotRules rules = rules_of_campaign(*campaign);
  if (wish.points) {
    ballot.refusal =
        obstacle(rules, ballot_projects(store.state, wish.campaign), ballot.filled(), wish.project, *wish.points);
    ballot.refused = ballot.refusal.empty() ? std::string{} : wish.project;
    if (!ballot.refusal.empty()) return;
  }
  ballot.before = ballot.choices;
  ballot.choices = with_choice(rules, std::move(ballot.choices), wish.project, wish.points);
  ballot_changed(store, ballot);
}

void move_choice(Store store, const ChoiceMoved& wish) {
  Ballot& ballot = ballot_of(store, wish.campaign);
  if (ballot.cast || !ballot.key.empty()) return;
  ballot.before = ballot.choices;
  ballot.choices = moved(std::move(ballot.choices), wish.project, wish.up);
  ballot_changed(store, ballot);
}

void undo_choice(Store store, const ChoiceUndone& wish) {
  Ballot& ballot = ballot_of(store, wish.campaign);
  if (!ballot.before || ballot.cast || !ballot.key.empty()) return;
  std::swap(*ballot.before, ballot.choices);  // once more gives it back
  ballot_changed(store, ballot);
}

void choose_district(Store store, const DistrictChosen& wish) {
  Ballot& ballot = ballot_of(store, wish.campaign);
  if (ballot.district == wish.district || ballot.cast || !ballot.key.empty()) return;
  ballot.district = wish.district;
  ballot.before.reset();
  ballot.choices.clear();  // a ballot is of one district
  ballot_changed(store, ballot);
}

void drop_ballot(Store store, const std::string& campaign) {
  Ballot& ballot = ballot_of(store, campaign);
  ballot.choices.clear();
  ballot_changed(store, ballot);
}

void reopen_ballot(Store store, const BallotReopened& wish) {
  Ballot& ballot = ballot_of(store, wish.campaign);
  ballot.again = true;
  ballot.cast = false;
  ballot.touched = false;
  ballot.choices.clear();
  ballot.before.reset();
  ballot.district = wish.district;
  navigate(store, format_route({Screen::Ballot, wish.campaign, {}, {}}), true);
}

void cast_ballot(Store store, const std::string& campaign) {
  State& state = store.state;
  Ballot& ballot = ballot_of(store, campaign);
  if (ballot.cast || ballot.choices.empty() || !ballot.key.empty() || !state.online) return;
  ballot.error.clear();
  ballot.problems.clear();
  ballot.attempt = 0;
  ballot.key = next_key(state, "vote");
  send_ballot(store, campaign);
}

void send_ballot(Store store, const std::string& campaign) {
  Ballot& ballot = ballot_of(store, campaign);
  if (ballot.key.empty() || ballot.cast) return;
  Json body = ballot_wire(ballot);
  if (ballot.declared) body["declared"] = true;
  Headers headers = unsafe_headers(store.state);
  headers.emplace_back("Idempotency-Key", ballot.key);
  request(store, {Pending::Kind::Cast, campaign, {}}, "POST", campaign_path(campaign) + "/ballots", std::move(headers),
          body.dump());
}

void cast_answered(Store store, const std::string& campaign, const Response& response) {
  State& state = store.state;
  Ballot& ballot = ballot_of(store, campaign);
  Json receipt = child(parse(response.body), "receipt");
  const int status = believed(store, response, text(receipt, "campaign") == campaign && !text(receipt, "leaf").empty());
  if (status == 200 || status == 201) {
    receipt["district"] = ballot.district;
    state.inputs["vote.receipt"] = ballot.district;
    Json me = Json::object();
    if (const Json* known = resource_body(state, my_vote_path(campaign)); known != nullptr) me = *known;
    add_receipt(me, std::move(receipt));
    ballot.key.clear();
    ballot.again = false;
    ballot.declared = false;
    ballot.choices.clear();
    ballot.before.reset();
    ballot.district.clear();
    ballot.cast = true;
    keep_ballot(store, ballot);
    put_resource(store, my_vote_path(campaign), me, {});
    if (state.route.id == campaign) navigate(store, format_route({Screen::Receipt, campaign, {}, {}}), true, true);
  } else if (status == 401 || (status == 403 && ballot.attempt == 0 && !not_eligible(response)) || transient(status)) {
    if (status == 401 || status == 403) refresh(store, session_path());
    store.out.emplace_back(Timer{"cast/" + campaign, backoff_ms(++ballot.attempt, response.retry_after)});
  } else {
    ballot.key.clear();
    ballot_refused(store, ballot, response);
  }
}

}  // namespace pochin::app
