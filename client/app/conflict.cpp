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
  request(store, {Pending::Kind::Refresh, draft.id, {}}, "GET", application_path(draft.id));
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
    conflict.differences.push_back({field, draft.dirty.contains(field), std::nullopt});
  }
  conflict.loaded = true;
}

void theirs_arrived(Store store, std::string_view application, const Response& response) {
  State& state = store.state;
  Draft* draft = find_draft(state, application);
  if (draft == nullptr || !draft->conflict) return;
  const practice::Pack* pack = pack_of(state, application);
  const Json body = parse(response.body);
  if (response.status != 200 || pack == nullptr || !body.is_object()) {
    ++draft->attempt;
    store.out.emplace_back(Timer{"theirs/" + draft->id, backoff_ms(draft->attempt, response.retry_after)});
    return;
  }
  const auto theirs = form::answers_from_json(pack->form, child(body, "answers"));
  if (!theirs) {
    draft->error = theirs.error().message;
    return;
  }
  draft->conflict->version = integer(body, "version");
  draft->conflict->etag =
      response.etag.empty() ? "\"" + std::to_string(draft->conflict->version) + "\"" : response.etag;
  find_differences(*draft, *theirs);
  put_resource(store, application_path(application), body, draft->conflict->etag);
  // Only the state or the remarks moved on: there is nothing to choose.
  draft = find_draft(state, application);
  if (draft->conflict && draft->conflict->differences.empty() && !draft->action) settle(store, draft);
}

void choose(Store store, const ConflictChosen& chosen) {
  Draft* draft = draft_of_route(store.state);
  if (draft == nullptr || !draft->conflict) return;
  for (Difference& one : draft->conflict->differences) {
    if (one.field == chosen.field) one.mine = chosen.mine;
  }
}

void settle(Store store, Draft* draft) {
  if (draft == nullptr || !draft->conflict || !draft->conflict->settled()) return;
  const Conflict conflict = std::move(*draft->conflict);
  draft->conflict.reset();
  for (const Difference& one : conflict.differences) {
    if (one.both && one.mine.value_or(false)) continue;
    const auto theirs = conflict.theirs.find(one.field);
    if (theirs == conflict.theirs.end())
      draft->local.erase(one.field);
    else
      draft->local[one.field] = theirs->second;
    draft->dirty.erase(one.field);
  }
  draft->server = conflict.theirs;
  draft->asked.clear();
  draft->version = conflict.version;
  draft->etag = conflict.etag;
  std::erase_if(draft->dirty,
                [&](const std::string& field) { return same_answer(draft->local, draft->server, field); });
  draft->attempt = 0;
  draft->action.reset();  // what is sent must be looked at again
  draft->state = draft->dirty.empty() ? SaveState::Saved : SaveState::OnDevice;
  evaluate(store.state, *draft);
  keep_draft(store, *draft);
  send(store, *draft);
}

}  // namespace pochin::app
