// GET /api/v1/approvals, POST /api/v1/approvals/{id}/reject: all that waits for a second person. What is approved is
// approved where it is done; points by hand are also rejected there.
#include "server/api/handling/text.h"
#include "server/api/handling/two_person.h"
#include "server/api/people/people.h"
#include "server/api/scoring/points.h"
#include "server/http/json_body.h"

namespace pochin::server {
namespace {

Response get_approvals(Context& context, const Request&, const Viewer& viewer) {
  const auto items = look(context, [&](Db& db) -> Checked<Json> {
    Json all = waiting_acts(db, context, viewer);
    for (Json& each : waiting_points(db, context, viewer)) all.push_back(std::move(each));
    return all;
  });
  return items ? Response::json({{"items", *items}}) : Response::of(items.error());
}

Response post_reject(Context& context, const Request& request, const Viewer& viewer, const Json& body) {
  Fields in(body);
  const std::string reason = in.text("reason", 2000);
  if (auto wrong = in.finish()) return Response::of(*wrong);
  const auto refused =
      change(context, [&](Db& db) { return refuse_as_second(db, context, viewer, request.param("id"), reason); });
  return refused ? Response::json(*refused) : Response::of(refused.error());
}

}  // namespace

std::span<const Route> approval_routes() {
  using namespace row;
  static constexpr Route kRoutes[] = {
      get("/api/v1/approvals", "Действия, которые ждут второго человека: свои и те, что можно подтвердить", logged_in,
          {Object::voting_campaign, Action::decide}, get_approvals,
          {.answers = {.schema = "ApprovalList", .about = "Запросы"}, .scope = "list", .hides = true}),
      post("/api/v1/approvals/{id}/reject", "Отклонить чужой запрос или забрать свой", logged_in,
           {Object::voting_campaign, Action::decide}, post_reject,
           {.takes = {"Reason"},
            .answers = {.schema = "Approval", .about = "Запрос"},
            .refusals = {{409}},
            .log = "two_person.rejected two_person.withdrawn"}),
  };
  return kRoutes;
}

}  // namespace pochin::server
