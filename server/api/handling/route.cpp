#include "server/api/handling/route.h"

#include "server/api/handling/idempotent.h"
#include "server/api/handling/open_answer.h"
#include "server/api/handling/viewed.h"
#include "server/http/json_body.h"
#include "server/store/audit.h"

namespace pochin::server {
namespace {

Checked<Viewer> who_asks(Context& context, const Route& route, const Request& request) {
  if (route.who == Who::anybody) return viewer_of(context, request);
  auto viewer = request.is_safe() ? require_login(context, request) : require_change(context, request);
  if (!viewer || route.who != Who::fresh) return viewer;
  if (auto fresh = require_fresh(context, *viewer); !fresh) return std::unexpected(fresh.error());
  return viewer;
}

// The address of what was created, for the log; {} when nothing was.
Json made_by(const Response& response) {
  const std::string_view address = response.header("Location");
  return address.empty() ? Json::object() : Json{{"made", address}};
}

struct Asked {
  Context& context;
  const Route& route;
  const Request& request;
  const Viewer& viewer;
};

Response answer(const Asked& it, GetWork work) {
  const auto made = look(it.context, [&](Db& db) { return work(db, it.context, it.request, it.viewer); });
  if (!made) return Response::of(made.error());
  if (!it.route.marks.viewed.empty()) {
    const auto noted =
        note_viewed(it.context, it.viewer,
                    {.kind = std::string(it.route.marks.viewed), .object = std::string(it.request.param("id"))});
    if (!noted) return Response::of(noted.error());
  }
  return Response::json(*made);
}

Response answer(const Asked& it, PostWork work) {
  Json body = Json::object();
  if (!it.request.body.empty()) {
    auto read = json_body(it.request);
    if (!read) return Response::of(read.error());
    body = *std::move(read);
  }
  Response response = once(it.context, it.viewer, it.request, [&](Db& db) -> Checked<Response> {
    auto done = work(db, it.context, it.request, it.viewer, body);
    if (done)
      audit(db, {.kind = std::string(it.route.marks.log),
                 .actor = it.viewer.id,
                 .object = std::string(it.request.param("id")),
                 .details = made_by(*done),
                 .at = it.context.now()});
    return done;
  });
  if (response.status < 300) it.context.cache.changed();
  return response;
}

Response answer(const Asked& it, OwnWork work) { return work(it.context, it.request, it.viewer); }

Response answer(const Asked& it, OwnBodyWork work) {
  const auto body = json_body(it.request);
  return body ? work(it.context, it.request, it.viewer, *body) : Response::of(body.error());
}

Response serve(Context& context, const Route& route, const Request& request) {
  if (const auto* raw = std::get_if<RawWork>(&route.work)) return (*raw)(context, request);
  if (const auto* open = std::get_if<OpenWork>(&route.work))
    return open_answer(context, request, [&] { return (*open)(context, request); });
  const auto viewer = who_asks(context, route, request);
  if (!viewer) return Response::of(viewer.error());
  const Asked asked{context, route, request, *viewer};
  if (const auto* work = std::get_if<GetWork>(&route.work)) return answer(asked, *work);
  if (const auto* work = std::get_if<PostWork>(&route.work)) return answer(asked, *work);
  if (const auto* work = std::get_if<OwnWork>(&route.work)) return answer(asked, *work);
  return answer(asked, std::get<OwnBodyWork>(route.work));
}

}  // namespace

void add_routes(Router& router, Context& context, std::span<const Route> routes) {
  for (const Route& route : routes)
    router.add(
        route.method, route.pattern,
        [&context, &route](const Request& request) { return serve(context, route, request); }, route.marks.options);
}

}  // namespace pochin::server
