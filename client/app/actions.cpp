// Actions of the workflow and the making of an application. Each has a key that stays the same in every repeat, so a
// lost answer, a double click or a reload cannot do it twice.
#include <nlohmann/json.hpp>

#include "client/app/deletion.h"
#include "client/app/json_read.h"
#include "client/app/parts.h"

namespace pochin::app {
namespace {

std::string action_body(const Draft& draft, const Acted& wish) {
  Json body = Json::object();
  if (!wish.comment.empty()) body["comment"] = wish.comment;
  if (!wish.ground.empty()) body["ground"] = wish.ground;
  if (!draft.remarks.empty()) {
    Json remarks = Json::array();
    for (const auto& [field, remark] : draft.remarks) remarks.push_back({{"field", field}, {"text", remark}});
    body["remarks"] = remarks;
  }
  return body.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void done(Store store, Draft& draft, const Response& response) {
  State& state = store.state;
  const std::string id = draft.id;
  const std::string action = draft.action->action;
  const Json body = parse(response.body);
  draft.action.reset();
  draft.remarks.clear();
  draft.refused.clear();
  draft.error.clear();
  draft.finished.clear();
  draft.left.clear();
  draft.attempt = 0;
  keep_draft(store, draft);
  forget_lists(state);
  if (body.is_object()) put_resource(store, application_path(id), body, response.etag);
  refresh(store, session_path());  // what waits for its author
  const bool open_now = state.route.id == id;
  if ((action == "submit" || action == "resubmit") && open_now) {
    navigate(store, format_route({Screen::Done, id, {}, {}}), true, true);
  } else {
    state.notice = "done/" + action;
  }
}

// It is no more: neither here nor on the server.
void deleted(Store store, const std::string& id) {
  State& state = store.state;
  unkeep(store, kept_draft_key(state, id));
  unkeep(store, kept_resource_key(state, application_path(id)));
  state.drafts.erase(id);
  state.resources.erase(application_path(id));
  forget_lists(state);
  if (state.route.id == id) navigate(store, "/my", true, true);
  state.notice = "done/" + std::string(kDeleteDraft);
}

void refused(Store store, Draft& draft, const Response& response) {
  const Json body = parse(response.body);
  draft.refused.clear();
  for (const Json& error : items(body, "errors")) {
    form::Problem problem;
    problem.field = text(error, "field");
    problem.code = text(error, "code");
    problem.message = text(error, "message");
    draft.refused.push_back(std::move(problem));
  }
  draft.error = problem_detail(response);
  draft.action.reset();
  keep_draft(store, draft);
  if (response.status == 404 || response.status == 409) refresh(store, application_path(draft.id));
}

}  // namespace

void act(Store store, const Acted& wish) {
  Draft* draft = find_draft(store.state, wish.application);
  if (draft == nullptr || draft->action || draft->conflict) return;
  draft->error.clear();
  draft->refused.clear();
  draft->action = Action{wish.action, next_key(store.state, "act"), action_body(*draft, wish)};
  if (wish.action == kDeleteDraft) {
    draft->dirty.clear();
    draft->uploads.clear();
  }
  keep_draft(store, *draft);
  if (draft->unsent())
    send(store, *draft);
  else
    send_action(store, *draft);
}

void send_action(Store store, Draft& draft) {
  if (!draft.action || draft.action->sending || draft.unsent() || draft.conflict || !store.state.online ||
      store.state.session.expired)
    return;
  draft.action->sending = true;
  Headers headers = unsafe_headers(store.state);
  headers.emplace_back("If-Match", draft.etag);
  headers.emplace_back("Idempotency-Key", draft.action->key);
  const bool deletes = draft.action->action == kDeleteDraft;
  std::string path = application_path(draft.id);
  if (!deletes) path += "/actions/" + encode_component(draft.action->action);
  request(store, {Pending::Kind::Act, draft.id, draft.action->action}, deletes ? "DELETE" : "POST", std::move(path),
          std::move(headers), deletes ? std::string{} : draft.action->body);
}

void action_answered(Store store, std::string_view application, const Response& response) {
  Draft* draft = find_draft(store.state, application);
  if (draft == nullptr || !draft->action) return;
  draft->action->sending = false;
  const Json body = parse(response.body);
  const bool deletes = draft->action->action == kDeleteDraft;
  const int status = believed(store, response, text(body, "id") == draft->id && (deletes || has_value(body, "state")));
  if (deletes && (status == 200 || status == 404)) {
    deleted(store, std::string(application));
  } else if (status == 200) {
    done(store, *draft, response);
  } else if (status == 412) {
    draft->action.reset();
    store.state.notice = "changed";
    start_conflict(store, *draft, response);
    keep_draft(store, *draft);
  } else if (status == 401 || (status == 403 && draft->action->attempt == 0) || transient(status)) {
    if (status == 401 || status == 403) refresh(store, session_path());
    ++draft->action->attempt;
    store.out.emplace_back(Timer{"act/" + draft->id, backoff_ms(draft->action->attempt, response.retry_after)});
  } else {
    refused(store, *draft, response);
  }
}

void create_application(Store store, const Started& wish) {
  State& state = store.state;
  if (state.creation && (state.creation->sending || state.creation->attempt > 0)) return;
  state.creation = Creation{wish.practice, wish.municipality, next_key(state, "new")};
  send_creation(store);
}

void send_creation(Store store) {
  State& state = store.state;
  if (!state.creation || state.creation->sending) return;
  state.creation->sending = true;
  Headers headers = unsafe_headers(state);
  headers.emplace_back("Idempotency-Key", state.creation->key);
  const Json body = {{"practice", state.creation->practice}, {"municipality", state.creation->municipality}};
  request(store, {Pending::Kind::Create, {}, {}}, "POST", "/api/v1/applications", std::move(headers), body.dump());
}

void creation_answered(Store store, const Response& response) {
  State& state = store.state;
  if (!state.creation) return;
  state.creation->sending = false;
  const Json body = parse(response.body);
  const std::string id = text(body, "id");
  const int status = believed(store, response, !id.empty() && text(body, "practice") == state.creation->practice);
  if (status == 201) {
    state.creation.reset();
    forget_lists(state);
    put_resource(store, application_path(id), body, response.etag);
    navigate(store, format_route({Screen::Tasks, id, {}, {}}), true, true);
  } else if (transient(status)) {
    ++state.creation->attempt;
    store.out.emplace_back(Timer{"create", backoff_ms(state.creation->attempt, response.retry_after)});
  } else {
    if (status == 401 || status == 403) refresh(store, session_path());
    state.creation->attempt = 0;
    state.creation->error = problem_detail(response);
  }
}

}  // namespace pochin::app
