// POST /api/v1/applications/{id}/actions/{action}: the moves of an application through its states.
#include "server/api/application/present.h"
#include "server/api/application/record.h"
#include "server/api/filing/filing.h"
#include "server/api/handling/idempotent.h"
#include "server/api/handling/text.h"
#include "server/api/review/commission_seat.h"
#include "server/http/conditional.h"
#include "server/http/json_body.h"
#include "server/store/audit.h"
#include "server/store/practices.h"

namespace pochin::server {
namespace {

constexpr std::size_t kLongestText = 4000;
constexpr std::size_t kMostRemarks = 100;

Checked<application::ActionInput> read_input(const Request& request) {
  application::ActionInput input;
  if (request.body.empty()) return input;
  const auto body = json_body(request);
  if (!body) return std::unexpected(body.error());
  Fields in(*body);
  input.comment = in.optional_text("comment", kLongestText).value_or("");
  input.ground = in.optional_text("ground", 100).value_or("");
  if (const Json* remarks = in.array("remarks", kMostRemarks, false)) {
    for (std::size_t i = 0; i < remarks->size(); ++i) {
      const std::string place = "remarks/" + std::to_string(i);
      if (!(*remarks)[i].is_object()) {
        in.error(place, "not_an_object", say("Замечание — это объект с полями field и text."));
        continue;
      }
      Fields remark((*remarks)[i], place + "/");
      application::RemarkInput read{remark.optional_text("field", 200).value_or(""), remark.text("text", kLongestText)};
      in.take(remark);
      input.remarks.push_back(std::move(read));
    }
  }
  if (auto wrong = in.finish()) return std::unexpected(*std::move(wrong));
  return input;
}

// The counter of numbers moves only when this move gives one, and goes back with the rest when the move is refused.
std::int64_t number_for(Db& db, const Record& record, std::string_view action) {
  const application::Transition* move = record.pack->pack.workflow.find(action, record.object.state);
  if (!move || !move->gives_number || !record.object.number.empty()) return 0;
  return next_number(db, record.row.practice, record.pack->pack.cycle.year);
}

Response post_action(Context& context, const Request& request, const Viewer& viewer) {
  const auto version = required_version(request);
  auto input = read_input(request);
  const std::string action(request.param("action"));
  Response response = once(context, viewer, request, [&](Db& db) -> Checked<Response> {
    auto record = load_record(db, context, viewer, request.param("id"));
    if (!record) return std::unexpected(record.error());
    if (!version) return std::unexpected(version.error());
    if (!input) return std::unexpected(input.error());
    if (*version != record->row.version) return std::unexpected(stale_problem(record->row));
    const auto after = act(db, context, viewer, *record, action, *input);
    if (!after) return std::unexpected(after.error());
    const auto stored = load_record(db, context, viewer, record->row.id);
    if (!stored) return std::unexpected(stored.error());
    Response made = Response::json(application_json(context, db, *stored, viewer));
    made.etag(version_etag(stored->row.version));
    return made;
  });
  if (response.status == 200) context.cache.changed();
  return response;
}

}  // namespace

Checked<application::Application> act(Db& db, Context& context, const Viewer& viewer, const Record& record,
                                      std::string_view action, application::ActionInput input) {
  const Instant now = context.now();
  if (const application::Transition* move = record.pack->pack.workflow.find(action, record.object.state))
    if (auto no = without_protocol(db, record, *move)) return std::unexpected(*no);
  input.next_number = number_for(db, record, action);
  const auto event =
      application::decide(record.object, record.rules(now), viewer.actor_for(record.row), action, input, now);
  if (!event) return std::unexpected(refusal_problem(event.error(), record.calendar->pack, now));
  application::Application after = record.object;
  application::apply(after, *event);
  if (!store_event(db, record, after, *event)) return std::unexpected(stale_problem(record.row));
  audit(db, {.kind = "application.moved",
             .actor = viewer.id,
             .object = record.row.id,
             .details = {{"action", action}, {"to", code_of(after.state)}},
             .at = now});
  return after;
}

std::span<const Route> action_routes() {
  using namespace row;
  static constexpr Route kRoutes[] = {
      post("/api/v1/applications/{id}/actions/{action}", "Действие с заявкой", logged_in, kWorkflow, post_action,
           {.takes = {.schema = "ActionInput", .optional = true},
            .answers = {.schema = "Application", .about = "Заявка после действия", .headers = "ETag"},
            .refusals = {{409}},
            .if_match = true,
            .once = true,
            .log = "application.moved"}),
  };
  return kRoutes;
}

}  // namespace pochin::server
