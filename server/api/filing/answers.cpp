// PATCH /api/v1/applications/{id}/answers.
#include "server/api/application/record.h"
#include "server/api/filing/filing.h"
#include "server/api/handling/text.h"
#include "server/api/scoring/points.h"
#include "server/http/conditional.h"
#include "server/http/json_body.h"

namespace pochin::server {
namespace {

constexpr std::size_t kMostUnset = 500;

struct Change {
  form::Answers set;
  std::vector<std::string> unset;
};

// The body against the form: every unknown field and wrong shape is named.
Checked<Change> read_change(const Json& body, const form::Form& form) {
  Fields in(body);
  Change change;
  if (const Json* set = in.object("set", false)) {
    for (const auto& [id, value] : set->items()) {
      const form::Field* field = form.field(id);
      if (!field || !field->answerable()) {
        in.error(id, "unknown_field", say("В форме нет такого поля."));
        continue;
      }
      auto answer = form::answer_from_json(*field, value);
      if (answer) {
        change.set.emplace(id, *std::move(answer));
      } else {
        const Error& error = answer.error();
        in.error(error.place.empty() ? id : error.place, error.code, error.message);
      }
    }
  }
  if (const Json* unset = in.array("unset", kMostUnset, false)) {
    for (const Json& id : *unset) {
      if (id.is_string() && form.field(id.get_ref<const std::string&>())) {
        change.unset.push_back(id);
      } else {
        in.error(id.is_string() ? id.get_ref<const std::string&>() : "unset", "unknown_field",
                 say("В форме нет такого поля."));
      }
    }
  }
  if (auto wrong = in.finish()) return std::unexpected(*std::move(wrong));
  return change;
}

// A file named by an answer must be here, complete and sent for this very field; its name and size are those we know.
std::optional<FieldError> settle_files(Db& db, std::string_view application, form::Answers& set) {
  for (auto& [id, answer] : set) {
    auto* refs = std::get_if<form::Files>(&answer);
    if (!refs) continue;
    for (form::FileRef& ref : *refs) {
      const auto known = file(db, application, ref.id);
      if (!known || !known->complete || known->field != id) {
        return FieldError{id, "unknown_file", say("Такого файла нет: загрузите его ещё раз.")};
      }
      ref.name = known->name;
      ref.type = known->type;
      ref.size = known->size;
    }
  }
  return std::nullopt;
}

Response patch_answers(Context& context, const Request& request, const Viewer& viewer) {
  auto record = look(context, [&](Db& db) { return load_record(db, context, viewer, request.param("id")); });
  if (!record) return Response::of(record.error());
  const auto version = required_version(request);
  if (!version) return Response::of(version.error());
  const auto body = json_body(request);
  if (!body) return Response::of(body.error());
  auto wanted = read_change(*body, record->pack->pack.form);
  if (!wanted) return Response::of(wanted.error());
  if (*version != record->row.version) return Response::of(stale_problem(record->row));
  const auto lost = look(context, [&](Db& db) -> Checked<std::optional<FieldError>> {
    return settle_files(db, record->row.id, wanted->set);
  });
  if (!lost) return Response::of(lost.error());
  if (*lost) return Response::of(invalid({**lost}));

  Json fields = Json::array();  // named in the answer: whoever sent them need not trust the status alone
  for (const auto& [field, answer] : wanted->set) fields.push_back(field);
  for (const std::string& field : wanted->unset) fields.push_back(field);
  const Instant now = context.now();
  const auto event = application::change_answers(record->object, record->rules(now), viewer.actor_for(record->row),
                                                 std::move(wanted->set), std::move(wanted->unset), now);
  if (!event) return Response::of(refusal_problem(event.error(), record->calendar->pack, now));
  application::Application after = record->object;
  application::apply(after, *event);
  // The decision was made on a snapshot; the writer only compares the version, so it stays quick.
  const auto saved = change(context, [&](Db& db) -> Checked<bool> {
    if (store_event(db, *record, after, *event)) return propose_points(db, context, viewer, *record, after);
    const auto current = application(db, record->row.id);
    return std::unexpected(stale_problem(current ? *current : record->row));
  });
  if (!saved) return Response::of(saved.error());
  Response response = Response::json({{"id", record->row.id},
                                      {"fields", std::move(fields)},
                                      {"version", after.version},
                                      {"saved_at", wire_time(now)}});
  response.etag(version_etag(after.version));
  return response;
}

}  // namespace

std::span<const Route> answer_routes() {
  using namespace row;
  static constexpr Route kRoutes[] = {
      patch("/api/v1/applications/{id}/answers", "Сохранить ответы", logged_in,
            {Object::application_draft, Action::update}, patch_answers,
            {.takes = {"AnswersPatch"},
             .answers = {.schema = "Saved", .about = "Сохранено", .headers = "ETag"},
             .refusals = {{409}},
             .if_match = true}),
  };
  return kRoutes;
}

}  // namespace pochin::server
