// «Проверить свой голос», counted on this device with the code of whoever checks (shared/voting): that a receipt lies
// in a log whose head the campaign's key has signed, and what the published file says under one's own tracker.
#include <nlohmann/json.hpp>

#include "client/app/json_read.h"
#include "client/app/parts.h"
#include "shared/voting/merkle.h"
#include "shared/voting/receipt.h"
#include "shared/voting/tree_head.h"

namespace pochin::app {
namespace {

// "pochin:<campaign>:<code>", or the code alone with spaces, as people copy it. "" when it is no code.
std::string clean_code(std::string_view pasted) {
  constexpr size_t kDigits = 64;
  const size_t colon = pasted.rfind(':');
  std::string out;
  for (const char c : colon == std::string_view::npos ? pasted : pasted.substr(colon + 1)) {
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))
      out += c;
    else if (c >= 'A' && c <= 'F')
      out += static_cast<char>(c + 32);
    else if (c != ' ' && c != '-' && c != '\n' && c != '\r' && c != '\t')
      return {};
  }
  return out.size() == kDigits ? out : std::string{};
}

std::string log_path(const std::string& campaign) { return campaign_path(campaign) + "/log"; }

// The key of the campaign is the one it was opened with, and so are its terms; a head that comes with others proves
// nothing.
bool signed_by_campaign(const State& state, const Proof& proof, const Json& head) {
  const Resource* campaign = state.find(campaign_path(proof.campaign));
  if (campaign == nullptr || !campaign->usable()) return false;
  const Json& log = child(*campaign->body, "log");
  const std::string key = text(log, "key");
  return (key.empty() || key == proof.key) && text(log, "terms") == text(head, "terms") &&
         voting::head_holds(proof.campaign, {proof.size, proof.root, proof.at, text(head, "terms")},
                            text(head, "signature"), proof.key);
}

}  // namespace

void check_proof(Proof& proof, const Json& answer) {
  const auto entry = voting::digest_from_hex(proof.leaf), root = voting::digest_from_hex(proof.root);
  std::vector<Digest> path;
  for (const Json& one : items(answer, "path")) {
    const auto hash = one.is_string() ? voting::digest_from_hex(one.get_ref<const std::string&>()) : std::nullopt;
    if (hash) path.push_back(*hash);
  }
  proof.index = integer(answer, "index", -1);
  proof.steps = static_cast<int64_t>(path.size());
  const bool held =
      entry && root && proof.index >= 0 && proof.size > 0 &&
      voting::verify_inclusion(voting::leaf_hash(voting::bytes_of(*entry)), static_cast<uint64_t>(proof.index),
                               static_cast<uint64_t>(proof.size), path, *root);
  proof.found = held ? Proof::Found::Held : Proof::Found::Broken;
}

void want_proof(Store store, const ProofWanted& wish) {
  Proof proof;
  proof.campaign = wish.campaign;
  proof.leaf = clean_code(wish.leaf);
  if (proof.leaf.empty()) proof.found = Proof::Found::Malformed;
  store.state.proof = proof;
  if (!proof.leaf.empty())
    request(store, {Pending::Kind::Head, proof.leaf, {}}, "GET", log_path(wish.campaign) + "/head");
}

void head_arrived(Store store, const std::string& leaf, const Response& response) {
  auto& proof = store.state.proof;
  if (!proof || proof->leaf != leaf) return;  // another one is asked for by now
  const Json head = parse(response.body);
  proof->size = integer(head, "size");
  proof->root = text(head, "root");
  proof->at = text(head, "at");
  proof->key = text(head, "key");
  if (response.status != 200 || proof->root.empty()) {
    proof->found = response.status == 404 ? Proof::Found::Absent : Proof::Found::Unreachable;
    return;
  }
  if (!signed_by_campaign(store.state, *proof, head)) {
    proof->found = Proof::Found::Forged;
    return;
  }
  request(store, {Pending::Kind::Path, leaf, {}}, "GET",
          log_path(proof->campaign) + "/proof?leaf=" + leaf + "&size=" + std::to_string(proof->size));
}

void path_arrived(Store store, const std::string& leaf, const Response& response) {
  auto& proof = store.state.proof;
  if (!proof || proof->leaf != leaf) return;
  if (response.status == 404) {
    proof->found = Proof::Found::Absent;
  } else if (response.status == 409) {
    proof->found = Proof::Found::NotSealed;
    proof->seal_seconds = integer(parse(response.body), "seal_seconds");
  } else if (response.status != 200) {
    proof->found = Proof::Found::Unreachable;
  } else {
    check_proof(*proof, parse(response.body));
  }
}

void want_own_ballot(Store store, const OwnBallotWanted& wish) {
  OwnBallot own;
  own.campaign = wish.campaign;
  own.tracker = wish.tracker;
  store.state.own_ballot = own;
  std::string address = campaign_path(wish.campaign) + "/ballots.json";
  if (!wish.district.empty()) address += "?district=" + encode_component(wish.district);
  request(store, {Pending::Kind::OwnBallot, wish.tracker, {}}, "GET", std::move(address));
}

// The choices stand last in each ballot: only one's own is read.
void own_ballot_arrived(Store store, const std::string& tracker, const Response& response) {
  auto& own = store.state.own_ballot;
  if (!own || own->tracker != tracker) return;
  const std::string& file = response.body;
  const size_t found = file.find("\"tracker\":\"" + tracker + "\"");
  const int status = believed(store, response, file.find("\"ballots\":") != std::string::npos);
  if (status != 200 || found == std::string::npos) {
    own->stage = status == 200 ? OwnBallot::Stage::Absent : OwnBallot::Stage::Failed;
    return;
  }
  const size_t from = file.rfind('{', found), to = file.find('}', file.find("\"choices\":", found));
  const Json ballot = to == std::string::npos ? Json() : parse(std::string_view(file).substr(from, to + 1 - from));
  own->status = text(ballot, "status");
  own->act = text(ballot, "act");
  for (const Json& one : items(ballot, "choices"))
    if (one.is_array() && one.size() == 2 && one[0].is_string() && one[1].is_number_integer())
      own->choices.push_back({one[0].get<std::string>(), one[1].get<int64_t>()});
  own->stage = ballot.is_object() ? OwnBallot::Stage::Found : OwnBallot::Stage::Failed;
}

}  // namespace pochin::app
