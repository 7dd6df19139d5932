// GET and POST /api/v1/applications, GET /api/v1/applications/{id}.
#include <set>

#include "server/api/idempotent.h"
#include "server/api/prefill.h"
#include "server/api/present.h"
#include "server/api/record.h"
#include "server/api/routes.h"
#include "server/api/text.h"
#include "server/api/viewed.h"
#include "server/http/conditional.h"
#include "server/http/json_body.h"

namespace pochin::server {
namespace {

constexpr int kLongestList = 500;
constexpr std::int64_t kMostApplications = 50;  // of one person; nobody writes so many by hand

bool in_queue(const ApplicationRow& row) { return row.state != "draft" && row.state != "withdrawn"; }

// The list a role works from.
std::string_view view_of(access::Role role) {
  switch (role) {
    case access::Role::project_centre_operator:
    case access::Role::project_centre_manager:
      return "centre";
    case access::Role::commission_member:
    case access::Role::commission_chair:
    case access::Role::commission_secretary:
    case access::Role::sector_expert:
      return "commission";
    default:
      return access::scope_kind_of(role) == access::ScopeKind::territory ? "queue" : "";
  }
}

Checked<std::vector<ApplicationRow>> rows_of(Db& db, const Viewer& viewer, std::string_view view) {
  std::vector<ApplicationRow> rows;
  if (view == "mine") return applications_of_author(db, viewer.person, kLongestList);
  bool entitled = false;
  std::set<std::string> seen;  // who has two roles sees an application once
  for (const Grant& grant : viewer.grants) {
    const auto role = access::role_from(grant.role);
    if (!role || view_of(*role) != view) continue;
    entitled = true;
    auto found = view == "queue" ? applications_of_municipality(db, grant.scope, kLongestList)
                                 : applications_of_practice(db, grant.scope);
    for (ApplicationRow& row : found)
      if (in_queue(row) && may_read(viewer, row, experts_on(db, row)) && seen.insert(row.id).second)
        rows.push_back(std::move(row));
  }
  if (!entitled) return std::unexpected(forbidden(say("Эта страница — для сотрудников. У вас нет такой роли.")));
  return rows;
}

Response get_list(Context& context, const Request& request) {
  const auto viewer = require_login(context, request);
  if (!viewer) return Response::of(viewer.error());
  const std::string_view view = request.query_value("view").value_or("mine");
  if (view != "mine" && view != "queue" && view != "centre" && view != "commission") {
    return Response::of(invalid("view", "unknown", say("Бывает mine, queue, centre и commission.")));
  }
  Json others = Json::array();
  const auto items = look(context, [&](Db& db) -> Checked<Json> {
    auto rows = rows_of(db, *viewer, view);
    if (!rows) return std::unexpected(rows.error());
    Json list = Json::array();
    for (const ApplicationRow& row : *rows) {
      list.push_back(list_item_json(context, db, row));
      if (row.author != viewer->person) others.push_back(row.id);
    }
    return list;
  });
  if (!items) return Response::of(items.error());
  if (!others.empty()) {
    const auto noted = note_viewed(
        context, *viewer,
        {.kind = "applications.listed", .object = std::string(view), .details = {{"applications", others}}});
    if (!noted) return Response::of(noted.error());
  }
  return Response::json({{"items", *items}});
}

Response get_one(Context& context, const Request& request) {
  const auto viewer = require_login(context, request);
  if (!viewer) return Response::of(viewer.error());
  std::optional<ApplicationRow> seen;
  auto answer = look(context, [&](Db& db) -> Checked<Response> {
    const auto record = load_record(db, context, *viewer, request.param("id"));
    if (!record) return std::unexpected(record.error());
    seen = record->row;
    Response response = Response::json(application_json(context, db, *record, *viewer));
    response.etag(version_etag(record->row.version));
    return response;
  });
  if (!answer) return Response::of(answer.error());
  if (const auto noted = note_view(context, *viewer, *seen, "application.viewed"); !noted)
    return Response::of(noted.error());
  return *answer;
}

Response post_new(Context& context, const Request& request) {
  const auto viewer = require_change(context, request);
  if (!viewer) return Response::of(viewer.error());
  const auto body = json_body(request);
  if (!body) return Response::of(body.error());
  Fields in(*body);
  const std::string practice = in.text("practice", 100);
  const std::string municipality = in.text("municipality", 20);
  const LoadedPack* pack = context.practice(practice);
  if (!practice.empty() && !pack) in.error("practice", "unknown", say("Такой практики нет."));
  if (!municipality.empty() && !context.region.find(municipality)) {
    in.error("municipality", "unknown", say("Такого муниципалитета нет в справочнике."));
  }
  if (auto wrong = in.finish()) return Response::of(*wrong);
  Response response = once(context, *viewer, request, [&](Db& db) -> Checked<Response> {
    const auto id = start_application(db, context, *viewer, *pack, municipality);
    if (!id) return std::unexpected(id.error());
    const auto record = load_record(db, context, *viewer, *id);
    if (!record) return std::unexpected(record.error());
    Response made = Response::json(application_json(context, db, *record, *viewer), 201);
    made.set("Location", "/api/v1/applications/" + *id);
    made.etag(version_etag(record->row.version));
    return made;
  });
  return response;
}

}  // namespace

Checked<std::string> start_application(Db& db, Context& context, const Viewer& viewer, const LoadedPack& pack,
                                       std::string_view municipality) {
  const Instant now = context.now();
  if (!practice::intake_open(pack.pack, now)) {
    return std::unexpected(conflict("intake_closed", intake_closed_text(pack.pack, now)));
  }
  if (count_of_author(db, viewer.person) >= kMostApplications) {
    return std::unexpected(conflict("too_many", say("У вас слишком много заявок. Отзовите лишние или позвоните нам.")));
  }
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

void add_application_routes(Router& router, Context& context) {
  router.get("/api/v1/applications", [&context](const Request& r) { return get_list(context, r); });
  router.post("/api/v1/applications", [&context](const Request& r) { return post_new(context, r); });
  router.get("/api/v1/applications/{id}", [&context](const Request& r) { return get_one(context, r); });
}

}  // namespace pochin::server
