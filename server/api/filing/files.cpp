// Files of an application: begun, sent in pieces, looked at, taken back. The answers name them afterwards.
#include <algorithm>
#include <charconv>

#include "server/api/application/record.h"
#include "server/api/filing/filing.h"
#include "server/api/handling/text.h"
#include "server/http/json_body.h"

namespace pochin::server {
namespace {

constexpr std::size_t kMostUnfinished = 200;  // files of one application, whatever its form says

// What the field's own limits and the server's allow.
UploadLimits limits_of(const Context& context, const form::Field& field) {
  UploadLimits limits{.kinds = field.extensions, .max_bytes = context.config.limits.upload_bytes};
  if (field.max_bytes > 0) limits.max_bytes = std::min(limits.max_bytes, field.max_bytes);
  return limits;
}

struct Opened {
  Record record;
  FileRow file;
};

Checked<Opened> open_file(Db& db, const Context& context, const Viewer& viewer, const Request& request) {
  auto record = load_record(db, context, viewer, request.param("id"));
  if (!record) return std::unexpected(record.error());
  auto found = file(db, record->row.id, request.param("file"));
  const auto* field = found ? record->pack->pack.form.field(found->field) : nullptr;
  const bool hidden = field && field->privacy == form::Privacy::staff && !sees_staff_part(viewer, record->row);
  if (!found || !field || hidden) return std::unexpected(not_found(say("Такого файла нет.")));
  return Opened{*std::move(record), *std::move(found)};
}

// open_file() has found it: the form of a version never loses a field.
const form::Field& field_of(const Opened& opened) { return *opened.record.pack->pack.form.field(opened.file.field); }

// Files of a field come and go as its answer does: the applicant's and the staff's by their own rules.
std::optional<Problem> not_editable(const Context& context, const Viewer& viewer, const Record& record,
                                    const form::Field& field) {
  const auto may = application::may_fill(record.object, record.pack->pack.workflow, record.pack->pack.form, field,
                                         viewer.actor_for(record.row));
  if (may) return std::nullopt;
  if (may.error().code == application::Refusal::Code::wrong_state)
    return conflict("wrong_state", say("Сейчас эту заявку менять нельзя."));
  return refusal_problem(may.error(), record.calendar->pack, context.now());
}

Response post_file(Context& context, const Request& request, const Viewer& viewer) {
  auto record = look(context, [&](Db& db) { return load_record(db, context, viewer, request.param("id")); });
  if (!record) return Response::of(record.error());
  const auto body = json_body(request);
  if (!body) return Response::of(body.error());
  Fields in(*body);
  FileRow row{.application = record->row.id, .field = in.text("field", 100), .uploaded_by = viewer.person};
  const std::string name = in.text("name", 4'000);  // clean_file_name() cuts it
  row.type = in.optional_text("type", 200).value_or("");
  row.size = in.integer("size", 1, std::int64_t{1} << 40);
  const form::Field* field = record->pack->pack.form.field(row.field);
  if (!row.field.empty() && (!field || field->kind != form::Kind::files)) {
    in.error("field", "unknown_field", say("В форме нет такого поля для файлов."));
  }
  const auto clean = clean_file_name(name);
  if (!name.empty() && !clean) in.error("name", "bad_name", say("Такое имя файла принять нельзя: переименуйте файл."));
  if (auto wrong = in.finish()) return Response::of(*wrong);
  if (auto no = not_editable(context, viewer, *record, *field)) return Response::of(*no);
  row.name = *clean;
  if (auto wrong = check_declared(row.name, row.size, limits_of(context, *field))) return Response::of(*wrong);
  row.id = "f" + random_text(15);
  if (auto begun = context.uploads->begin(row.id, row.size); !begun) return Response::of(begun.error());
  const auto added = change(context, [&](Db& db) -> Checked<bool> {
    if (files(db, row.application).size() >= kMostUnfinished) {
      return std::unexpected(conflict("too_many", say("К этой заявке приложено слишком много файлов.")));
    }
    add_file(db, row, context.now());
    return true;
  });
  if (!added) {
    context.uploads->drop(row.id);
    return Response::of(added.error());
  }
  Response response = Response::json(
      {{"id", row.id}, {"field", row.field}, {"size", row.size}, {"offset", 0}, {"chunk", kUploadChunk}}, 201);
  response.set("Location", "/api/v1/applications/" + row.application + "/files/" + row.id);
  return response;
}

Json status_json(const FileRow& row, std::int64_t offset, bool complete) {
  return {{"id", row.id}, {"offset", offset}, {"complete", complete}};
}

Checked<std::int64_t> read_offset(const Request& request) {
  const std::string_view text = request.query_value("offset").value_or("");
  std::int64_t offset = -1;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), offset);
  if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size() || offset < 0) {
    return std::unexpected(invalid("offset", "not_a_number", say("Нужно целое число байтов от начала файла.")));
  }
  return offset;
}

