// The part of the reducer that fills in applications.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/app/among.h"
#include "client/app/json_read.h"
#include "client/app/part.h"
#include "client/app/program.h"
#include "shared/practice/pack.h"

namespace pochin::app {
namespace {

void finish_section(Store store, const std::string& section) {
  State& state = store.state;
  Draft* draft = draft_of_route(state);
  const practice::Pack* pack = draft == nullptr ? nullptr : pack_of(state, draft->id);
  const form::Section* known = pack == nullptr ? nullptr : pack->form.section(section);
  if (known == nullptr) return;
  draft->finished.insert(section);
  send(store, *draft);
  for (const form::Problem& problem : draft->evaluation.problems) {
    const form::Section* place = pack->form.section_of(problem.field);
    if (place == known && problem.severity == form::Severity::error) {
      store.out.emplace_back(Focus{"main/body/form/errors"});
      return;
    }
  }
  const form::Environment environment(pack->form, draft->local, draft->facts);
  bool passed = false;
  for (const form::Section* one : pack->form.sections()) {
    if (passed && environment.holds(one->visible, true)) {
      navigate(store, format_route({Screen::Section, draft->id, one->id, {}}), true);
      return;
    }
    passed = passed || one == known;
  }
  navigate(store, format_route({Screen::Tasks, draft->id, {}, {}}), true);
}

void set_remark(Store store, const RemarkSet& remark) {
  Draft* draft = find_draft(store.state, remark.application);
  if (draft == nullptr) return;
  if (remark.text.empty())
    draft->remarks.erase(remark.field);
  else
    draft->remarks[remark.field] = remark.text;
  store.out.emplace_back(Timer{"keep/" + draft->id, 300});
}

bool filled(Store store, const Intent& intent) {
  State& state = store.state;
  return among(
      intent, [&](const Edited& it) { edit(store, it); },
      [&](const LeftField& it) {
        if (Draft* draft = draft_of_route(state); draft != nullptr) leave(store, *draft, it.path);
      },
      [&](const RowAdded& it) { add_row(store, it); }, [&](const RowRemoved& it) { remove_row(store, it); },
      [&](const RowRestored& it) { restore_row(store, it); },
      [&](const SectionFinished& it) { finish_section(store, it.section); },
      [&](const FixApplied& it) {
        edit(store, {it.field, it.value, {}, {}});
      },
      [&](const FilePicked& it) { pick(store, it); }, [&](const FileRemoved& it) { remove_file(store, it); },
      [&](const FileRetried& it) {
        if (Draft* draft = draft_of_route(state); draft != nullptr) retry_file(store, *draft, it.file);
      },
      [&](const Uploaded& it) {
        uploaded(store, it);
        if (it.status > 0) session_used(store);
      },
      [&](const Acted& it) { act(store, it); }, [&](const ConflictChosen& it) { choose(store, it); },
      [&](const ConflictSettled&) { settle(store, draft_of_route(state)); },
      [&](const SavedNow&) {
        if (Draft* draft = find_draft(state, state.route.id); draft != nullptr) {
          draft->attempt = 0;
          send(store, *draft);
          send_action(store, *draft);
        }
      },
      [&](const Started& it) { create_application(store, it); }, [&](const RemarkSet& it) { set_remark(store, it); });
}

bool filling_answered(Store store, const Pending& pending, const Response& response) {
  switch (pending.kind) {
    case Pending::Kind::Save:
      saved(store, pending.subject, response);
      return true;
    case Pending::Kind::Refresh:
      theirs_arrived(store, pending.subject, response);
      return true;
    case Pending::Kind::Create:
      creation_answered(store, response);
      return true;
    case Pending::Kind::Act:
      action_answered(store, pending.subject, response);
      return true;
    case Pending::Kind::FileStart:
      file_started(store, pending, response);
      return true;
    case Pending::Kind::FileStatus:
      file_status(store, pending, response);
      return true;
    default:
      return false;
  }
}

bool filling_timer(Store store, std::string_view what, const std::string& whom) {
  if (what == "create") {
    send_creation(store);
    return true;
  }
  if (what == "file") {
    for (auto& [id, draft] : store.state.drafts) retry_file(store, draft, whom);
    return true;
  }
  Draft* draft = find_draft(store.state, whom);
  if (draft == nullptr) return false;
  if (what == "keep") keep_draft(store, *draft);
  if (what == "send") send(store, *draft);
  if (what == "act") send_action(store, *draft);
  if (what == "theirs" && draft->conflict && !draft->conflict->loaded)
    request(store, {Pending::Kind::Refresh, whom, {}}, "GET", application_path(draft->id));
  return true;
}

void keep_unsent(Store store) {
  for (const auto& [id, draft] : store.state.drafts)
    if (draft.unsent()) keep_draft(store, draft);
}

// The rules of a practice: with them the applications that waited for them become drafts.
void adopt_rules(Store store, const std::string& practice, const Json& body) {
  State& state = store.state;
  auto parsed = practice::parse_form_pack(child(body, "pack"));
  if (parsed) state.packs[practice] = std::make_shared<const practice::Pack>(std::move(*parsed));
  std::vector<std::string> waiting;
  for (const auto& [other, ignored] : state.resources)
    if (const auto id = application_in(other); !id.empty()) waiting.push_back(decode_component(id));
  for (const std::string& id : waiting) {
    if (const Resource* of = state.find(application_path(id)); of->usable()) want(store, rules_path(state, *of->body));
    adopt_application(store, id);
  }
}

void form_arrived(Store store, const std::string& path) {
  const Json& body = *store.state.find(path)->body;
  if (const auto practice = practice_in(path); !practice.empty()) adopt_rules(store, decode_component(practice), body);
  if (const auto id = application_in(path); !id.empty()) {
    want(store, rules_path(store.state, body));
    adopt_application(store, decode_component(id));
  }
}

bool draft_stored(Store store, const Stored& answer) {
  const std::string mine = kept_draft_key(store.state, {});
  const bool shared = answer.key.starts_with('~');  // by another tab
  const std::string_view key = std::string_view(answer.key).substr(shared ? 1 : 0);
  if (!key.starts_with(mine)) return false;
  const std::string_view name = key.substr(mine.size());
  if (shared)
    draft_shared(store, name, answer.value);
  else
    restore_draft(store, name, answer.value);
  return true;
}

void drafts_online(Store store, bool now_online) {
  for (auto& [id, draft] : store.state.drafts) {
    if (!now_online) {
      if (!draft.dirty.empty() && draft.state == SaveState::OnDevice) draft.state = SaveState::Waiting;
      continue;
    }
    resume_files(store, draft);
    if (draft.by_press && draft.state == SaveState::Waiting) draft.state = SaveState::OnDevice;
    if (draft.conflict && !draft.conflict->loaded) store.out.emplace_back(Timer{"theirs/" + id, 1});
    if (draft.by_press) continue;
    if (!draft.dirty.empty() && draft.state != SaveState::Refused)
      send(store, draft);
    else
      send_action(store, draft);
  }
  if (now_online && store.state.creation && store.state.creation->attempt > 0) send_creation(store);
}

// Unsent changes go first: the answer to them tells whether the application is still the same.
bool draft_holds(const State& state, std::string_view path) {
  return std::any_of(state.drafts.begin(), state.drafts.end(), [&](const auto& entry) {
    return application_path(entry.first) == path && (entry.second.unsent() || entry.second.action);
  });
}

}  // namespace

const Part kFilling = {.did = filled,
                       .answered = filling_answered,
                       .timer = filling_timer,
                       .stored = draft_stored,
                       .arrived = form_arrived,
                       .leaving = keep_unsent,
                       .online = drafts_online,
                       .holds = draft_holds};
}  // namespace pochin::app
