// Two people changed one application. Nothing is overwritten silently: the one who comes second sees what the other
// changed and chooses for each field that both touched.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/app/json_read.h"
#include "client/app/parts.h"

namespace pochin::app {

bool Conflict::settled() const {
  return loaded && std::all_of(differences.begin(), differences.end(),
                               [](const Difference& one) { return !one.both || one.mine.has_value(); });
}

void start_conflict(Store store, Draft& draft, const Response& response) {
  const Json current = child(parse(response.body), "current");
  Conflict conflict;
  conflict.changed_by = text(current, "changed_by");
  if (const auto at = parse_instant(text(current, "changed_at")); at) conflict.changed_at = *at;
  conflict.version = integer(current, "version");
  draft.conflict = std::move(conflict);
  draft.state = SaveState::Conflict;
  request(store, {Pending::Kind::Refresh, draft_name(draft), {}}, "GET", application_path(draft.id));
}

void find_differences(Draft& draft, const form::Answers& theirs) {
  Conflict& conflict = *draft.conflict;
  // What the server took from us before its answer was lost is no change of another person.
  for (const auto& [field, answer] : draft.asked) {
    if (is_answer(theirs, field, answer)) draft.server[field] = answer;
  }
  conflict.theirs = theirs;
  conflict.differences.clear();
  std::set<std::string, std::less<>> fields;
  for (const auto& [field, answer] : theirs) fields.insert(field);
  for (const auto& [field, answer] : draft.server) fields.insert(field);
  for (const std::string& field : fields) {
    if (same_answer(draft.server, theirs, field) || same_answer(draft.local, theirs, field)) continue;
    if (draft.by_press && !draft.dirty.contains(field) && !draft.fills.contains(field)) continue;  // not of this form
    conflict.differences.push_back({field, draft.dirty.contains(field), std::nullopt});
  }
  conflict.loaded = true;
}

void theirs_arrived(Store store, std::string_view name, const Response& response) {
  State& state = store.state;
  Draft* draft = find_draft(state, name);
  if (draft == nullptr || !draft->conflict) return;
  const practice::Pack* pack = pack_of(state, *draft);
  const Json body = parse(response.body);
  const int status = believed(store, response, is_resource(application_path(draft->id), body));
  if (status != 200 || pack == nullptr) {
    ++draft->attempt;
    store.out.emplace_back(Timer{"theirs/" + std::string(name), backoff_ms(draft->attempt, response.retry_after)});
    return;
  }
  const auto theirs = answers_in(*pack, body);
  if (!theirs) {
    draft->error = theirs.error().message;
    return;
  }
  draft->conflict->version = integer(body, "version");
  draft->conflict->etag =
      response.etag.empty() ? "\"" + std::to_string(draft->conflict->version) + "\"" : response.etag;
  find_differences(*draft, *theirs);
  put_resource(store, application_path(draft->id), body, draft->conflict->etag);
  // Only the state or the remarks moved on: there is nothing to choose.
  draft = find_draft(state, name);
  if (draft->conflict && draft->conflict->differences.empty() && !draft->action) settle(store, draft);
}

void choose(Store store, const ConflictChosen& chosen) {
  Draft* draft = draft_of_route(store.state);
  if (draft == nullptr || !draft->conflict) return;
  for (Difference& one : draft->conflict->differences) {
    if (one.field == chosen.field) one.mine = chosen.mine;
  }
}

void rebase(Store store, Draft& draft) {
  const Conflict conflict = std::move(*draft.conflict);
  draft.conflict.reset();
  for (const Difference& one : conflict.differences) {
    if (!one.both || !one.mine.value_or(false)) draft.dirty.erase(one.field);
  }
  form::Answers local = conflict.theirs;
  for (const std::string& field : draft.dirty) {
    const auto mine = draft.local.find(field);
    if (mine == draft.local.end())
      local.erase(field);
    else
      local[field] = mine->second;
  }
  draft.local = std::move(local);
  draft.server = conflict.theirs;
  draft.asked.clear();
  draft.version = conflict.version;
  draft.etag = conflict.etag;
  std::erase_if(draft.dirty, [&](const std::string& field) { return same_answer(draft.local, draft.server, field); });
  draft.attempt = 0;
  draft.action.reset();  // what is sent must be looked at again
  draft.state = draft.dirty.empty() ? SaveState::Saved : SaveState::OnDevice;
  evaluate(store.state, draft);
  keep_draft(store, draft);
}

void settle(Store store, Draft* draft) {
  if (draft == nullptr || !draft->conflict || !draft->conflict->settled()) return;
  rebase(store, *draft);
  send(store, *draft);
}

}  // namespace pochin::app
