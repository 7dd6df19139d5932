// Files of the answers: checked here against the limits of the field before a byte is sent, sent in pieces, resumed
// after a break; a complete one is named in the answers and travels with them.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "client/app/json_read.h"
#include "client/app/parts.h"
#include "shared/base/file_kinds.h"
#include "shared/base/tr.h"

namespace pochin::app {
namespace {

constexpr int64_t kDefaultChunk = 262144;

std::string megabytes(int64_t bytes) {
  const int64_t tenths = (bytes * 10 + 524288) / 1048576;
  std::string out = std::to_string(tenths / 10);
  if (tenths % 10 != 0) out += "," + std::to_string(tenths % 10);
  return out + "\u00a0МБ";
}

// Why the file cannot be taken, "" when it can.
std::string objection(const form::Field& field, const Draft& draft, const FilePicked& picked) {
  if (!takes_name(field.extensions, picked.name)) {
    std::string kinds;
    for (const std::string& one : field.extensions) kinds += (kinds.empty() ? "" : ", ") + one;
    return std::string(tr("Такой файл не подойдёт. Подойдут: ")) + kinds;
  }
  if (picked.size == 0) return std::string(tr("Файл пустой. Выберите другой"));
  if (field.max_bytes > 0 && picked.size > field.max_bytes) {
    return std::string(tr("Файл больше ")) + megabytes(field.max_bytes) +
           std::string(tr(". Уменьшите его или разделите на части"));
  }
  const auto coming = std::count_if(draft.uploads.begin(), draft.uploads.end(),
                                    [&](const Upload& one) { return one.field == field.id && !one.failed; });
  const auto have = static_cast<int64_t>(form::files_of(draft.local, field.id).size()) + coming;
  if (field.max_files > 0 && have >= field.max_files)
    return std::string(tr("Здесь уже наибольшее число файлов. Уберите лишний"));
  return {};
}

Upload* find_upload(Draft& draft, std::string_view handle) {
  const auto found =
      std::find_if(draft.uploads.begin(), draft.uploads.end(), [&](const Upload& one) { return one.handle == handle; });
  return found == draft.uploads.end() ? nullptr : &*found;
}

std::pair<Draft*, Upload*> find_handle(State& state, std::string_view handle) {
  for (auto& [id, draft] : state.drafts) {
    if (Upload* upload = find_upload(draft, handle); upload != nullptr) return {&draft, upload};
  }
  return {nullptr, nullptr};
}

std::string file_path(const Draft& draft, const std::string& file) {
  return application_path(draft.id) + "/files/" + encode_component(file);
}

// The bytes on the device, for a page that comes after this one.
std::string bytes_key(std::string_view handle) { return "file/" + std::string(handle); }

void let_go(Store store, const std::string& handle) {
  store.out.emplace_back(Drop{handle});
  unkeep(store, bytes_key(handle));
}

void begin(Store store, const Draft& draft, const Upload& upload) {
  const Json body = {{"field", upload.field}, {"name", upload.name}, {"type", upload.type}, {"size", upload.size}};
  request(store, {Pending::Kind::FileStart, draft.id, upload.handle}, "POST", application_path(draft.id) + "/files",
          unsafe_headers(store.state), body.dump(-1, ' ', false, Json::error_handler_t::replace));
}

void continue_at(Store store, const Draft& draft, Upload& upload, int64_t offset, int64_t chunk) {
  upload.sent = offset;
  upload.failed = false;
  upload.error.clear();
  store.out.emplace_back(
      SendFile{upload.handle, file_path(draft, upload.file_id), chunk, offset, store.state.session.csrf});
}

void later(Store store, Upload& upload, const std::string& why, int retry_after) {
  upload.failed = true;
  upload.error = why;
  ++upload.attempt;
  store.out.emplace_back(Timer{"file/" + upload.handle, backoff_ms(upload.attempt, retry_after)});
}

void give_up(Store store, Upload& upload, std::string why) {
  upload.failed = true;
  upload.final = true;
  upload.error = why.empty() ? std::string(tr("Файл не принят. Уберите его и выберите снова")) : std::move(why);
  let_go(store, upload.handle);
}

// What the server has of it stays there: the same file goes on from that place.
void lose(Store store, Upload& upload) {
  give_up(
      store, upload,
      std::string(tr("Файл больше не читается: его изменили, убрали или страница открылась заново. Выберите его ещё "
                     "раз")));
  upload.lost = true;
}

void complete(Store store, Draft& draft, const std::string& handle) {
  const Upload upload = *find_upload(draft, handle);
  std::erase_if(draft.uploads, [&](const Upload& one) { return one.handle == handle; });
  let_go(store, handle);
  form::Answer& answer = draft.local[upload.field];
  if (!std::holds_alternative<form::Files>(answer)) answer = form::Files{};
  std::get<form::Files>(answer).push_back({upload.file_id, upload.name, upload.type, upload.size});
  touched(store, draft, upload.field);
}

std::string waiting_text(const State& state) {
  return std::string(state.foreign ? tr("Отвечает не портал. Продолжим, когда он ответит")
                                   : tr("Нет связи. Продолжим, когда она появится"));
}

void forget_upload(Store store, Draft& draft, const std::string& handle) {
  const Upload upload = *find_upload(draft, handle);
  if (!upload.file_id.empty()) {
    request(store, {Pending::Kind::Ignored, {}, {}}, "DELETE", file_path(draft, upload.file_id),
            unsafe_headers(store.state));
  }
  let_go(store, handle);
  std::erase_if(draft.uploads, [&](const Upload& one) { return one.handle == handle; });
}

// The file that could not be read any more is chosen again: true when it goes on from where the server is. Another one
// of its name takes its place.
bool chosen_again(Store store, Draft& draft, const FilePicked& picked) {
  const auto lost = std::find_if(draft.uploads.begin(), draft.uploads.end(), [&](const Upload& one) {
    return one.lost && one.field == picked.field && one.name == picked.name;
  });
  if (lost == draft.uploads.end()) return false;
  if (lost->size != picked.size || lost->modified != picked.modified) {
    forget_upload(store, draft, lost->handle);
    return false;
  }
  lost->handle = picked.handle;
  lost->lost = lost->final = false;
  keep(store, bytes_key(lost->handle), {});
  retry_file(store, draft, lost->handle);
  return true;
}

}  // namespace

Json uploads_json(const Draft& draft) {
  Json out = Json::array();
  for (const Upload& one : draft.uploads) {
    if (one.final && !one.lost) continue;
    out.push_back({{"handle", one.handle},
                   {"field", one.field},
                   {"name", one.name},
                   {"type", one.type},
                   {"size", one.size},
                   {"modified", one.modified},
                   {"id", one.file_id}});
  }
  return out;
}

void restore_uploads(Store store, Draft& draft, const Json& uploads) {
  for (const Json& one : uploads) {
    Upload upload;
    upload.handle = text(one, "handle");
    upload.field = text(one, "field");
    upload.name = text(one, "name");
    upload.type = text(one, "type");
    upload.file_id = text(one, "id");
    upload.size = integer(one, "size");
    upload.modified = integer(one, "modified");
    upload.chunk = kDefaultChunk;
    upload.failed = true;
    if (!upload.handle.empty() && find_upload(draft, upload.handle) == nullptr) draft.uploads.push_back(upload);
  }
  resume_files(store, draft);
}

void pick(Store store, const FilePicked& picked) {
  Draft* draft = draft_of_route(store.state);
  const practice::Pack* pack = draft == nullptr ? nullptr : pack_of(store.state, *draft);
  const form::Field* field = pack == nullptr ? nullptr : pack->form.field(picked.field);
  if (field == nullptr || !draft->can_edit || find_upload(*draft, picked.handle) != nullptr) return;
  Upload upload;
  upload.handle = picked.handle;
  upload.field = picked.field;
  upload.name = picked.name;
  upload.type = picked.type;
  upload.size = picked.size;
  upload.modified = picked.modified;
  if (chosen_again(store, *draft, picked)) return keep_draft(store, *draft);
  const std::string why = objection(*field, *draft, picked);
  draft->uploads.push_back(upload);
  if (!why.empty()) return give_up(store, draft->uploads.back(), why);
  keep(store, bytes_key(upload.handle), {});
  keep_draft(store, *draft);
  begin(store, *draft, upload);
}

void remove_file(Store store, const FileRemoved& gone) {
  Draft* draft = draft_of_route(store.state);
  if (draft == nullptr || !draft->can_edit) return;
  if (find_upload(*draft, gone.file) != nullptr) {
    forget_upload(store, *draft, gone.file);
    return keep_draft(store, *draft);
  }
  const auto answer = draft->local.find(gone.field);
  if (answer == draft->local.end() || !std::holds_alternative<form::Files>(answer->second)) return;
  std::erase_if(std::get<form::Files>(answer->second), [&](const form::FileRef& one) { return one.id == gone.file; });
  draft->unlinked.push_back(gone.file);
  touched(store, *draft, gone.field);
}

void retry_file(Store store, Draft& draft, std::string_view handle) {
  Upload* upload = find_upload(draft, handle);
  if (upload == nullptr || upload->final || !upload->failed) return;
  upload->failed = false;
  upload->error.clear();
  if (upload->file_id.empty())
    begin(store, draft, *upload);
  else
    request(store, {Pending::Kind::FileStatus, draft.id, upload->handle}, "GET",
            file_path(draft, upload->file_id) + "/status");
}

void file_started(Store store, const Pending& pending, const Response& response) {
  const auto [draft, upload] = find_handle(store.state, pending.detail);
  if (upload == nullptr) return;
  const Json body = parse(response.body);
  const bool named =
      !text(body, "id").empty() && text(body, "field") == upload->field && integer(body, "size") == upload->size;
  const int status = believed(store, response, named);
  if (status == 201) {
    upload->file_id = text(body, "id");
    upload->chunk = std::max<int64_t>(integer(body, "chunk", kDefaultChunk), 1);
    keep_draft(store, *draft);
    continue_at(store, *draft, *upload, integer(body, "offset"), upload->chunk);
  } else if (transient(status)) {
    later(store, *upload, waiting_text(store.state), response.retry_after);
  } else {
    give_up(store, *upload, problem_detail(response));
  }
}

void file_status(Store store, const Pending& pending, const Response& response) {
  const auto [draft, upload] = find_handle(store.state, pending.detail);
  if (upload == nullptr) return;
  const Json body = parse(response.body);
  const int status = believed(store, response, text(body, "id") == upload->file_id);
  if (status == 200 && flag(body, "complete")) {
    complete(store, *draft, upload->handle);
  } else if (status == 200) {
    continue_at(store, *draft, *upload, integer(body, "offset"), upload->chunk);
  } else if (status == 404) {  // the server threw the unfinished one away: from the start
    upload->file_id.clear();
    begin(store, *draft, *upload);
  } else if (transient(status)) {
    later(store, *upload, waiting_text(store.state), response.retry_after);
  } else {
    give_up(store, *upload, problem_detail(response));
  }
}

void uploaded(Store store, const Uploaded& piece) {
  const auto [draft, upload] = find_handle(store.state, piece.handle);
  if (upload == nullptr) return;
  const Json body = parse(piece.body);
  if (piece.status < 0) {
    lose(store, *upload);
    return keep_draft(store, *draft);
  }
  const int status = believed(store, from_portal(store.state, {{}, piece.status, {}, {}, piece.body}),
                              text(body, "id") == upload->file_id);
  if (status == 200) {
    upload->sent = integer(body, "offset", piece.sent);
    upload->attempt = 0;
    if (flag(body, "complete")) complete(store, *draft, piece.handle);
  } else if (status == 409 || transient(status)) {  // 409: another offset; the status says which
    later(store, *upload, waiting_text(store.state), 0);
  } else {
    give_up(store, *upload, text(body, "detail"));
  }
}

void delete_unlinked(Store store, Draft& draft) {
  std::erase_if(draft.unlinked, [&](const std::string& file) {
    for (const auto& [field, answer] : draft.server) {
      if (!std::holds_alternative<form::Files>(answer)) continue;
      for (const form::FileRef& one : std::get<form::Files>(answer)) {
        if (one.id == file) return false;
      }
    }
    request(store, {Pending::Kind::Ignored, {}, {}}, "DELETE", file_path(draft, file), unsafe_headers(store.state));
    return true;
  });
}

void resume_files(Store store, Draft& draft) {
  std::vector<std::string> waiting;
  for (const Upload& upload : draft.uploads) {
    if (upload.failed && !upload.final) waiting.push_back(upload.handle);
  }
  for (const std::string& handle : waiting) retry_file(store, draft, handle);
}

}  // namespace pochin::app
