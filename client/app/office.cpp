// The staff's part of an application: fields that the portal shows to nobody else, filled by those whom the rules name.
// What is typed stays on the device until «Сохранить»; then all of it is one act (points by hand are one proposal).
#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/app/json_read.h"
#include "client/app/parts.h"
#include "shared/practice/pack.h"
#include "shared/practice/staff_part.h"

namespace pochin::app {
namespace {

// The rules of the application with the staff's part back in its place; null while some of it loads.
std::shared_ptr<const practice::Pack> whole_rules(const State& state, std::string_view application, const Json& part) {
  const Resource* of = state.find(application_path(application));
  if (of == nullptr || !of->usable()) return nullptr;
  const Resource* rules = state.find(rules_path(state, *of->body));
  const practice::Pack* open = pack_of(state, application);
  if (rules == nullptr || !rules->usable() || open == nullptr) return nullptr;
  if (open->version != text(*of->body, "pack_version")) return nullptr;  // the right one is on its way
  Json pack = child(*rules->body, "pack");
  practice::add_staff_part(pack, part);
  auto parsed = practice::parse_form_pack(pack);
  return parsed ? std::make_shared<const practice::Pack>(std::move(*parsed)) : nullptr;
}

std::set<std::string, std::less<>> fills_in(const Json& office) {
  std::set<std::string, std::less<>> fills;
  for (const Json& section : items(office, "sections"))
    for (const Json& field : items(section, "fills"))
      if (field.is_string()) fills.insert(field.get<std::string>());
  return fills;
}

// Another person was faster: what they changed is taken, and where both changed a field the person chooses.
void overtaken(Store store, Draft& draft, const form::Answers& theirs, int64_t version, const std::string& etag) {
  draft.conflict = Conflict{};
  draft.conflict->version = version;
  draft.conflict->etag = etag;
  draft.state = SaveState::Conflict;
  find_differences(draft, theirs);
  if (draft.conflict->differences.empty()) rebase(store, draft);
}

// The change makes it necessary, or empties it while it is.
bool asked_for(const form::Form& form, const form::Field& field, const Draft& draft) {
  if (draft.dirty.contains(field.id)) return true;
  const auto reads = [&](const std::string& name) {
    if (draft.dirty.contains(name)) return true;
    return std::any_of(form.derived.begin(), form.derived.end(), [&](const form::NamedFormula& one) {
      return one.name == name && std::any_of(one.reads.begin(), one.reads.end(),
                                             [&](const std::string& read) { return draft.dirty.contains(read); });
    });
  };
  const auto names = formula::names(field.required);
  return std::any_of(names.begin(), names.end(), reads);
}

}  // namespace

const Draft* office_draft(const State& state) {
  const auto found = state.drafts.find(office_name(state.route.id));
  return found == state.drafts.end() ? nullptr : &found->second;
}

const practice::Pack* office_pack(const State& state) { return state.pack(office_name(state.route.id)); }

void adopt_office(Store store, std::string_view application) {
  State& state = store.state;
  const std::string name = office_name(application);
  const Resource* office = state.find(office_path(application));
  const Draft* of_application = find_draft(state, application);
  const practice::Pack* pack = state.pack(name);
  if (office == nullptr || !office->usable() || of_application == nullptr || pack == nullptr) return;
  const Resource& resource = *state.find(application_path(application));
  auto answers = answers_in(*pack, *resource.body);
  if (!answers) return;
  const bool fresh = !state.drafts.contains(name);
  Draft& draft = state.drafts[name];
  draft.id = std::string(application);
  draft.by_press = true;
  draft.fills = fills_in(*office->body);
  draft.can_edit = !draft.fills.empty();
  draft.facts = find_draft(state, application)->facts;
  const int64_t version = integer(*resource.body, "version");
  const std::string etag = resource.etag.empty() ? "\"" + std::to_string(version) + "\"" : resource.etag;
  if (fresh || (!draft.unsent() && !draft.conflict)) {
    draft.version = version;
    draft.etag = etag;
    draft.server = draft.local = std::move(*answers);
  } else if (version > draft.version && draft.sending.empty() && !draft.conflict) {
    overtaken(store, draft, *answers, version, etag);
  }
  if (fresh) {
    draft.restored = !state.storage_kept;
    if (!draft.restored) store.out.emplace_back(Get{kept_draft_key(state, name)});
  }
  evaluate(state, draft);
}

void evaluate_office(const State& state, Draft& draft) {
  const practice::Pack* pack = pack_of(state, draft);
  draft.evaluation.problems.clear();
  if (pack == nullptr) return;
  const form::Environment environment(pack->form, draft.local, draft.facts);
  for (const form::Section* section : pack->form.sections(true)) {
    for (const form::Field& field : section->fields) {
      if (!draft.fills.contains(field.id) || !asked_for(pack->form, field, draft)) continue;
      for (form::Problem& problem : form::check_field(environment, field.id, form::Level::submit))
        draft.evaluation.problems.push_back(std::move(problem));
    }
  }
}

void office_arrived(Store store, const std::string& path) {
  State& state = store.state;
  const std::string id = state.route.id;
  if (state.route.screen != Screen::Review) return;
  const Resource* office = state.find(office_path(id));
  if (office == nullptr || !office->usable()) return;
  const std::string name = office_name(id);
  if (path != application_path(id) || state.pack(name) == nullptr) {
    auto rules = whole_rules(state, id, child(*office->body, "form"));
    if (rules) state.packs[name] = std::move(rules);
  }
  adopt_office(store, id);
  // Another state, others who fill.
  const Resource* application = state.find(application_path(id));
  if (path == application_path(id) && integer(*application->body, "version") > integer(*office->body, "version"))
    refresh(store, office_path(id));
}

void save_office(Store store, const std::string& application) {
  Draft* draft = find_draft(store.state, office_name(application));
  const practice::Pack* pack = draft == nullptr ? nullptr : pack_of(store.state, *draft);
  if (pack == nullptr || !draft->sending.empty() || !draft->uploads.empty()) return;
  draft->error.clear();
  draft->refused.clear();
  if (form::has_errors(draft->evaluation.problems)) {
    for (const form::Problem& problem : draft->evaluation.problems)
      if (const form::Section* section = pack->form.section_of(problem.field)) draft->finished.insert(section->id);
    store.out.emplace_back(Focus{"main/body/answers/office/errors"});
    return;
  }
  if (store.state.online)
    send(store, *draft);
  else
    draft->state = SaveState::Waiting;
}

void drop_office(Store store, const OfficeDropped& wish) {
  Draft* draft = find_draft(store.state, office_name(wish.application));
  if (draft == nullptr || draft->conflict || !draft->sending.empty()) return;
  const auto dropped = wish.field.empty() ? draft->dirty : std::set<std::string, std::less<>>{wish.field};
  for (const std::string& field : dropped) {
    const auto was = draft->server.find(field);
    if (was == draft->server.end())
      draft->local.erase(field);
    else
      draft->local[field] = was->second;
    draft->left.erase(field);
    touched(store, *draft, field);
  }
  draft->finished.clear();
  draft->refused.clear();
  draft->unlinked.clear();
  draft->removed.reset();
}

void office_saved(Store store, Draft& draft, int status) {
  const std::string path = application_path(draft.id);
  if (status == 200) {
    draft.finished.clear();
    draft.left.clear();
    evaluate(store.state, draft);
    adopt_application(store, draft.id);  // a decision is made over this version
    refresh(store, office_path(draft.id));
  } else if (status == 401 || status == 403) {
    refresh(store, session_path());
  }
  // Also after 412: what others proposed, or an own proposal whose answer was lost.
  if (status == 200 || status == 412) refresh(store, adjustments_path(draft.id));
  if (status != 200 && status != 412 && !transient(status)) {  // what may be filled is no longer what was thought
    refresh(store, path);
    refresh(store, office_path(draft.id));
  }
}

}  // namespace pochin::app