Response put_piece(Context& context, const Request& request, const Viewer& viewer) {
  auto opened = look(context, [&](Db& db) { return open_file(db, context, viewer, request); });
  if (!opened) return Response::of(opened.error());
  const FileRow& row = opened->file;
  const form::Field& field = field_of(*opened);
  if (auto no = not_editable(context, viewer, opened->record, field)) return Response::of(*no);
  const auto offset = read_offset(request);
  if (!offset) return Response::of(offset.error());
  // The last piece was answered, but its answer was lost on the way: say the same again.
  if (row.complete && *offset <= row.size) return Response::json(status_json(row, row.size, true));
  if (request.body.empty()) return Response::of(invalid("body", "empty", say("В запросе нет данных файла.")));
  const auto reached = context.uploads->append(row.id, *offset, request.body, row.size);
  if (!reached) return Response::of(reached.error());
  if (*reached < row.size) {
    const auto noted = change(context, [&](Db& db) -> Checked<bool> {
      file_received(db, row.id, *reached);
      return true;
    });
    return noted ? Response::json(status_json(row, *reached, false)) : Response::of(noted.error());
  }
  const auto whole = context.uploads->complete(row.id, row.name, row.size, limits_of(context, field));
  const auto noted = change(context, [&](Db& db) -> Checked<bool> {
    if (whole) {
      file_complete(db, row.id, whole->sha256, whole->type);
    } else {
      remove_file(db, row.id, context.now());
    }
    return true;
  });
  if (!whole) return Response::of(whole.error());
  return noted ? Response::json(status_json(row, row.size, true)) : Response::of(noted.error());
}

Response get_status(Context& context, const Request& request, const Viewer& viewer) {
  const auto opened = look(context, [&](Db& db) { return open_file(db, context, viewer, request); });
  if (!opened) return Response::of(opened.error());
  const FileRow& row = opened->file;
  if (row.complete) return Response::json(status_json(row, row.size, true));
  // The bytes on the disk are the truth: a piece may have been written just before a crash.
  const auto offset = context.uploads->offset(row.id);
  return offset ? Response::json(status_json(row, *offset, false)) : Response::of(offset.error());
}

Response get_file(Context& context, const Request& request, const Viewer& viewer) {
  const auto opened = look(context, [&](Db& db) { return open_file(db, context, viewer, request); });
  if (!opened) return Response::of(opened.error());
  const FileRow& row = opened->file;
  if (!row.complete) return Response::of(conflict("incomplete", say("Файл ещё не загружен полностью.")));
  if (const auto noted = note_view(context, viewer, opened->record.row, "file.viewed", row.id); !noted)
    return Response::of(noted.error());
  return context.uploads->download(row.sha256, row.name, row.type, request.query_value("view") == "inline");
}

bool named_by_answers(const Record& record, const FileRow& row) {
  const auto& refs = form::files_of(record.object.answers, row.field);
  return std::ranges::any_of(refs, [&](const form::FileRef& ref) { return ref.id == row.id; });
}

Response delete_file(Context& context, const Request& request, const Viewer& viewer) {
  const auto opened = change(context, [&](Db& db) -> Checked<Opened> {
    auto opened = open_file(db, context, viewer, request);
    if (!opened) return opened;
    if (auto no = not_editable(context, viewer, opened->record, field_of(*opened))) return std::unexpected(*no);
    if (named_by_answers(opened->record, opened->file)) {
      return std::unexpected(conflict("in_use", say("Файл приложен к заявке: сначала уберите его из ответа.")));
    }
    remove_file(db, opened->file.id, context.now());
    return opened;
  });
  if (!opened) return Response::of(opened.error());
  // The row goes, the bytes of a complete file stay: the history of the application may name them.
  if (!opened->file.complete) context.uploads->drop(opened->file.id);
  return Response::empty();
}

}  // namespace

std::span<const Route> file_routes() {
  using namespace row;
  static constexpr Route kRoutes[] = {
      post("/api/v1/applications/{id}/files", "Начать загрузку файла", logged_in,
           {Object::application_draft, Action::update}, post_file,
           {.takes = {"NewFile"},
            .answers =
                {.schema = "FileStarted", .status = 201, .about = "Куда и какими частями слать", .headers = "Location"},
            .refusals = {{409}}}),
      put("/api/v1/applications/{id}/files/{file}", "Часть файла", logged_in,
          {Object::application_draft, Action::update}, put_piece,
          {.takes = {.type = "application/octet-stream"},
           .queries = {{.name = "offset", .least = 0, .whole = true, .required = true}},
           .answers = {.schema = "FileStatus", .about = "Сколько принято"},
           .refusals = {{409}},
           .options = {.max_body = kUploadChunk + 1024, .spend = Spend::upload, .log_query = false}}),
      get("/api/v1/applications/{id}/files/{file}", "Файл", logged_in, {Object::application_draft, Action::read},
          get_file,
          {.queries = {{.name = "view", .one_of = "inline"}},
           .answers = {.about = "Содержимое", .type = "*/*"},
           .refusals = {{409}},
           .hides = true,
           .viewed = "file.viewed"}),
      get("/api/v1/applications/{id}/files/{file}/status", "Сколько принято", logged_in,
          {Object::application_draft, Action::read}, get_status, {.answers = {"FileStatus"}, .hides = true}),
      del("/api/v1/applications/{id}/files/{file}", "Убрать файл", logged_in,
          {Object::application_draft, Action::update}, delete_file,
          {.answers = {.status = 204, .about = "Файла больше нет"}, .refusals = {{409}}}),
  };
  return kRoutes;
}

}  // namespace pochin::server
