// What lies on the device. Keys carry the person, so that two people of one computer never see each other's drafts;
// "kept/<person>" lists the keys for the logout, "who" holds the last session for a start without the network.
#include <nlohmann/json.hpp>

#include "client/app/json_read.h"
#include "client/app/part.h"
#include "client/app/program.h"

namespace pochin::app {
namespace {

constexpr std::string_view kWho = "who";

std::string index_key(const State& state) { return "kept/" + state.session.person_id; }
std::string draft_prefix(const State& state) { return "draft/" + state.session.person_id + "/"; }
std::string resource_prefix(const State& state) { return "res/" + state.session.person_id + "/"; }

void write_index(Store store) {
  Json keys = Json::array();
  for (const std::string& key : store.state.kept) keys.push_back(key);
  store.out.emplace_back(Put{index_key(store.state), keys.dump()});
}

}  // namespace

std::string kept_draft_key(const State& state, std::string_view draft) {
  return draft_prefix(state) + std::string(draft);
}

std::string kept_resource_key(const State& state, std::string_view path) {
  if (path == session_path()) return std::string(kWho);
  return resource_prefix(state) + std::string(path);
}

void keep(Store store, const std::string& key, std::string value) {
  store.out.emplace_back(Put{key, std::move(value)});
  if (store.state.kept.insert(key).second) write_index(store);
}

void unkeep(Store store, const std::string& key) {
  if (store.state.kept.erase(key) == 0) return;
  store.out.emplace_back(Delete{key});
  write_index(store);
}

void forget_person(Store store) {
  for (const std::string& key : store.state.kept) store.out.emplace_back(Delete{key});
  store.out.emplace_back(Delete{std::string(kWho)});
  store.out.emplace_back(Delete{index_key(store.state)});
  store.state.kept.clear();
}

void stored(Store store, const Stored& answer) {
  State& state = store.state;
  if (answer.key == "!storage") {
    state.storage_kept = false;
    for (auto& [id, draft] : state.drafts) draft.restored = true;
    return;
  }
  if (answer.key.starts_with("~" + draft_prefix(state))) {
    if (answer.value)
      state.kept.insert(answer.key.substr(1));
    else
      state.kept.erase(answer.key.substr(1));
  }
  for (const Part* part : parts_of(state))
    if (part->stored != nullptr && part->stored(store, answer)) return;
  if (answer.key == kWho) {
    if (answer.value) resource_kept(store, session_path(), *answer.value);
    return;
  }
  if (answer.key == index_key(state)) {
    const Json keys = parse(answer.value.value_or("[]"));
    for (const Json& key : keys) {
      if (key.is_string()) state.kept.insert(key.get<std::string>());
    }
    restore_ballots(store);
    return;
  }
  if (const std::string prefix = resource_prefix(state); answer.key.starts_with(prefix)) {
    if (answer.value) resource_kept(store, answer.key.substr(prefix.size()), *answer.value);
    return;
  }
  ballot_stored(store, answer);
}

}  // namespace pochin::app
