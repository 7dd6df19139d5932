// Changes of the answers on this device, and their way back from it.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/app/json_read.h"
#include "client/app/part.h"
#include "client/app/program.h"
#include "shared/base/money.h"
#include "shared/base/typed.h"
#include "shared/form/parts.h"

namespace pochin::app {
namespace {

constexpr int kSendMs = 1500;  // after the last change

form::Facts read_facts(const State& state, const Json& facts) {
  form::Facts out;
  if (facts.is_object()) {
    for (const auto& [name, value] : facts.items()) {
      if (value.is_string()) {
        out[name] = form::fact(std::string_view(value.get_ref<const std::string&>()));
      } else if (value.is_number_integer()) {
        out[name] = form::fact(value.get<int64_t>());
      } else {
        out[name] = form::unknown_fact();
      }
    }
  }
  out["today"] = form::fact(local(state.now, {state.session.zone_name, state.session.zone_minutes}).date);
  return out;
}

form::Rows& rows(Draft& draft, const std::string& field) {
  form::Answer& answer = draft.local[field];
  if (!std::holds_alternative<form::Rows>(answer)) answer = form::Rows{};
  return std::get<form::Rows>(answer);
}

const form::Answer* answer_in(const form::Answers& answers, std::string_view field) {
  const auto found = answers.find(field);
  return found == answers.end() || form::is_blank(found->second) ? nullptr : &found->second;
}

Json answer_json(const form::Answers& answers, std::string_view field) {
  const auto found = answers.find(field);
  return found == answers.end() ? Json() : form::to_json(found->second);
}

void put_answer(form::Answers& answers, const std::string& field, std::optional<form::Answer> answer) {
  if (answer)
    answers[field] = std::move(*answer);
  else
    answers.erase(field);
}

std::optional<form::Answer> read_answer(const form::Form& form, const std::string& field, const Json& json) {
  const form::Field* known = form.field(field);
  if (known == nullptr || json.is_null()) return std::nullopt;
  auto read = form::answer_from_json(*known, json);
  return read ? std::optional<form::Answer>(std::move(*read)) : std::nullopt;
}

}  // namespace

bool same_answer(const form::Answers& a, const form::Answers& b, std::string_view field) {
  const form::Answer* left = answer_in(a, field);
  const form::Answer* right = answer_in(b, field);
  return left == nullptr || right == nullptr ? left == right : *left == *right;
}

bool is_answer(const form::Answers& answers, std::string_view field, const form::Answer& answer) {
  const form::Answer* known = answer_in(answers, field);
  return known == nullptr ? form::is_blank(answer) : *known == answer;
}

void remember_asked(Draft& draft, const std::string& field, form::Answer answer) {
  std::pair<std::string, form::Answer> asked(field, std::move(answer));
  if (std::find(draft.asked.begin(), draft.asked.end(), asked) == draft.asked.end())
    draft.asked.push_back(std::move(asked));
}

Draft* find_draft(State& state, std::string_view name) {
  const auto found = state.drafts.find(name);
  return found == state.drafts.end() ? nullptr : &found->second;
}

std::string office_name(std::string_view application) { return "office/" + std::string(application); }
std::string draft_name(const Draft& draft) { return draft.by_press ? office_name(draft.id) : draft.id; }

// On the page of review it is the staff's part, unless what others changed must be settled first.
Draft* draft_of_route(State& state) {
  Draft* draft = find_draft(state, state.route.id);
  if (state.route.screen != Screen::Review || (draft != nullptr && draft->conflict)) return draft;
  Draft* office = find_draft(state, office_name(state.route.id));
  return office == nullptr ? draft : office;
}

std::string rules_of(const State& state, const Json& application) {
  std::string practice = text(application, "practice");
  const std::string version = text(application, "pack_version");
  const practice::Pack* now = state.pack(practice);
  return !now || version.empty() || now->version == version ? practice : practice + "?version=" + version;
}

const practice::Pack* pack_of(const State& state, std::string_view application) {
  const Resource* resource = state.find(application_path(application));
  if (resource == nullptr || !resource->usable()) return nullptr;
  return state.pack(rules_of(state, *resource->body));
}

const practice::Pack* pack_of(const State& state, const Draft& draft) {
  return draft.by_press ? state.pack(draft_name(draft)) : pack_of(state, draft.id);
}

void evaluate(const State& state, Draft& draft) {
  for (const Part* part : parts_of(state))
    if (draft.by_press && part->evaluate != nullptr) return part->evaluate(state, draft);
  const practice::Pack* pack = pack_of(state, draft.id);
  if (pack == nullptr) return;
  const form::Environment environment(pack->form, draft.local, draft.facts);
  draft.evaluation.problems = form::validate(environment, form::Level::submit);
  draft.evaluation.sections = form::section_status(environment, draft.evaluation.problems);
  draft.evaluation.score = scoring::score(pack->criteria, environment);
  draft.evaluation.advice = scoring::advise(pack->criteria, environment, draft.evaluation.score);
}

Result<form::Answers> answers_in(const practice::Pack& pack, const Json& application) {
  Json known = Json::object();
  for (const auto& [field, answer] : child(application, "answers").items())
    if (pack.form.field(field) != nullptr) known[field] = answer;
  return form::answers_from_json(pack.form, known);
}

void adopt_application(Store store, std::string_view application) {
  State& state = store.state;
  const practice::Pack* pack = pack_of(state, application);
  if (pack == nullptr) return;
  const Resource& resource = *state.find(application_path(application));
  const Json& body = *resource.body;
  auto answers = answers_in(*pack, body);
  const bool fresh = !state.drafts.contains(application);
  Draft& draft = state.drafts[std::string(application)];
  draft.id = std::string(application);
  const int64_t version = integer(body, "version");
  draft.can_edit = flag(body, "can_edit");
  draft.facts = read_facts(state, child(body, "facts"));
  if (!answers) draft.error = answers.error().message;
  if (fresh || (!draft.unsent() && !draft.conflict)) {
    draft.version = version;
    draft.etag = resource.etag.empty() ? "\"" + std::to_string(version) + "\"" : resource.etag;
    if (answers) draft.server = draft.local = *answers;
  } else if (version > draft.version && draft.sending.empty() && !draft.conflict && answers) {
    Conflict conflict;
    conflict.version = version;
    conflict.etag = resource.etag;
    draft.conflict = std::move(conflict);
    draft.state = SaveState::Conflict;
    find_differences(draft, *answers);
    if (draft.conflict->differences.empty() && !draft.action) settle(store, &draft);
  }
  if (fresh) {
    draft.restored = !state.storage_kept;
    if (!draft.restored) store.out.emplace_back(Get{kept_draft_key(state, application)});
  }
  evaluate(state, draft);
}

std::string draft_to_text(const Draft& draft) {
  Json fields = Json::object();
  for (const auto* names : {&draft.dirty, &draft.sending}) {
    for (const std::string& field : *names) {
      fields[field] = {{"base", answer_json(draft.server, field)}, {"local", answer_json(draft.local, field)}};
      for (const auto& [name, answer] : draft.asked) {
        if (name == field) fields[field]["asked"].push_back(form::to_json(answer));
      }
    }
  }
  Json out = {
      {"version", draft.version}, {"fields", fields}, {"remarks", draft.remarks}, {"uploads", uploads_json(draft)}};
  if (draft.action)
    out["action"] = {{"action", draft.action->action}, {"key", draft.action->key}, {"body", draft.action->body}};
  return out.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void keep_draft(Store store, const Draft& draft) {
  const std::string key = kept_draft_key(store.state, draft_name(draft));
  if (draft.unsent() || draft.action || !draft.remarks.empty() || !uploads_json(draft).empty())
    keep(store, key, draft_to_text(draft));
  else
    unkeep(store, key);
}

void restore_draft(Store store, std::string_view name, const std::optional<std::string>& kept) {
  Draft* draft = find_draft(store.state, name);
  const practice::Pack* pack = draft == nullptr ? nullptr : pack_of(store.state, *draft);
  if (draft == nullptr || pack == nullptr || draft->restored) return;
  draft->restored = true;
  const Json record = parse(kept.value_or("null"));
  if (!record.is_object()) return;
  const form::Answers current = draft->server;
  bool crossed = false;
  for (const auto& [field, values] : child(record, "fields").items()) {
    if (draft->dirty.contains(field) || pack->form.field(field) == nullptr) continue;
    put_answer(draft->local, field, read_answer(pack->form, field, child(values, "local")));
    if (same_answer(draft->local, current, field)) continue;  // it had been accepted, the answer was lost
    put_answer(draft->server, field, read_answer(pack->form, field, child(values, "base")));
    for (const Json& asked : items(values, "asked")) {
      form::Answer answer = read_answer(pack->form, field, asked).value_or(form::Answer());
      if (is_answer(current, field, answer)) draft->server[field] = answer;
      remember_asked(*draft, field, std::move(answer));
    }
    draft->dirty.insert(field);
    crossed = crossed || !same_answer(draft->server, current, field);
  }
  if (child(record, "remarks").is_object()) {
    for (const auto& [field, remark] : child(record, "remarks").items()) {
      if (remark.is_string()) draft->remarks[field] = remark.get<std::string>();
    }
  }
  const Json& action = child(record, "action");
  if (action.is_object()) draft->action = Action{text(action, "action"), text(action, "key"), text(action, "body")};
  if (crossed) {
    draft->conflict = Conflict{};
    draft->conflict->version = draft->version;
    draft->conflict->etag = draft->etag;
    draft->state = SaveState::Conflict;
    find_differences(*draft, current);
  } else {
    draft->server = current;
    if (!draft->dirty.empty()) draft->state = SaveState::OnDevice;
  }
  restore_uploads(store, *draft, items(record, "uploads"));
  evaluate(store.state, *draft);
  if (draft->by_press) return;
  if (!draft->dirty.empty())
    send(store, *draft);
  else if (draft->action)
    send_action(store, *draft);
}

void draft_shared(Store store, std::string_view name, const std::optional<std::string>& kept) {
  Draft* draft = find_draft(store.state, name);
  const practice::Pack* pack = draft == nullptr ? nullptr : pack_of(store.state, *draft);
  if (pack == nullptr || !draft->restored) return;
  if (!kept) return refresh(store, application_path(draft->id));
  for (const auto& [field, values] : child(parse(*kept), "fields").items()) {
    if (draft->sending.contains(field) || pack->form.field(field) == nullptr) continue;
    put_answer(draft->local, field, read_answer(pack->form, field, child(values, "local")));
    // What the other tab asks the server for is no other person's value when it is met there.
    for (const Json& asked : items(values, "asked"))
      remember_asked(*draft, field, read_answer(pack->form, field, asked).value_or(form::Answer()));
    if (same_answer(draft->local, draft->server, field))
      draft->dirty.erase(field);
    else
      draft->dirty.insert(field);
  }
  // What the other tab has sent whole is an answer by now.
  std::erase_if(draft->uploads, [&](const Upload& one) {
    const auto& files = form::files_of(draft->local, one.field);
    return std::any_of(files.begin(), files.end(), [&](const form::FileRef& file) { return file.id == one.file_id; });
  });
  if (!draft->conflict && draft->sending.empty())
    draft->state = draft->dirty.empty() ? SaveState::Saved : SaveState::OnDevice;
  evaluate(store.state, *draft);
}

void touched(Store store, Draft& draft, std::string_view field) {
  const std::string name(field);
  std::erase_if(draft.refused,
                [&](const form::Problem& problem) { return form::split_path(problem.field).field == field; });
  if (!draft.sending.contains(name) && same_answer(draft.local, draft.server, field))
    draft.dirty.erase(name);
  else
    draft.dirty.insert(name);
  draft.error.clear();
  if (draft.state != SaveState::Conflict && draft.state != SaveState::Sending) {
    draft.state =
        draft.dirty.empty() ? SaveState::Saved : (store.state.online ? SaveState::OnDevice : SaveState::Waiting);
  }
  evaluate(store.state, draft);
  keep_draft(store, draft);  // at once: a page may be reloaded or killed at any key
  if (!draft.by_press) store.out.emplace_back(Timer{"send/" + draft.id, kSendMs});
}

void edit(Store store, const Edited& edited) {
  Draft* draft = draft_of_route(store.state);
  if (draft == nullptr || !draft->can_edit) return;
  if (edited.row.empty()) {
    draft->local[edited.field] = edited.value;
  } else {
    for (form::Row& row : rows(*draft, edited.field)) {
      if (row.id == edited.row) row.cells[edited.column] = edited.value;
    }
  }
  touched(store, *draft, edited.field);
}

// How the value would be written by hand; as it was typed when it cannot be read.
std::string tidied(const form::Field& field, std::string_view typed) {
  if (field.kind == form::Kind::money) {
    const auto money = parse_money(typed);
    return money ? format_money(*money) : std::string(typed);
  }
  if (field.kind == form::Kind::date) {
    const auto date = read_date(typed);
    return date ? format_date(*date) : std::string(typed);
  }
  std::string all(typed);
  std::size_t line = 0;
  for (const form::Part& part : form::all_parts(field)) {
    if (part.kind == form::Kind::date)
      if (const auto date = read_date(form::part_of(all, line))) all = form::with_part(all, line, format_date(*date));
    ++line;
  }
  return all;
}

void leave(Store store, Draft& draft, const std::string& path) {
  draft.left.insert(path);
  const practice::Pack* pack = pack_of(store.state, draft);
  const form::FieldPath place = form::split_path(path);
  const form::Field* field = pack == nullptr ? nullptr : pack->form.field(place.field);
  if (field != nullptr && !place.column.empty()) field = field->column(place.column);
  if (field == nullptr) return;
  const std::string& typed = form::text_at(draft.local, path);
  const std::string tidy = tidied(*field, typed);
  if (tidy != typed) edit(store, {std::string(place.field), tidy, std::string(place.row), std::string(place.column)});
}

void add_row(Store store, const RowAdded& added) {
  Draft* draft = draft_of_route(store.state);
  if (draft == nullptr || !draft->can_edit) return;
  const std::string id = "r" + next_key(store.state, {});
  rows(*draft, added.field).push_back({id, {}});
  if (draft->removed && draft->removed->field == added.field) draft->removed.reset();
  touched(store, *draft, added.field);
}

void remove_row(Store store, const RowRemoved& gone) {
  Draft* draft = draft_of_route(store.state);
  if (draft == nullptr || !draft->can_edit) return;
  form::Rows& all = rows(*draft, gone.field);
  const auto found = std::find_if(all.begin(), all.end(), [&](const form::Row& row) { return row.id == gone.row; });
  if (found == all.end()) return;
  draft->removed = RemovedRow{gone.field, *found, static_cast<size_t>(found - all.begin())};
  all.erase(found);
  touched(store, *draft, gone.field);
}

void restore_row(Store store, const RowRestored& back) {
  Draft* draft = draft_of_route(store.state);
  if (draft == nullptr || !draft->removed || draft->removed->field != back.field) return;
  form::Rows& all = rows(*draft, back.field);
  const size_t index = std::min(draft->removed->index, all.size());
  all.insert(all.begin() + static_cast<std::ptrdiff_t>(index), draft->removed->row);
  draft->removed.reset();
  touched(store, *draft, back.field);
}

}  // namespace pochin::app
