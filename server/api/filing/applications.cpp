// GET and POST /api/v1/applications, GET /api/v1/applications/{id}.
#include "server/api/application/prefill.h"
#include "server/api/application/present.h"
#include "server/api/application/record.h"
#include "server/api/filing/filing.h"
#include "server/api/filing/queues.h"
#include "server/api/handling/idempotent.h"
#include "server/api/handling/page.h"
#include "server/api/handling/text.h"
#include "server/api/handling/viewed.h"
#include "server/http/conditional.h"
#include "server/http/json_body.h"

namespace pochin::server {
namespace {

constexpr std::int64_t kMostOpen = 50;  // of one person in one cycle; nobody writes so many by hand

Response get_one(Context& context, const Request& request, const Viewer& viewer) {
  std::optional<ApplicationRow> seen;
  auto answer = look(context, [&](Db& db) -> Checked<Response> {
    const auto record = load_record(db, context, viewer, request.param("id"));
    if (!record) return std::unexpected(record.error());
    seen = record->row;
    Response response = Response::json(application_json(context, db, *record, viewer));
    response.etag(version_etag(record->row.version));
    return response;
  });
  if (!answer) return Response::of(answer.error());
  if (const auto noted = note_view(context, viewer, *seen, "application.viewed"); !noted)
    return Response::of(noted.error());
  return *answer;
}

Response post_new(Context& context, const Request& request, const Viewer& viewer, const Json& body) {
  Fields in(body);
  const std::string practice = in.text("practice", 100);
  const std::string municipality = in.text("municipality", 20);
  const LoadedPack* pack = context.practice(practice);
  if (!practice.empty() && !pack) in.error("practice", "unknown", say("Такой практики нет."));
  if (!municipality.empty() && !context.region.find(municipality)) {
    in.error("municipality", "unknown", say("Такого муниципалитета нет в справочнике."));
  }
  if (auto wrong = in.finish()) return Response::of(*wrong);
  Response response = once(context, viewer, request, [&](Db& db) -> Checked<Response> {
    const auto id = start_application(db, context, viewer, *pack, municipality);
    if (!id) return std::unexpected(id.error());
    const auto record = load_record(db, context, viewer, *id);
    if (!record) return std::unexpected(record.error());
    Response made = Response::json(application_json(context, db, *record, viewer), 201);
    made.set("Location", "/api/v1/applications/" + *id);
    made.etag(version_etag(record->row.version));
    return made;
  });
  return response;
}

}  // namespace

namespace {

// Nobody has decided yet whether it gets money: from the draft to the commission.
bool awaits_decision(application::State state) { return state <= application::State::commission_review; }

}  // namespace

// What was withdrawn, refused or carried through takes no place, and what belongs to another cycle neither.
std::optional<Problem> too_many_open(Db& db, const Context& context, const Viewer& viewer, const LoadedPack& pack) {
  std::int64_t open = 0;
  for (const AuthoredCount& each : counts_of_author(db, viewer.person)) {
    const auto state = application::state_from(each.state);
    const LoadedPack* own = context.pack(each.practice, each.pack_version);
    const bool here = own && own->pack.id == pack.pack.id && own->pack.cycle.id == pack.pack.cycle.id;
    if (here && state && awaits_decision(*state)) open += each.count;
  }
  if (open < kMostOpen) return std::nullopt;
  return conflict("too_many", tr("В этом конкурсе у вас уже {} заявок, по которым нет решения: больше нельзя. Отзовите "
                                 "или удалите лишние.",
                                 open));
}

Checked<std::string> start_application(Db& db, Context& context, const Viewer& viewer, const LoadedPack& pack,
                                       std::string_view municipality) {
  const Instant now = context.now();
  if (!practice::intake_open(pack.pack, now)) {
    return std::unexpected(conflict("intake_closed", intake_closed_text(pack.pack, now)));
  }
  if (auto many = too_many_open(db, context, viewer, pack)) return std::unexpected(*many);
  ApplicationRow place;
  place.author = viewer.person;
  place.practice = pack.pack.id;
  place.municipality = municipality;
  if (const auto may = application::may_start(pack.pack.workflow, viewer.actor_for(place)); !may)
    return std::unexpected(refusal_problem(may.error(), pack.pack, now));
  keep_name(db, viewer.person, viewer.name, viewer.short_name);
  application::Event event =
      application::create("a" + random_text(15), pack.pack.id, pack.pack.version, std::string(municipality),
                          viewer.actor_for(place), pack.pack.workflow, now);
  for (auto& [field, one] : known_answers(db, context, viewer, pack, municipality, {})) event.set[field] = one.value;
  application::Application object;
  application::apply(object, event);
  store_new(db, pack, object, event, viewer.person);
  return object.id;
}

std::span<const Route> application_routes() {
  using namespace row;
  static constexpr Route kRoutes[] = {
      get("/api/v1/applications", "Свои заявки или очередь", logged_in, {Object::application_draft, Action::read},
          get_applications,
          {.queries = {{.name = "view", .one_of = "mine queue centre commission"},
                       {.name = "filter", .one_of = "all waits hurries returned decided"},
                       kWordsQuery,
                       kCursorQuery,
                       kLimitQuery},
           .answers = {.schema = "ApplicationList", .about = "Список"},
           .scope = "list",
           .viewed = "applications.listed"}),
      post("/api/v1/applications", "Начать заявку", logged_in, kSelf, post_new,
           {.takes = {"NewApplication"},
            .answers = {.schema = "Application", .status = 201, .about = "Заявка", .headers = "ETag Location"},
            .refusals = {{409}},
            .once = true}),
      get("/api/v1/applications/{id}", "Заявка", logged_in, {Object::application_draft, Action::read}, get_one,
          {.answers = {.schema = "Application", .headers = "ETag"}, .hides = true, .viewed = "application.viewed"}),
  };
  return kRoutes;
}

}  // namespace pochin::server
