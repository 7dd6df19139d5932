// Changes on their way to the server: one PATCH at a time for an application, the version it was made over in If-Match.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/app/json_read.h"
#include "client/app/part.h"
#include "client/app/program.h"
#include "shared/base/tr.h"

namespace pochin::app {
namespace {

constexpr int kAskAgainMs = 60000;

std::string patch_body(const Draft& draft) {
  Json set = Json::object();
  Json unset = Json::array();
  for (const std::string& field : draft.sending) {
    const auto found = draft.local.find(field);
    if (found == draft.local.end() || form::is_blank(found->second))
      unset.push_back(field);
    else
      set[field] = form::to_json(found->second);
  }
  return Json{{"set", set}, {"unset", unset}}.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void take_back(Draft& draft) {
  draft.dirty.merge(draft.sending);
  draft.sending.clear();
  draft.sent.clear();
}

// Every field that was sent, over the version it was sent over.
bool names_the_changes(const Draft& draft, const Response& response) {
  const Json body = parse(response.body);
  const Json& fields = items(body, "fields");
  return text(body, "id") == draft.id && integer(body, "version") > draft.version &&
         std::all_of(draft.sending.begin(), draft.sending.end(), [&](const std::string& field) {
           return std::find(fields.begin(), fields.end(), field) != fields.end();
         });
}

void accept(Store store, Draft& draft, const Response& response) {
  const Json body = parse(response.body);
  for (const std::string& field : draft.sending) {
    const auto found = draft.sent.find(field);
    if (found == draft.sent.end())
      draft.server.erase(field);
    else
      draft.server[field] = found->second;
    if (same_answer(draft.local, draft.server, field)) draft.dirty.erase(field);
  }
  draft.sending.clear();
  draft.sent.clear();
  draft.asked.clear();
  draft.version = integer(body, "version", draft.version);
  draft.etag = response.etag.empty() ? "\"" + std::to_string(draft.version) + "\"" : response.etag;
  const auto at = parse_instant(text(body, "saved_at"));
  draft.saved_at = at ? *at : store.state.now;
  draft.attempt = 0;
  draft.error.clear();
  // What is kept of the application must not be older than the draft over it.
  Resource& resource = store.state.resources[application_path(draft.id)];
  if (resource.usable()) {
    Json renewed = *resource.body;
    renewed["version"] = draft.version;
    renewed["answers"] = form::to_json(draft.server);
    resource.etag = draft.etag;
    keep(store, kept_resource_key(store.state, application_path(draft.id)),
         renewed.dump(-1, ' ', false, Json::error_handler_t::replace));
    resource.body = std::make_shared<const Json>(std::move(renewed));
  }
  delete_unlinked(store, draft);
}

void wait(Store store, Draft& draft, const Response& response) {
  take_back(draft);
  ++draft.attempt;
  draft.state = SaveState::Waiting;
  keep_draft(store, draft);
  if (!draft.by_press)
    store.out.emplace_back(Timer{"send/" + draft.id, backoff_ms(draft.attempt, response.retry_after)});
}

// A server that takes no body so long names no field: it is the longest of them.
void blame_longest(Draft& draft) {
  const auto length = [&](const std::string& field) {
    const auto found = draft.local.find(field);
    return found == draft.local.end() ? 0 : form::to_json(found->second).dump().size();
  };
  const auto longest = std::ranges::max_element(draft.dirty, {}, length);
  if (longest == draft.dirty.end()) return;
  form::Problem problem;
  problem.field = *longest;
  problem.code = "too_long";
  problem.message = tr("Столько текста сервер не примет. Он остаётся на этом устройстве: сократите его");
  draft.left.insert(problem.field);
  draft.refused.push_back(std::move(problem));
}

void refuse(Store store, Draft& draft, const Response& response) {
  take_back(draft);
  if (response.status == 413) blame_longest(draft);
  draft.state = SaveState::Refused;
  draft.error = problem_detail(response);
  const Json body = parse(response.body);
  for (const Json& error : items(body, "errors")) {
    form::Problem problem;
    problem.field = text(error, "field");
    problem.code = text(error, "code");
    problem.message = text(error, "message");
    draft.left.insert(problem.field);
    draft.refused.push_back(std::move(problem));
  }
  keep_draft(store, draft);
}

}  // namespace

void send(Store store, Draft& draft) {
  if (draft.dirty.empty() || !draft.sending.empty() || draft.conflict || !draft.restored) return;
  if (!store.state.online || store.state.session.expired) {
    draft.state = SaveState::Waiting;
    if (!store.state.session.expired) return;
    refresh(store, session_path());  // the person may have logged in in another tab
    if (!draft.by_press) store.out.emplace_back(Timer{"send/" + draft.id, kAskAgainMs});
    return;
  }
  draft.sending = std::move(draft.dirty);
  draft.dirty.clear();
  draft.sent.clear();
  for (const std::string& field : draft.sending) {
    const auto found = draft.local.find(field);
    remember_asked(draft, field, found == draft.local.end() ? form::Answer() : found->second);
    if (found != draft.local.end()) draft.sent[field] = found->second;
  }
  draft.state = SaveState::Sending;
  keep_draft(store, draft);  // a page that goes before the answer must know what the server may have
  Headers headers = unsafe_headers(store.state);
  headers.emplace_back("If-Match", draft.etag);
  request(store, {Pending::Kind::Save, draft_name(draft), {}}, "PATCH", application_path(draft.id) + "/answers",
          std::move(headers), patch_body(draft));
}

void saved(Store store, std::string_view name, const Response& response) {
  Draft* draft = find_draft(store.state, name);
  if (draft == nullptr) return;
  const int status = believed(store, response, names_the_changes(*draft, response));
  if (status == 200) {
    accept(store, *draft, response);
    keep_draft(store, *draft);
    if (!draft->dirty.empty()) {
      draft->state = SaveState::OnDevice;
      if (!draft->by_press) store.out.emplace_back(Timer{"send/" + draft->id, 1500});
      if (draft->action) send(store, *draft);
    } else {
      draft->state = SaveState::Saved;
      if (draft->action) send_action(store, *draft);
    }
  } else if (status == 412) {
    take_back(*draft);
    start_conflict(store, *draft, response);
    keep_draft(store, *draft);
  } else if (!draft->by_press && (status == 401 || (status == 403 && draft->attempt == 0))) {
    refresh(store, session_path());  // a new login or a new CSRF token; the changes wait
    wait(store, *draft, response);
  } else if (transient(status)) {
    wait(store, *draft, response);
  } else {
    refuse(store, *draft, response);
    if (draft->action) {
      draft->action->error = draft->error;
      draft->action->status = response.status;
    }
  }
  for (const Part* part : parts_of(store.state))
    if (draft->by_press && part->saved != nullptr) part->saved(store, *draft, status);
}

}  // namespace pochin::app
